/** Who has read an own message, and to whom it was only delivered: opened by a press on its receipt. */
import { html, nothing, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { t, type MessageKey } from '../../app/text.ts'
import type { Delivery, PersonView } from '../../stores/message-view.ts'
import { NamesPopover } from './names-popover.ts'

@customElement('cairn-receipt-names')
export class CairnReceiptNames extends NamesPopover<Delivery> {
  protected override label(): string {
    return t('chat.receipts')
  }

  protected override lists(delivery: Delivery): unknown {
    const { read, delivered } = reachedBy(delivery)
    return [this.#people('chat.state.read-count', read), this.#people('chat.state.delivered-count', delivered)]
  }

  #people(heading: MessageKey, people: readonly PersonView[]): TemplateResult | typeof nothing {
    return people.length === 0 ? nothing : this.list(html`<h2>${t(heading, { count: people.length })}</h2>`, people)
  }
}

/** People by name: who has read it, and who has it without having read it. */
function reachedBy(delivery: Delivery): { read: readonly PersonView[]; delivered: readonly PersonView[] } {
  if (delivery.state === 'read') return { read: byName(delivery.people), delivered: byName(delivery.delivered) }
  return { read: [], delivered: delivery.state === 'delivered' ? byName(delivery.people) : [] }
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
