/** Everything in all chats that the server has not accepted, in the order in which it goes. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { t } from '../../app/text.ts'
import { RowFocusController } from '../../controllers/row-focus-controller.ts'
import { isUnsent, type OutboxView } from '../../stores/outbox-store.ts'
import type { UnsentView } from '../../stores/unsent-view.ts'
import { scrolls } from '../../styles/shared.ts'
import '../base/cairn-empty.ts'
import './cairn-unsent-item.ts'
import type { CairnUnsentItem } from './cairn-unsent-item.ts'
import { chatBase } from './chat-styles.ts'
import { outboxPanelStyles } from './outbox-panel-styles.ts'

@customElement('cairn-outbox-panel')
export class CairnOutboxPanel extends LitElement {
  @property({ attribute: false }) outbox: OutboxView | null = null
  @property({ type: Boolean }) canTry = false
  @property({ type: Number }) now = 0
  protected readonly rowFocus = new RowFocusController(this, {
    rows: () => this.renderRoot.querySelectorAll<CairnUnsentItem>('cairn-unsent-item'),
    keys: () => (this.outbox?.items ?? []).map(({ n }) => String(n)),
    focus: (row) => (row ?? this.renderRoot.querySelector<HTMLElement>('cairn-empty'))?.focus(),
  })

  protected override render(): unknown {
    const { items = [], unsent = 0, refused = 0 } = this.outbox ?? {}
    if (items.length === 0) {
      return html`<cairn-empty tabindex="-1" icon="circle-check" text=${t('chat.outbox.none')}></cairn-empty>`
    }
    return html`<div class="top">
        <p>
          ${unsent > 0 ? html`<span>${t('chat.outbox.count', { count: unsent })}</span>` : nothing}
          ${refused > 0 ? html`<span class="bad">${t('chat.outbox.refused', { count: refused })}</span>` : nothing}
        </p>
        <button type="button" class="text-button" @click=${this.#copyAll}>${t('chat.outbox.copy-all')}</button>
        ${
          this.canTry
            ? html`<button type="button" class="text-button primary" @click=${this.#tryNow}>
                ${t('chat.outbox.try-now')}
              </button>`
            : nothing
        }
      </div>
      <div class="scrolls" role="list">
        ${repeat(
          items,
          ({ n }) => n,
          (item, index) =>
            html`<cairn-unsent-item
              data-key=${item.n}
              .item=${item}
              .now=${this.now}
              ?canGoFirst=${canGoFirst(item, items.slice(0, index))}
            ></cairn-unsent-item>`,
        )}
      </div>`
  }

  #copyAll = (): void => {
    this.dispatchEvent(new CustomEvent('copy-all-wanted', { detail: null, bubbles: true, composed: true }))
  }

  #tryNow = (): void => {
    this.dispatchEvent(new CustomEvent('try-wanted', { detail: null, bubbles: true, composed: true }))
  }

  static override styles = [chatBase, scrolls, outboxPanelStyles]
}

/** Within a chat nothing overtakes: only what waits behind another chat can go before it. What is on its way is out of reach. */
function canGoFirst(item: UnsentView, before: readonly UnsentView[]): boolean {
  const isMovable = isUnsent(item) && item.state !== 'sending'
  return isMovable && before.some((other) => isUnsent(other) && other.chat?.id !== item.chat?.id)
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-outbox-panel': CairnOutboxPanel
  }
  interface HTMLElementEventMap {
    'try-wanted': CustomEvent<null>
    'copy-all-wanted': CustomEvent<null>
  }
}
