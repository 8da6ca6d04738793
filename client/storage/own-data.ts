/**
 * A person's own data from this device alone (docs/behaviour.md, OS20): the account's registers, the chats as they stand here,
 * what is unsent. Read volume by volume from the disk, so that a long history never is in memory at once. Pure but for the reading.
 */
import { accountDocument, DIRECTORY, parseDocumentName, ROOTS } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { World } from '../../schema/views.ts'
import type { OutboxItem } from '../sync/device.ts'
import type { Core } from '../sync/core.ts'
import { contentOf } from './held-volumes.ts'

export interface OwnMessage {
  readonly id: string
  /** Place in the chat; 0 = not sent. */
  readonly seq: number
  /** When it arrived, or was written where it is not sent. */
  readonly at: string
  readonly by: UserId
  readonly name: string
  readonly message: MessageValue
  readonly reactions?: readonly { readonly name: string; readonly by: readonly number[] }[]
}

export interface OwnChat {
  readonly id: ChannelId
  readonly title: string
  readonly kind: string
  readonly topic: string
  readonly messages: readonly OwnMessage[]
}

/** What the account's document says, root by root. */
export function ownAccount(world: World, userId: UserId): Record<string, Record<string, Json>> {
  const account = world.registers(accountDocument(userId))
  const roots = ROOTS.account.map((root) => [root, Object.fromEntries(account.entries(root))] as const)
  const about = Object.fromEntries(
    (['users', 'profiles', 'keys'] as const).flatMap((root) => {
      const value = world.registers(DIRECTORY).get(root, String(userId))
      return value === undefined ? [] : [[root, value]]
    }),
  )
  return { ...Object.fromEntries(roots), directory: about }
}

/** All that is here of one chat, oldest first, then what is unsent. */
export async function ownChat(
  core: Core,
  world: World,
  channelId: ChannelId,
  unsent: readonly OutboxItem[],
): Promise<OwnChat> {
  const { title, kind, topic } = projectChannel(world, channelId, core.userId)
  const messages: OwnMessage[] = []
  for (const record of [...core.replicas.records.values()]) {
    const ref = parseDocumentName(record.doc)
    if (ref?.kind !== 'volume' || ref.channelId !== channelId) continue
    const content = contentOf(await core.env.store.readReplica(record.doc, record.generation))
    const reactions = reactionsOf(content.getMap('reactions').keys())
    for (const [id, message] of content.getMap<MessageValue>('messages')) {
      const stamp = content.getMap<StampValue>('stamps').get(id)
      if (!stamp || message.deletedAt !== undefined) continue
      const own = reactions.get(id)
      const name = projectPerson(world, message.by as UserId).name
      const at = new Date(stamp.at).toISOString()
      messages.push({ id, seq: stamp.seq, at, by: message.by as UserId, name, message, ...(own && { reactions: own }) })
    }
    content.destroy()
  }
  messages.sort((a, b) => a.seq - b.seq)
  return { id: channelId, title, kind, topic, messages: [...messages, ...unsentOf(world, core.userId, unsent)] }
}

function unsentOf(world: World, me: UserId, items: readonly OutboxItem[]): OwnMessage[] {
  const name = projectPerson(world, me).name
  return items.flatMap(({ root, key, value, at }) => {
    if (root !== 'messages' || value === null) return []
    return [
      { id: key, seq: 0, at: new Date(at).toISOString(), by: me, name, message: value as unknown as MessageValue },
    ]
  })
}

/** Keys are `messageId/name/userId`. */
function reactionsOf(keys: Iterable<string>): Map<string, { name: string; by: number[] }[]> {
  const found = new Map<string, { name: string; by: number[] }[]>()
  for (const key of keys) {
    const [id = '', name = '', user = ''] = key.split('/')
    const of = found.get(id) ?? []
    found.set(id, of)
    const known = of.find((one) => one.name === name)
    if (known) known.by.push(Number(user))
    else of.push({ name, by: [Number(user)] })
  }
  return found
}
