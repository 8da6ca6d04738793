/** What a person hid or cleared for themselves (docs/behaviour.md, EX9): left out of what is exported for them. */
import { createHash } from 'node:crypto'
import { accountDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { ChannelPrefs } from '../../schema/registers/account.ts'
import type { World } from '../../schema/views.ts'

export interface PutAway {
  /** Everything up to here. */
  readonly clearedSeq: number
  isHidden(messageId: string): boolean
  /** Ids of every channel. */
  readonly hidden: readonly string[]
}

const NOTHING: PutAway = { clearedSeq: 0, isHidden: () => false, hidden: [] }

/** @param userId  null: the operator's reading leaves nothing out */
export function putAwayBy(world: World, userId: UserId | null, channelId: ChannelId): PutAway {
  if (userId === null) return NOTHING
  const account = world.registers(accountDocument(userId))
  const prefs = account.get('channels', channelId) as ChannelPrefs | undefined
  return {
    clearedSeq: prefs?.clearedSeq ?? 0,
    isHidden: (messageId) => account.get('hidden', messageId) !== undefined,
    hidden: [...account.entries('hidden')].map(([messageId]) => messageId),
  }
}

/** The same text as long as the same is put away. */
export function putAwayMark(clearedSeq: number, hidden: readonly string[]): string {
  if (clearedSeq === 0 && hidden.length === 0) return ''
  return createHash('sha256')
    .update([clearedSeq, ...[...hidden].sort()].join('\n'))
    .digest('base64url')
    .slice(0, 12)
}
