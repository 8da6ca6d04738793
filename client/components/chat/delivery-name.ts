/** How far an own message has come, in words: what a screen reader hears and a tooltip shows. Pure. */
import { formatList, formatMoment } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { Delivery, PersonView } from '../../stores/message-view.ts'

const WAITING_MS = 60 * 60_000
/** More people than these are counted. */
const MOST_NAMES = 3

/** @param now  the corrected clock: what has waited for an hour says since when */
export function deliveryName(delivery: Delivery, now: number): string {
  switch (delivery.state) {
    case 'saved':
      return hasWaitedLong(delivery, now)
        ? t('chat.state.waiting', { time: formatMoment(delivery.since, now) })
        : t('chat.state.saved')
    case 'held':
      if (delivery.isNameTaken) return t('chat.state.held-name')
      return delivery.behind === '' ? t('chat.state.held-back') : t('chat.state.held', { behind: delivery.behind })
    case 'rate-limited':
      return t('chat.state.rate-limited', { seconds: Math.max(1, Math.ceil((delivery.againAt - now) / 1000)) })
    case 'delivered':
    case 'read':
      return reachedName(delivery.state, delivery.people)
    default:
      return t(`chat.state.${delivery.state}`)
  }
}

/** Beside the mark for the eye: a finger gets no tooltip. */
export function saysWhyItWaits(delivery: Delivery, now: number): boolean {
  const { state } = delivery
  return state === 'rate-limited' || state === 'held' || (state === 'saved' && hasWaitedLong(delivery, now))
}

function hasWaitedLong({ since }: Delivery & { readonly state: 'saved' }, now: number): boolean {
  return now - since >= WAITING_MS
}

function reachedName(state: 'delivered' | 'read', people: readonly PersonView[]): string {
  if (people.length === 0) return t(`chat.state.${state}`)
  if (people.length > MOST_NAMES) return t(`chat.state.${state}-count`, { count: people.length })
  return t(`chat.state.${state}-by`, { names: formatList(people.map(({ name }) => name)) })
}
