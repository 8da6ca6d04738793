/** A small workspace where people do everything that counts depend on, by a seed. What the rules refuse is skipped. */
import { addMember } from '../../schema/edits/add-member.ts'
import { changeRole } from '../../schema/edits/change-role.ts'
import { deleteChannel } from '../../schema/edits/delete-channel.ts'
import { deleteMessage } from '../../schema/edits/delete-message.ts'
import { editMessage } from '../../schema/edits/edit-message.ts'
import { foundChannel } from '../../schema/edits/found-channel.ts'
import { hideMessage } from '../../schema/edits/hide-message.ts'
import { joinChannel } from '../../schema/edits/join-channel.ts'
import { leaveChannel } from '../../schema/edits/leave-channel.ts'
import { markRead } from '../../schema/edits/mark-read.ts'
import { pinMessage } from '../../schema/edits/pin-message.ts'
import { postMessage } from '../../schema/edits/post-message.ts'
import type { RegisterWrite } from '../../schema/edits/register-write.ts'
import { removeMember } from '../../schema/edits/remove-member.ts'
import { renameChannel } from '../../schema/edits/rename-channel.ts'
import { setChannelPreference } from '../../schema/edits/set-channel-preference.ts'
import { setContact } from '../../schema/edits/set-contact.ts'
import { setProfile } from '../../schema/edits/set-profile.ts'
import { toggleReaction } from '../../schema/edits/toggle-reaction.ts'
import { CairnError } from '../../schema/errors.ts'
import { directChannelId, savedChannelId, type ChannelId, type MessageId, type UserId } from '../../schema/ids.ts'
import type { World } from '../../schema/views.ts'
import type { CommandDeps } from '../../sync-server/commands/deps.ts'
import type { CoreHarness, MuxPeer } from './core-harness.ts'

export const NAMES = ['ada', 'bo', 'cy', 'dee', 'eve'] as const
const AUDIENCES = ['everyone', 'contacts', 'nobody'] as const
const KINDS = ['public', 'group', 'private', 'broadcast'] as const

export interface RandomTalk {
  readonly channels: ChannelId[]
  readonly people: readonly UserId[]
  /** One thing that somebody does. */
  step(): Promise<void>
}

export function randomTalk(h: CoreHarness, deps: CommandDeps): RandomTalk {
  const { random } = h.clock
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const people = NAMES.map((_, i) => (i + 1) as UserId)
  NAMES.forEach((name, i) => h.addUser(i + 1, name, i === 0))
  const channels: ChannelId[] = ['general' as ChannelId, savedChannelId(1 as UserId), savedChannelId(2 as UserId)]
  for (const a of people) for (const b of people) if (a < b) channels.push(directChannelId(a, b))
  const said: [ChannelId, MessageId][] = []
  const sockets = new Map<UserId, MuxPeer>()
  let connection = 0

  const write = async (userId: UserId, make: (world: World) => RegisterWrite[]) => {
    try {
      await deps.runInCommit((tx) => tx.write({ userId }, make(tx.world)))
      return true
    } catch (error) {
      if (error instanceof CairnError) return false
      throw error
    }
  }
  const words = () => pick(['hello', '@everyone look', `@${pick(NAMES)} hi`, `@${pick(NAMES)} @${pick(NAMES)}`, 'ok'])
  const flip = () => random() < 0.5
  const seqOf = (channelId: ChannelId) => Math.floor(random() * ((deps.channels.channel(channelId)?.last_seq ?? 0) + 1))

  const acts: ((me: UserId) => Promise<unknown>)[] = [
    async (me) => {
      const [channelId, messageId] = [pick(channels), h.newId() as MessageId]
      const isWritten = await write(me, (world) => postMessage(world, me, { channelId, messageId, text: words() }))
      if (isWritten) said.push([channelId, messageId])
    },
    async (me) => {
      if (channels.length > 24) return
      const [channelId, kind, title] = [h.newId() as ChannelId, pick(KINDS), `room-${channels.length}`]
      const members = kind === 'public' ? [] : people.filter(flip)
      const handle = kind === 'broadcast' && flip() ? title : ''
      if (await write(me, (world) => foundChannel(world, me, { channelId, kind, title, handle, members })))
        channels.push(channelId)
    },
    (me) => write(me, (world) => joinChannel(world, me, { channelId: pick(channels) })),
    (me) => write(me, (world) => leaveChannel(world, me, { channelId: pick(channels) })),
    (me) => write(me, (world) => addMember(world, me, { channelId: pick(channels), userId: pick(people) })),
    (me) => write(me, (world) => removeMember(world, me, { channelId: pick(channels), userId: pick(people) })),
    (me) => {
      const role = pick(['owner', 'admin', 'member'] as const)
      return write(me, (world) => changeRole(world, me, { channelId: pick(channels), userId: pick(people), role }))
    },
    (me) => write(me, (world) => renameChannel(world, me, { channelId: pick(channels), title: `t${h.newId()}` })),
    (me) => {
      const channelId = pick(channels)
      const message = deps.messages.atSeq(channelId, seqOf(channelId))
      const mark = {
        channelId,
        seq: message?.seq ?? 0,
        mayGoBack: flip(),
        ...(message && { messageId: message.messageId }),
      }
      return write(me, (world) => markRead(world, me, mark))
    },
    (me) => {
      const channelId = pick(channels)
      const change = pick([
        { clearedSeq: seqOf(channelId) },
        { hiddenAt: h.clock.nowMs },
        { hiddenAt: null },
        { archived: flip() },
        { pinned: flip() },
      ])
      return write(me, (world) => setChannelPreference(world, me, { channelId, change }))
    },
    (me) => {
      const privacy = pick([
        { lastSeen: pick(AUDIENCES) },
        { avatar: pick(AUDIENCES) },
        { groupInvites: pick(AUDIENCES) },
      ])
      return write(me, (world) =>
        setProfile(world, me, { privacy, ...(flip() && { name: `n${random()}`.slice(0, 9) }) }),
      )
    },
    (me) => write(me, (world) => setContact(world, me, { userId: pick(people), isContact: flip() })),
    async (me) => {
      const socket = sockets.get(me)
      if (socket) socket.drop()
      if (socket) sockets.delete(me)
      else sockets.set(me, h.connect(me, { device: `talker-${me}`, connection: ++connection }))
    },
    (me) => {
      const picture = flip() ? `/avatars/${Math.floor(random() * 9)}.png` : null
      return deps.runInCommit((tx) => tx.putAvatar(me, picture))
    },
    async () => h.clock.advance(Math.floor(random() * 3) * 700),
  ]
  /** Of a message that is there. */
  const onMessage: ((me: UserId, channelId: ChannelId, messageId: MessageId) => Promise<unknown>)[] = [
    (me, channelId, messageId) => write(me, (world) => deleteMessage(world, me, { channelId, messageId })),
    (me, channelId, messageId) => write(me, (world) => editMessage(world, me, { channelId, messageId, text: words() })),
    (me, channelId, messageId) =>
      write(me, (world) => pinMessage(world, me, { channelId, messageId, isPinned: flip() })),
    (me, channelId, messageId) =>
      write(me, (world) => toggleReaction(world, me, { channelId, messageId, reaction: '👍' })),
    (me, _channelId, messageId) =>
      write(me, (world) => hideMessage(world, me, { messageId, isHidden: random() < 0.8 })),
  ]

  return {
    channels,
    people,
    async step() {
      const me = pick(people)
      const chance = random()
      const message = said.length > 0 ? pick(said) : null
      if (chance < 0.3) await acts[0]?.(me)
      else if (chance < 0.55 && message) await pick(onMessage)(me, ...message)
      else if (chance < 0.5525 && me === people.at(-1)) await deps.runInCommit((tx) => tx.retireUser(me))
      else if (chance < 0.56) await write(me, (world) => deleteChannel(world, me, { channelId: pick(channels) }))
      else await pick(acts)(me)
    },
  }
}
