/** Rules of one's own account document (docs/behaviour.md, AC1-AC4). Pure. */
import { channelDocument, parseDocumentName, volumeDocument, type DocumentRef } from '../documents.ts'
import { ErrorCode } from '../errors.ts'
import { parseUserId, type ChannelId, type UserId } from '../ids.ts'
import { MAX_ACCOUNT_REGISTERS } from '../limits.ts'
import type { ReadValue } from '../registers/account.ts'
import type { StampValue } from '../registers/stamps.ts'
import type { Actor } from '../views.ts'
import { canRead, userExists } from './channel.ts'
import { ALLOW, refuse, type Decision, type Entry } from './decision.ts'
import type { OverlayWorld } from './overlay.ts'

/** @param entry any register of the account but `memberships`; only its owner gets here */
export function judgeAccount(actor: Actor, owner: UserId, entry: Entry, world: OverlayWorld): Decision {
  if (actor.userId !== owner) return refuse(ErrorCode.Forbidden, 'AC1: another person’s account')
  if (entry.value === undefined) return ALLOW
  if (entry.before === undefined && world.countRegisters() >= MAX_ACCOUNT_REGISTERS) {
    return refuse(ErrorCode.TooLarge, 'AC2: the account holds too much')
  }
  if (entry.root === 'contacts' || entry.root === 'blocks') {
    const target = parseUserId(entry.key) as UserId
    return target !== owner && userExists(world, target)
      ? ALLOW
      : refuse(ErrorCode.Invalid, 'AC3: no such other account')
  }
  return entry.root === 'read' ? judgeRead(actor, entry, world) : ALLOW
}

/** AC4: a read mark names a message by its id, so that a restored server's renumbering is seen. */
function judgeRead(actor: Actor, entry: Entry, world: OverlayWorld): Decision {
  const channelId = entry.key as ChannelId
  const { seq, messageId } = entry.value as unknown as ReadValue
  const root = parseDocumentName(channelDocument(channelId)) as DocumentRef
  if (!canRead(world, actor.userId, root)) return refuse(ErrorCode.Forbidden, 'AC4: not a channel one reads')
  if (seq === 0) return ALLOW
  const found = messageId === undefined ? null : world.findMessage(channelId, messageId)
  const stamp =
    found &&
    (world.registers(volumeDocument(channelId, found.volume)).get('stamps', messageId as string) as
      StampValue | undefined)
  return (stamp?.seq ?? found?.seq) === seq ? ALLOW : refuse(ErrorCode.Stale, 'AC4: that message has another number')
}
