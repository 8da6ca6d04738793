/** What the server writes because of an accepted update, in the same transaction: stamps, memberships, copies. */
import { sameJson } from '../../schema/json.ts'
import type { Verdict } from '../../schema/rules/judge.ts'
import type { Actor } from '../../schema/views.ts'
import { followAccount } from './follow-account.ts'
import { followRoot } from './follow-root.ts'
import { followVolume } from './follow-volume.ts'
import type { Room } from './room.ts'
import type { Changed, Transaction } from './transaction.ts'

export function followUp(tx: Transaction, room: Room, actor: Actor, verdicts: readonly Verdict[]): void {
  const changed: Changed[] = verdicts.filter((v) => !v.superseded && !sameJson(v.entry.before, v.decided))
  if (changed.length === 0) return
  if (room.ref.kind === 'volume') followVolume(tx, room, room.ref, actor, changed)
  else if (room.ref.kind === 'channel') followRoot(tx, room, room.ref.channelId, actor, changed)
  else if (room.ref.kind === 'account') followAccount(tx, room.ref.userId, changed)
}
