/** What of a chat the badge of the app counts (docs/behaviour.md, NF20): unread direct messages and mentions. Pure. */
import type { ChannelKind } from '../registers/meta.ts'

export interface Counted {
  readonly kind: ChannelKind
  /** Muted now. */
  readonly isMuted: boolean
  readonly isArchived: boolean
  readonly unread: number
  readonly mentions: number
}

/** A muted direct message counts by its mentions; what is archived counts nothing. */
export function badgeCount({ kind, isMuted, isArchived, unread, mentions }: Counted): number {
  if (isArchived) return 0
  return kind === 'direct' && !isMuted ? unread : mentions
}
