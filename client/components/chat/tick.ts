/** How often what tells of time is looked at again, so that rows are rendered only when what they tell may have changed. Pure. */
import type { MessageView } from '../../stores/message-view.ts'

const TICK_MS = 10_000
const COUNTING_MS = 1_000

/** Every second while one of them counts the seconds until it is sent again. */
export function tickMs(messages: readonly Pick<MessageView, 'delivery'>[]): number {
  return messages.some(({ delivery }) => delivery?.state === 'rate-limited') ? COUNTING_MS : TICK_MS
}
