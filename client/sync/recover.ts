/**
 * What an old replica holds that a restored server lacks (DESIGN.md, section 5; docs/behaviour.md, RS20-RS26). Pure.
 * What this user may author becomes wanted again; what others wrote is kept aside.
 */
import type * as Y from 'yjs'
import { accountDocument, channelDocument, parseDocumentName } from '../../schema/documents.ts'
import { channelIdForm, type ChannelId, type UserId } from '../../schema/ids.ts'
import { sameJson, type Json } from '../../schema/json.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { MemberValue, PinValue } from '../../schema/registers/members.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import { parseReactionKey } from '../../schema/registers/reactions.ts'
import { RANK } from '../../schema/rules/channel.ts'
import type { Registers } from '../../schema/views.ts'
import type { AsideRegister } from '../persistence/device-store.ts'
import { registersOf } from './held-document.ts'
import type { Wanted } from './intent.ts'

export interface Compared {
  readonly wanted: readonly Wanted[]
  readonly aside: readonly AsideRegister[]
  /** Read marks whose number has to be looked up again by their message. */
  readonly reads: readonly { readonly channelId: ChannelId; readonly messageId: string }[]
}

const TIMELESS_ACCOUNT = ['drafts', 'channels', 'hidden', 'contacts', 'blocks', 'prefs', 'profile'] as const
const CHANGEABLE_META = ['title', 'topic', 'handle', 'avatar'] as const

/**
 * @param old         the replica as it was
 * @param server      the document as the server has it now
 * @param isRestored  false after mere damage: then what has no time of its own is left as the server has it
 */
export function compareReplica(
  doc: string,
  old: Registers,
  server: Y.Doc,
  userId: UserId,
  isRestored: boolean,
): Compared {
  const ref = parseDocumentName(doc)
  const now = registersOf(server)
  const wanted: Wanted[] = []
  const aside: AsideRegister[] = []
  const reads: { channelId: ChannelId; messageId: string }[] = []
  const isUntouched = isRestored ? untouchedIn(server) : () => false

  function want(target: string, root: string, key: string, value: Json | null, volume?: number): void {
    const base = now.get(root, key) ?? null
    if (sameJson(base, value)) return
    const place = volume === undefined || base === null ? {} : { volume }
    wanted.push({ doc: target, root, key, value, base, ...place })
  }
  /** A register without a time of its own, both ways: what the old replica lacks was removed. */
  function wantTimeless(
    root: string,
    isMine: (key: string, value: Json) => boolean,
    target = doc,
    volume?: number,
  ): void {
    for (const [key, value] of old.entries(root)) {
      if (isMine(key, value) && isUntouched(root, key)) want(target, root, key, value, volume)
    }
    for (const [key, value] of now.entries(root)) {
      const isRemoved = old.get(root, key) === undefined && isMine(key, value) && isUntouched(root, key)
      if (isRemoved) want(target, root, key, null, volume)
    }
  }

  if (ref?.kind === 'volume') {
    for (const [key, value] of inOrder(old.entries('messages'))) {
      const message = value as unknown as MessageValue
      const standing = now.get('messages', key) as unknown as MessageValue | undefined
      if (!isNewer(message, standing)) continue
      if (message.by === userId) want(channelDocument(ref.channelId), 'messages', key, value, ref.volume)
      else if (message.deletedAt === undefined) aside.push({ doc, root: 'messages', key, value })
    }
    const isMine = (key: string) => parseReactionKey(key)?.userId === userId
    wantTimeless('reactions', isMine, channelDocument(ref.channelId), ref.volume)
  } else if (ref?.kind === 'channel') {
    if (now.get('meta', 'kind') === undefined) wantFounding(doc, old, userId, want)
    else compareRoot()
  } else if (doc === accountDocument(userId)) {
    for (const root of TIMELESS_ACCOUNT) wantTimeless(root, () => true)
    for (const [key, value] of old.entries('read')) {
      const { messageId } = value as unknown as ReadValue
      if (isRestored && messageId !== undefined) reads.push({ channelId: key as ChannelId, messageId })
    }
  }
  return { wanted, aside, reads }

  function compareRoot(): void {
    const role = (now.get('members', String(userId)) as MemberValue | undefined)?.role ?? 'none'
    const deletedAt = old.get('meta', 'deletedAt')
    if (deletedAt !== undefined) {
      if (role === 'owner' && isUntouched('meta', 'deletedAt')) want(doc, 'meta', 'deletedAt', deletedAt)
      return
    }
    for (const key of CHANGEABLE_META) {
      const value = old.get('meta', key)
      if (RANK[role] >= RANK.admin && value !== undefined && isUntouched('meta', key)) want(doc, 'meta', key, value)
    }
    for (const [key, value] of old.entries('members')) {
      if ((value as unknown as MemberValue).by === userId && isUntouched('members', key))
        want(doc, 'members', key, value)
    }
    wantTimeless('pins', (_key, value) => (value as unknown as PinValue).by === userId)
  }
}

/** By id, so that messages come back in the order they were written in. */
function inOrder(entries: Iterable<readonly [string, Json]>): (readonly [string, Json])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Whether the server lacks the message, or holds an older one. There is nothing to bring of a deleted one that it lacks. */
function isNewer(message: MessageValue, standing: MessageValue | undefined): boolean {
  if (standing === undefined) return message.deletedAt === undefined && message.type !== 'system'
  if (standing.deletedAt !== undefined) return false
  return message.deletedAt !== undefined || (message.editedAt ?? 0) > (standing.editedAt ?? 0)
}

/** The server lost the channel: its founder founds it again, unless it was deleted since. */
function wantFounding(
  doc: string,
  old: Registers,
  userId: UserId,
  want: (target: string, root: string, key: string, value: Json) => void,
): void {
  const ref = parseDocumentName(doc)
  // Direct, saved and default channels are founded by the server, with the first message that comes back.
  const isFounded = ref?.kind === 'channel' && channelIdForm(ref.channelId)?.form === 'founded'
  if (old.get('meta', 'createdBy') !== userId || !isFounded || old.get('meta', 'deletedAt') !== undefined) return
  for (const key of ['kind', 'createdBy', ...CHANGEABLE_META]) {
    const value = old.get('meta', key)
    if (value !== undefined) want(doc, 'meta', key, value)
  }
  want(doc, 'members', String(userId), { role: 'owner', by: userId })
  for (const [key, value] of old.entries('members')) {
    const { role } = value as unknown as MemberValue
    if (role !== 'none' && key !== String(userId)) want(doc, 'members', key, { role, by: userId })
  }
}

/**
 * Whether nobody wrote a register since the restore. A restored document starts a generation in which the server wrote
 * every live register once, under one client id: an item of another id, one that followed another, or a removed one is newer.
 */
function untouchedIn(server: Y.Doc): (root: string, key: string) => boolean {
  const serverClient = restoringClient(server)
  return (root, key) => {
    const item = server.getMap(root)._map.get(key)
    if (item === undefined) return true
    return !item.deleted && item.origin === null && item.id.client === serverClient
  }
}

function restoringClient(server: Y.Doc): number | null {
  for (const root of ['memberships', 'stamps', 'joined', 'volumes']) {
    for (const item of server.getMap(root)._map.values()) return item.id.client
  }
  for (const key of ['num', 'createdAt']) {
    const item = server.getMap('meta')._map.get(key)
    if (item) return item.id.client
  }
  const clients = [...server.store.clients.keys()]
  return clients.length === 1 ? (clients[0] as number) : null
}
