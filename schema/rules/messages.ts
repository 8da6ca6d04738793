/** Rules of `messages` (docs/behaviour.md, MS1-MS17). Pure. */
import { volumeDocument, type VolumeRef } from '../documents.ts'
import { ErrorCode } from '../errors.ts'
import { sameJson } from '../json.ts'
import { CLOCK_TOLERANCE_MS } from '../limits.ts'
import { channelIdForm, writtenAt, type ChannelId, type UserId } from '../ids.ts'
import { isDeleted, type FileValue, type MessageValue } from '../registers/messages.ts'
import type { Actor, World } from '../views.ts'
import { canPost, canRead, hasBlocked, hasContact, privacyOf, RANK, userExists, type Channel } from './channel.ts'
import { ALLOW, refuse, type Decision, type Entry } from './decision.ts'

/**
 * @param entry   key: messageId; value: message
 * @param newest  number of the channel's newest volume; `volume` is that or an older one
 */
export function judgeMessage(
  actor: Actor,
  entry: Entry,
  channel: Channel,
  volume: VolumeRef,
  newest: number,
  world: World,
): Decision {
  const value = entry.value as MessageValue
  if (isDeleted(value) && Object.keys(value).length !== 2)
    return refuse(ErrorCode.Invalid, 'MS1: a deletion carries nothing else')
  if (!isDeleted(value)) {
    const shape = judgeContent(actor, value, entry.before as MessageValue | undefined, world)
    if (!shape.allowed) return shape
  }
  return entry.before === undefined
    ? judgeNew(actor, entry.key, value, channel, volume, newest, world)
    : judgeChange(actor, entry, entry.before as MessageValue, value, channel, world)
}

/** MS2-MS4: something is said, not in the server's name, with files that the writer may bring. */
function judgeContent(actor: Actor, value: MessageValue, before: MessageValue | undefined, world: World): Decision {
  if (value.type === 'system' || value.event !== undefined)
    return refuse(ErrorCode.Forbidden, 'MS2: the server writes system messages')
  if (value.sealed !== undefined && value.text !== undefined)
    return refuse(ErrorCode.Invalid, 'MS16: an encrypted message has no text beside')
  const brings = (value.files?.length ?? 0) > 0 || (value.links?.length ?? 0) > 0
  const says =
    (value.text ?? '').trim() !== '' || brings || value.forwardedFrom !== undefined || value.sealed !== undefined
  const awaitsFile = value.type !== undefined && value.type !== 'text'
  if (!says && !awaitsFile) return refuse(ErrorCode.Invalid, 'MS3: an empty message')
  for (const file of value.files ?? []) {
    const isThere = before?.files?.some((other) => sameJson(other, file)) === true
    if (!isThere && !world.ownsFile(actor.userId, file) && !isForwarded(actor, value, file, world))
      return refuse(ErrorCode.Forbidden, 'MS4: not the writer’s own upload')
  }
  return ALLOW
}

/** Whether the message that this one forwards has the file, and the writer reads it: else an id would open any file. */
function isForwarded(actor: Actor, value: MessageValue, file: FileValue, world: World): boolean {
  const { id, channel } = value.forwardedFrom ?? {}
  if (id === undefined || channel === undefined) return false
  const channelId = channel as ChannelId
  const found = world.findMessage(channelId, id)
  if (!found) return false
  const name = volumeDocument(channelId, found.volume)
  if (!canRead(world, actor.userId, { kind: 'volume', name, channelId, volume: found.volume })) return false
  const original = world.registers(name).get('messages', id) as MessageValue | undefined
  return original?.files?.some((other) => sameJson(other, file)) === true
}

/** MS5-MS9: a message whose id this volume does not have. */
function judgeNew(
  actor: Actor,
  messageId: string,
  value: MessageValue,
  channel: Channel,
  volume: VolumeRef,
  newest: number,
  world: World,
): Decision {
  if (value.by !== actor.userId) return refuse(ErrorCode.Forbidden, 'MS5: written in another name')
  if (!canPost(channel, actor.userId)) return refuse(ErrorCode.Forbidden, 'MS6: may not post here')
  const found = world.findMessage(channel.id, messageId)
  if (found !== null && found.volume !== volume.volume) {
    if (found.by !== actor.userId) return refuse(ErrorCode.Conflict, 'MS7: the id is taken')
    const stamp = world.registers(volumeDocument(channel.id, found.volume)).get('stamps', messageId)
    return refuse(ErrorCode.Known, 'MS7: the server has it', { volume: found.volume, stamp: stamp ?? null })
  }
  if (volume.volume < newest) return refuse(ErrorCode.Sealed, 'MS8: the volume is sealed')
  if (writtenAt(messageId) > world.nowMs + CLOCK_TOLERANCE_MS)
    return refuse(ErrorCode.Clock, 'MS9: written in the future')
  return judgePrivacy(actor.userId, channel, world)
}

/** MS10-MS13: an edit or deletion of a message that is there. */
function judgeChange(
  actor: Actor,
  entry: Entry,
  before: MessageValue,
  value: MessageValue,
  channel: Channel,
  world: World,
): Decision {
  if (value.by !== before.by) return refuse(ErrorCode.Forbidden, 'MS10: the author never changes')
  const isAuthor = before.by === actor.userId
  if (channel.role(actor.userId) === 'none') return refuse(ErrorCode.Forbidden, 'MS6: not a member')
  if (isDeleted(value)) {
    const runsIt = RANK[channel.role(actor.userId)] >= RANK.admin && world.settings.adminsDeleteMessages
    if (!isAuthor && (!runsIt || before.type === 'system'))
      return refuse(ErrorCode.Forbidden, 'MS11: only the author deletes')
    return isDeleted(before) && entry.causal && !sameJson(before, value)
      ? refuse(ErrorCode.Gone, 'MS12: deleted')
      : ALLOW
  }
  if (!isAuthor) return refuse(ErrorCode.Forbidden, 'MS11: only the author edits')
  if (isDeleted(before)) return entry.causal ? refuse(ErrorCode.Gone, 'MS12: deleted') : ALLOW
  const sameType = (before.type ?? 'text') === (value.type ?? 'text')
  for (const field of ['replyTo', 'forwardedFrom', 'event', 'links'] as const) {
    if (!sameType || !sameJson(before[field], value[field]))
      return refuse(ErrorCode.Invalid, 'MS13: an edit changes text and files only')
  }
  if ((before.sealed === undefined) !== (value.sealed === undefined))
    return refuse(ErrorCode.Invalid, 'MS17: an encrypted message stays one, and no other becomes one')
  if (!canPost(channel, actor.userId)) return refuse(ErrorCode.Forbidden, 'MS6: may not post here')
  return judgePrivacy(actor.userId, channel, world)
}

/** MS14, MS15: in a direct message blocks and the privacy setting are asked each time; both give the same code. */
export function judgePrivacy(userId: UserId, channel: Channel, world: World): Decision {
  const form = channelIdForm(channel.id)
  if (form?.form !== 'direct') return ALLOW
  const other = form.users[0] === userId ? form.users[1] : form.users[0]
  if (!userExists(world, other)) return refuse(ErrorCode.Gone, 'MS15: that account is deleted')
  const closed = privacyOf(world, other).allowPrivateMessages === false && !hasContact(world, other, userId)
  if (!closed && !hasBlocked(world, other, userId)) return ALLOW
  return refuse(ErrorCode.Privacy, 'MS14: this person does not accept the message')
}
