/** Who has read an own message, and to whom it was only delivered: opened by a press on its receipt. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { t, type MessageKey } from '../../app/text.ts'
import type { Delivery, PersonView } from '../../stores/message-view.ts'
import { clipped, raised, scrolls } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import { place, type Box } from '../base/place.ts'
import { chatBase } from './chat-styles.ts'
import { namesPopoverStyles } from './names-popover-styles.ts'

@customElement('cairn-receipt-names')
export class CairnReceiptNames extends LitElement {
  @state() private delivery: Delivery | null = null
  @query('[popover]') private box!: HTMLElement
  #returnTo: HTMLElement | null = null

  /** @param returnTo  gets the focus back */
  async open(delivery: Delivery, anchor: Box, returnTo: HTMLElement | null): Promise<void> {
    this.delivery = delivery
    this.#returnTo = returnTo
    await this.updateComplete
    this.box.showPopover()
    place(this.box, anchor, { side: 'above', align: 'end' })
    this.box.focus()
  }

  protected override render(): unknown {
    const { read, delivered } = reachedBy(this.delivery)
    return html`<div
      class="raised scrolls"
      popover
      role="dialog"
      tabindex="-1"
      aria-label=${t('chat.receipts')}
      @toggle=${this.#toggled}
    >
      ${this.#list('chat.state.read-count', read)} ${this.#list('chat.state.delivered-count', delivered)}
    </div>`
  }

  #list(heading: MessageKey, people: readonly PersonView[]): TemplateResult | typeof nothing {
    if (people.length === 0) return nothing
    return html`<section>
      <h2>${t(heading, { count: people.length })}</h2>
      <ul>
        ${repeat(
          people,
          ({ userId }) => userId,
          ({ userId, name, avatar }) =>
            html`<li>
              <cairn-avatar name=${name} .person=${userId} src=${avatar ?? ''}></cairn-avatar
              ><bdi class="clipped">${name}</bdi>
            </li>`,
        )}
      </ul>
    </section>`
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'closed' && this.renderRoot.querySelector(':focus') !== null) this.#returnTo?.focus()
    if (event.newState === 'closed') this.delivery = null
  }

  static override styles = [chatBase, clipped, raised, scrolls, namesPopoverStyles]
}

/** People by name: who has read it, and who has it without having read it. */
function reachedBy(delivery: Delivery | null): { read: readonly PersonView[]; delivered: readonly PersonView[] } {
  if (delivery?.state === 'read') return { read: byName(delivery.people), delivered: byName(delivery.delivered) }
  return { read: [], delivered: delivery?.state === 'delivered' ? byName(delivery.people) : [] }
}

function byName(people: readonly PersonView[]): readonly PersonView[] {
  const { compare } = new Intl.Collator(undefined, { sensitivity: 'base' })
  return [...people].sort((a, b) => compare(a.name, b.name))
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-receipt-names': CairnReceiptNames
  }
}
