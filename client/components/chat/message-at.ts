/** Where a jump to a place in the log lands. Pure. */
import type { MessageView } from '../../stores/message-view.ts'
import type { TimelineView } from '../../stores/timeline-store.ts'

/** The first message at or after `seq`; null while what is shown begins after it, as others may stand between. */
export function messageAt(view: Pick<TimelineView, 'messages' | 'older'>, seq: number): MessageView | null {
  const first = view.messages.find((message) => message.seq > 0)
  const isCovered = first !== undefined && (first.seq <= seq || view.older === 'start')
  return (isCovered && view.messages.find((message) => message.seq >= seq)) || null
}
