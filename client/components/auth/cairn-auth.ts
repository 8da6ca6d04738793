/** The page of a device where nobody has signed in, and of the links in mails, whoever is. Where one was going is kept for after it. */
import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import '../../app/all-words.ts'
import '../base/all-icons.ts'
import '../base/cairn-tooltip.ts'
import { HOME, type Route } from '../../app/routes.ts'
import { t, type MessageKey } from '../../app/text.ts'
import type { SignInFault } from '../../stores/session-answers.ts'
import type { SessionStore } from '../../stores/session-store.ts'
import { base } from '../../styles/shared.ts'
import '../shell/cairn-stones.ts'
import './cairn-sign-in.ts'

const HEADINGS = { reset: 'reset.title', verify: 'verify.title', 'sign-up': 'auth.signUp' } as const

@customElement('cairn-auth')
export class CairnAuth extends LitElement {
  @property({ attribute: false }) session: SessionStore | null = null
  @property({ attribute: false }) route: Route = HOME
  /** For fixtures: as after an attempt. */
  @property({ attribute: false }) fault: SignInFault | null = null

  /** A new account, also on the way to another place: an invitation's link is for people without one. */
  @state() private isNew = false

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.card > :last-child')?.focus()
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('route')) this.isNew = this.route.page === 'sign-up'
    // What a sign-in does not need comes when it is needed.
    if (this.route.page === 'reset') void import('./cairn-reset.ts')
    if (this.route.page === 'verify') void import('./cairn-verify.ts')
  }

  protected override render(): unknown {
    const page = this.isNew ? 'sign-up' : this.route.page
    const heading: MessageKey = page in HEADINGS ? HEADINGS[page as keyof typeof HEADINGS] : 'auth.signIn'
    return html`<main>
      <cairn-stones count="3"></cairn-stones>
      <p class="name">${t('app.name')}</p>
      <p class="tagline">${t('auth.tagline')}</p>
      <div class="card">
        <h1>${t(heading)}</h1>
        ${this.#form()}
      </div>
    </main>`
  }

  #form(): unknown {
    const { route } = this
    if (route.page === 'reset') return html`<cairn-reset token=${route.token}></cairn-reset>`
    if (route.page === 'verify') return html`<cairn-verify token=${route.token}></cairn-verify>`
    return html`<cairn-sign-in
      .session=${this.session}
      ?create=${this.isNew}
      ?stays=${route.page !== 'home' && route.page !== 'sign-up'}
      @form-turned=${() => (this.isNew = !this.isNew)}
      .fault=${this.fault}
    ></cairn-sign-in>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        block-size: 100%;
        overflow-y: auto;
        background: var(--bg);
        color: var(--text);
      }
      main {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: safe center;
        min-block-size: 100%;
        padding: var(--s6) var(--s4);
      }
      cairn-stones {
        inline-size: 44px;
        block-size: 44px;
        color: var(--accent);
      }
      .name {
        margin-block-start: var(--s3);
        font: 700 var(--t-2xl) var(--font);
        letter-spacing: -0.02em;
      }
      .tagline {
        max-inline-size: 34ch;
        color: var(--text-2);
        font: var(--t-md) var(--font);
        text-align: center;
        text-wrap: balance;
      }
      .card {
        inline-size: min(380px, 100%);
        margin-block-start: var(--s5);
        padding: var(--s5);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--surface);
      }
      h1 {
        margin-block-end: var(--s4);
        font: 650 var(--t-lg) var(--font);
      }
      @media (max-width: 599.98px) {
        main {
          justify-content: flex-start;
        }
        .card {
          border: 0;
          background: transparent;
          padding-inline: 0;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-auth': CairnAuth
  }
}
