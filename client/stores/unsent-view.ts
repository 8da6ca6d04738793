/** One unsent thing as words can tell it: what it is, in which chat, and what stands in its place where it was not accepted. */
import { parseDocumentName, volumeDocument } from '../../schema/documents.ts'
import type { ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import { excerptOfMessage } from '../../schema/projection/excerpt-of.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import type { MemberValue, Role } from '../../schema/registers/members.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { ChannelKind } from '../../schema/registers/meta.ts'
import type { World } from '../../schema/views.ts'
import type { Device, OutboxItem, OutboxItemState } from '../sync/device.ts'
import { isPictureType } from './media-kind.ts'
import type { RefusalView } from './message-view.ts'
import { waitsForFounding, type RefusedFoundings } from './refused-founding.ts'
import type { UnsentKind } from './unsent-kind.ts'
import { waitsForName, withWantedName, type NamesOfChats } from './wanted-names.ts'

/** Somebody's role: of a change who gets it, of what stands who gave it. */
export interface RoleOf {
  readonly name: string
  readonly role: Role
}

export interface UnsentView {
  readonly n: number
  /** Numbers of all outbox items that it stands for, its own among them. */
  readonly parts: readonly number[]
  readonly kind: UnsentKind
  readonly state: OutboxItemState
  /** null = not of a chat. */
  readonly chat: { readonly id: ChannelId; readonly kind: ChannelKind; readonly title: string } | null
  /** The message it is or changes. */
  readonly messageId: MessageId | null
  /** What a person would copy: the text of a message, the name of a reaction, a title. */
  readonly text: string
  readonly at: number
  /** Of what is written and of the files that it brings. */
  readonly bytes: number
  /** Ids of those. */
  readonly files: readonly string[]
  /** Whether one of its files is a picture, which can be made smaller. */
  readonly shrinks: boolean
  /** Of what is too large, where it was told. */
  readonly limit: number | null
  readonly code: ErrorCode | null
  readonly reason: string
  readonly againAt: number | null
  /** The file that it waits behind; '' = none. */
  readonly behind: string
  /** Its chat's founding waits for another name. */
  readonly isNameTaken: boolean
  /** Why its chat could not be created, where it waits for that: it does not go by itself. */
  readonly founding: RefusalView | null
  /** Of a change of members. */
  readonly member: RoleOf | null
  /** What stands in the place of something refused or overruled: a role, or a message's text. */
  readonly stands: RoleOf | { readonly text: string } | null
}

/**
 * @param names     titles that chats are to get, for those that have none yet; `taken`: another chat has them
 * @param foundings  of chats that could not be created
 */
export function unsentView(
  item: OutboxItem,
  device: Pick<Device, 'userId' | 'locate' | 'world'>,
  names: { readonly wanted: NamesOfChats; readonly taken: NamesOfChats },
  foundings: RefusedFoundings,
): UnsentView {
  const world = device.world()
  const channelId = channelOfItem(item)
  const channel = channelId && projectChannel(world, channelId, device.userId)
  const place = item.root === 'messages' && channelId ? device.locate(channelId, item.key) : null
  const founding = waitsForFounding(item) ? foundings.get(item.doc) : undefined
  const files = (item.root === 'messages' && (item.value as MessageValue | null)?.files) || []
  return {
    n: item.n,
    parts: [item.n],
    kind: kindOf(item, (place?.seq ?? 0) > 0),
    state: item.state,
    chat: channel && { id: channel.id, kind: channel.kind, title: withWantedName(channel, names.wanted).title },
    messageId: messageIdOf(item),
    text: textOf(item),
    at: item.at,
    bytes: bytesOf(item) + files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: files.map(({ id }) => id),
    shrinks: files.some(({ type }) => isPictureType(type)),
    limit: limitOf(item),
    code: item.code ?? null,
    reason: item.reason ?? '',
    againAt: item.againAt ?? null,
    behind: item.behind ?? '',
    isNameTaken: waitsForName(item, channelId !== null && names.taken.has(channelId)),
    founding: founding ? foundingRefusalOf(founding) : null,
    member: item.root === 'members' ? roleOf(world, item.value, Number(item.key)) : null,
    stands: standsFor(item, world, channelId && place && volumeDocument(channelId, place.volume)),
  }
}

/** What is taken away has a size, too: its key is what is sent. */
function bytesOf({ key, value }: OutboxItem): number {
  return new TextEncoder().encode(key + JSON.stringify(value)).length
}

/** Told by what waits for it. @param item  the part of it that was refused */
export function foundingRefusalOf(item: OutboxItem): RefusalView {
  return { code: item.code ?? 'internal', kind: kindOf(item, false), reason: item.reason ?? '', isOfFounding: true }
}

/** In bytes. */
export function limitOf({ detail }: Pick<OutboxItem, 'detail'>): number | null {
  return (detail as { limit?: number } | null | undefined)?.limit ?? null
}

export function channelOfItem(item: Pick<OutboxItem, 'doc'>): ChannelId | null {
  const document = parseDocumentName(item.doc)
  return document?.kind === 'channel' || document?.kind === 'volume' ? document.channelId : null
}

const META_KINDS: Readonly<Record<string, UnsentKind>> = {
  kind: 'founding',
  handle: 'handle',
  deletedAt: 'chat-deletion',
}

/** @param isSent  the message is at the server already */
function kindOf(item: OutboxItem, isSent: boolean): UnsentKind {
  switch (item.root) {
    case 'messages':
      if ((item.value as MessageValue | null)?.deletedAt !== undefined) return 'deletion'
      return isSent ? 'edit' : 'message'
    case 'reactions':
      return 'reaction'
    case 'members':
      return 'members'
    case 'pins':
      return 'pin'
    case 'meta':
      return META_KINDS[item.key] ?? 'about'
    default:
      return 'account'
  }
}

/** @param volume  the document that holds the message it changes */
function standsFor(item: OutboxItem, world: World, volume: string | null): UnsentView['stands'] {
  if (item.state !== 'refused' && item.state !== 'superseded') return null
  if (item.root === 'members') return roleOf(world, item.detail ?? null)
  if ((item.value as Partial<MessageValue> | null)?.deletedAt !== undefined) return null
  const value = volume === null ? undefined : world.registers(volume).get('messages', item.key)
  const { text = '', deletedAt } = (value ?? {}) as Partial<MessageValue>
  return value === undefined || deletedAt !== undefined ? null : { text }
}

/** @param who  left out: who gave the role */
function roleOf(world: World, value: Json | null, who?: number): RoleOf | null {
  const { role, by } = (value ?? {}) as Partial<MemberValue>
  if (role === undefined || by === undefined) return null
  return { role, name: projectPerson(world, (who ?? by) as UserId).name }
}

function messageIdOf(item: OutboxItem): MessageId | null {
  if (item.root === 'messages' || item.root === 'pins') return item.key as MessageId
  return item.root === 'reactions' ? (item.key.split('/')[0] as MessageId) : null
}

function textOf(item: OutboxItem): string {
  if (item.root === 'messages') {
    const value = item.value as MessageValue | null
    return value ? (value.text ?? excerptOfMessage(value)) : ''
  }
  if (item.root === 'reactions') return item.key.split('/')[1] ?? ''
  // A channel's kind and founder are no words of a person.
  if (item.root === 'meta' && !['title', 'topic', 'handle'].includes(item.key)) return ''
  return typeof item.value === 'string' ? item.value : ''
}
