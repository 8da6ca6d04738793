/** The loaded part of a timeline, as a chat shows it. */
import type { MessageView } from '../../stores/message-view.ts'
import type { TimelineView } from '../../stores/timeline-store.ts'
import type { SeqGap } from '../../stores/channel-volumes.ts'

export interface Feed {
  readonly messages: readonly MessageView[]
  readonly gaps: readonly SeqGap[]
  /** What was read when the chat was opened, if anything is unread; the new-messages line stands behind it. */
  readonly readSeq: number | null
  readonly hasOlder: boolean
  /** The first message of the chat is among them. */
  readonly isStart: boolean
  readonly hasNewer: boolean
  readonly isLoading: boolean
}

export const EMPTY_FEED: Feed = {
  messages: [],
  gaps: [],
  readSeq: null,
  hasOlder: false,
  isStart: false,
  hasNewer: false,
  isLoading: true,
}

export function feedOf({ messages, gaps, lineSeq, older, hasNewer, isLoading }: TimelineView): Feed {
  return {
    messages,
    gaps,
    readSeq: lineSeq,
    hasOlder: older === 'more',
    isStart: older === 'start',
    hasNewer,
    isLoading,
  }
}
