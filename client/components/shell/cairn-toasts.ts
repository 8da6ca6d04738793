/** One notice at the foot of the screen; the rest wait. It stays while the pointer or the focus is on it. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { notices, type Notice } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { TIMERS, type Timers, type Unsubscribe } from '../../stores/store.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'

@customElement('cairn-toasts')
export class CairnToasts extends LitElement {
  @property({ attribute: false }) timers: Timers = TIMERS
  #notices = new StoreController(this, () => notices)
  #shown: Notice | undefined
  #stop: Unsubscribe | undefined

  protected override updated(): void {
    const [first] = this.#notices.view ?? []
    if (first === this.#shown) return
    this.#shown = first
    this.#wait()
    if (first) announce(first.text)
  }

  protected override render(): unknown {
    const [notice] = this.#notices.view ?? []
    if (!notice) return nothing
    return html`<section
      class="toast"
      aria-label=${notice.text}
      @pointerenter=${() => this.#stop?.()}
      @focusin=${() => this.#stop?.()}
      @pointerleave=${this.#wait}
      @focusout=${this.#wait}
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

  #wait = (): void => {
    this.#stop?.()
    const notice = this.#shown
    if (notice && notice.durationMs > 0) {
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
