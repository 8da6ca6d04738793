/** One notice at the foot of the screen; the rest wait. It stays while the pointer or the focus is on it (docs/behaviour.md, UI193). */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { announce } from '../../app/announcer.ts'
import { notices, type Notice } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import { GiveBackController } from '../../controllers/give-back-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { TIMERS, type Timers, type Unsubscribe } from '../../stores/store.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'

/** What keeps a notice from passing. */
interface Held {
  readonly isPointedAt: boolean
  readonly hasFocus: boolean
}

const FREE: Held = { isPointedAt: false, hasFocus: false }

@customElement('cairn-toasts')
export class CairnToasts extends LitElement {
  @property({ attribute: false }) timers: Timers = TIMERS
  #notices = new StoreController(this, () => notices)
  #shown: Notice | undefined
  #stop: Unsubscribe | undefined
  #held: Held = FREE
  protected readonly giveBack = new GiveBackController(this, 'section')

  /** Whether there is something to answer. */
  get isShown(): boolean {
    return this.#buttons().length > 0
  }

  override focus(): void {
    this.#buttons()[0]?.focus()
  }

  #buttons(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('cairn-button')]
  }

  protected override updated(): void {
    const [first] = this.#notices.view ?? []
    if (first === this.#shown) return
    // What goes away tells of neither.
    if (first?.id !== this.#shown?.id) this.#held = FREE
    this.#shown = first
    this.#wait()
    if (first) announce(first.text)
  }

  protected override render(): unknown {
    const [notice] = this.#notices.view ?? []
    if (!notice) return nothing
    // Buttons of another one must not stand under the same focus: a second Enter would answer what nobody has read.
    return keyed(notice.id, this.#toast(notice))
  }

  #toast(notice: Notice): TemplateResult {
    return html`<section
      class="toast"
      aria-label=${notice.text}
      @pointerenter=${() => this.#hold({ isPointedAt: true })}
      @pointerleave=${() => this.#hold({ isPointedAt: false })}
      @focusin=${() => this.#hold({ hasFocus: true })}
      @focusout=${() => this.#hold({ hasFocus: false })}
    >
      <p>${notice.text}</p>
      ${notice.actions.map(
        ({ id, label }, i) =>
          html`<cairn-button variant=${i === 0 ? 'primary' : 'quiet'} @click=${() => notices.end(notice.id, id)}
            >${label}</cairn-button
          >`,
      )}
      <cairn-button
        variant="quiet"
        square
        icon="x"
        label=${t('action.close')}
        @click=${() => notices.end(notice.id, 'closed')}
      ></cairn-button>
    </section>`
  }

  #hold(held: Partial<Held>): void {
    this.#held = { ...this.#held, ...held }
    this.#wait()
  }

  #wait(): void {
    this.#stop?.()
    const notice = this.#shown
    if (notice && notice.durationMs > 0 && !this.#held.isPointedAt && !this.#held.hasFocus) {
      this.#stop = this.timers.after(notice.durationMs, () => notices.end(notice.id, 'passed'))
    }
  }

  static override styles = [
    base,
    css`
      :host {
        position: fixed;
        z-index: var(--z-toast);
        inset-block-end: 88px;
        inset-inline: 0;
        display: flex;
        justify-content: center;
        padding-inline: var(--s4);
        pointer-events: none;
      }
      .toast {
        display: flex;
        align-items: center;
        gap: var(--s2);
        max-inline-size: 520px;
        padding-block: var(--s2);
        padding-inline: var(--s4) var(--s2);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--surface);
        box-shadow: var(--shadow);
        color: var(--text);
        font: var(--t-sm) var(--font);
        pointer-events: auto;
      }
      p {
        flex: 1;
        padding-block: var(--s1);
      }
      @media (max-width: 599.98px) {
        :host {
          inset-block-end: 96px;
          padding-inline: var(--s2);
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-toasts': CairnToasts
  }
}
