/** What people do in a simulated history, at random: each action is one person's on one of their devices. */
import type { Device, NewIntent } from '../../../client/sync/device.ts'
import { DIRECTORY, volumeDocument } from '../../../schema/documents.ts'
import { addMember } from '../../../schema/edits/add-member.ts'
import { changeRole } from '../../../schema/edits/change-role.ts'
import { deleteMessage } from '../../../schema/edits/delete-message.ts'
import { editMessage } from '../../../schema/edits/edit-message.ts'
import { foundChannel } from '../../../schema/edits/found-channel.ts'
import { joinChannel } from '../../../schema/edits/join-channel.ts'
import { leaveChannel } from '../../../schema/edits/leave-channel.ts'
import { markRead } from '../../../schema/edits/mark-read.ts'
import { pinMessage } from '../../../schema/edits/pin-message.ts'
import { postMessage } from '../../../schema/edits/post-message.ts'
import { removeMember } from '../../../schema/edits/remove-member.ts'
import { setDraft } from '../../../schema/edits/set-draft.ts'
import { toggleReaction } from '../../../schema/edits/toggle-reaction.ts'
import { directChannelId, type ChannelId, type MessageId, type UserId } from '../../../schema/ids.ts'
import type { MessageValue } from '../../../schema/registers/messages.ts'
import type { StampValue } from '../../../schema/registers/stamps.ts'
import { channelOf, newestVolume } from '../../../schema/rules/channel.ts'
import type { World } from '../../../schema/views.ts'

/** What a history remembers of what people wrote, independent of any document. */
export interface Written {
  readonly messageId: string
  readonly channelId: string
  readonly by: number
  /** Every text its author gave it, the first included. */
  readonly texts: Set<string>
  deletedByAuthor: boolean
  /** Never became durable: the write failed, and the person was told. */
  isLost: boolean
}

export interface Notebook {
  readonly written: Map<string, Written>
  nextText: number
}

export interface Choice {
  readonly random: () => number
  readonly users: readonly UserId[]
  readonly notebook: Notebook
}

const WEIGHTS: readonly [name: Action, weight: number][] = [
  ['post', 40],
  ['edit', 12],
  ['delete', 6],
  ['react', 14],
  ['read', 8],
  ['direct', 8],
  ['found', 4],
  ['member', 8],
  ['leave', 2],
  ['join', 3],
  ['draft', 3],
  ['pin', 3],
]
type Action =
  'post' | 'edit' | 'delete' | 'react' | 'read' | 'direct' | 'found' | 'member' | 'leave' | 'join' | 'draft' | 'pin'

/** One action; resolves when it is durable on the device. An impossible one does nothing. */
export async function act(device: Device, choice: Choice): Promise<void> {
  const writes = intentsOf(device, choice)
  if (writes.length === 0) return
  const mine = writes.flatMap((w) => (w.root === 'messages' ? [choice.notebook.written.get(w.key)] : []))
  // Until the device says that it is saved, a crash may take it.
  for (const note of mine) if (note?.texts.size === 1) note.isLost = true
  await device.write(writes)
  for (const note of mine) if (note) note.isLost = false
}

function intentsOf(device: Device, choice: Choice): NewIntent[] {
  const { random, notebook } = choice
  const world = device.world()
  const me = device.userId
  const channels = channelsOf(device, world)
  const channelId = pick(channels, random)
  const note = (id: ChannelId, text: string): NewIntent[] => {
    const messageId = device.newId() as MessageId
    notebook.written.set(messageId, {
      messageId,
      channelId: id,
      by: me,
      texts: new Set([text]),
      deletedByAuthor: false,
      isLost: false,
    })
    return postMessage(world, me, { channelId: id, messageId, text, keepsDraft: true })
  }
  const text = `text ${notebook.nextText++}`
  const action = weighted(random)
  if (action === 'direct')
    return note(
      directChannelId(
        me,
        pick(
          choice.users.filter((u) => u !== me),
          random,
        ) as UserId,
      ),
      text,
    )
  if (action === 'found') {
    const id = device.newId() as ChannelId
    const others = choice.users.filter((u) => u !== me && random() < 0.6)
    const kind = pick(['group', 'private', 'broadcast'] as const, random) as 'group'
    return [
      ...foundChannel(world, me, { channelId: id, kind, title: `channel ${notebook.nextText}`, members: others }),
      ...note(id, text),
    ]
  }
  if (action === 'join') {
    const found = [...world.registers(DIRECTORY).entries('channels')].map(([id]) => id as ChannelId)
    const open = pick(
      found.filter((id) => channelOf(world, id)?.role(me) === 'none'),
      random,
    )
    return open ? joinChannel(world, me, { channelId: open }) : []
  }
  if (!channelId) return []
  if (action === 'post') return note(channelId, text)
  if (action === 'draft') return setDraft(world, me, { channelId, text: random() < 0.5 ? '' : text })
  if (action === 'leave') return channelOf(world, channelId)?.isFixed ? [] : leaveChannel(world, me, { channelId })
  if (action === 'member') return memberChange(world, me, channelId, choice)
  const messageId = pick(recentMessages(world, channelId), random)
  if (!messageId) return []
  if (action === 'react')
    return toggleReaction(world, me, { channelId, messageId, reaction: pick(['heart', 'eyes'], random) as string })
  if (action === 'pin') return pinMessage(world, me, { channelId, messageId, isPinned: random() < 0.7 })
  if (action === 'read') {
    const found = world.findMessage(channelId, messageId)
    const stamp =
      found &&
      (world.registers(volumeDocument(channelId, found.volume)).get('stamps', messageId) as StampValue | undefined)
    return stamp ? markRead(world, me, { channelId, seq: stamp.seq, messageId }) : []
  }
  const own = notebook.written.get(messageId)
  if (!own || own.by !== me) return []
  if (action === 'delete') {
    const writes = deleteMessage(world, me, { channelId, messageId })
    if (writes.length > 0) own.deletedByAuthor = true
    return writes
  }
  own.texts.add(text)
  return editMessage(world, me, { channelId, messageId, text })
}

function memberChange(world: World, me: UserId, channelId: ChannelId, { random, users }: Choice): NewIntent[] {
  const channel = channelOf(world, channelId)
  if (!channel || channel.isFixed) return []
  const userId = pick(
    users.filter((u) => u !== me),
    random,
  ) as UserId
  if (channel.role(userId) === 'none') return addMember(world, me, { channelId, userId })
  return random() < 0.5
    ? removeMember(world, me, { channelId, userId })
    : changeRole(world, me, { channelId, userId, role: pick(['admin', 'member', 'owner'] as const, random) as 'admin' })
}

/** Every channel the device knows itself to be in. */
export function channelsOf(device: Device, world: World): ChannelId[] {
  const own = [...device.view(`account/${device.userId}`).entries('memberships')].map(([id]) => id as ChannelId)
  const open = [...world.registers(DIRECTORY).entries('channels')].map(([id]) => id as ChannelId)
  return [...new Set([...own, ...open.filter((id) => channelOf(world, id)?.kind === 'public')])].sort()
}

function recentMessages(world: World, channelId: ChannelId): MessageId[] {
  const newest = newestVolume(world, channelId)
  return [newest, newest - 1]
    .filter((volume) => volume >= 0)
    .flatMap((volume) => [...world.registers(volumeDocument(channelId, volume)).entries('messages')])
    .filter(([, value]) => (value as MessageValue).deletedAt === undefined && (value as MessageValue).type !== 'system')
    .map(([id]) => id as MessageId)
    .sort()
    .slice(-8)
}

export function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)]
}

function weighted(random: () => number): Action {
  let left = random() * WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [action, weight] of WEIGHTS) {
    left -= weight
    if (left < 0) return action
  }
  return 'post'
}
