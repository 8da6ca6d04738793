/** What a person does, as edits of the shared rules. Each resolves once it is durable on this device; none waits for the network. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import { addMember } from '../../schema/edits/add-member.ts'
import { changeRole } from '../../schema/edits/change-role.ts'
import { deleteMessage } from '../../schema/edits/delete-message.ts'
import { editMessage } from '../../schema/edits/edit-message.ts'
import { forwardMessage } from '../../schema/edits/forward-message.ts'
import { foundChannel, type FoundChannelInput } from '../../schema/edits/found-channel.ts'
import { hideMessage } from '../../schema/edits/hide-message.ts'
import { joinChannel } from '../../schema/edits/join-channel.ts'
import { leaveChannel } from '../../schema/edits/leave-channel.ts'
import { markRead } from '../../schema/edits/mark-read.ts'
import { pinMessage } from '../../schema/edits/pin-message.ts'
import { postMessage, type PostMessageInput } from '../../schema/edits/post-message.ts'
import type { RegisterWrite } from '../../schema/edits/register-write.ts'
import { removeMember } from '../../schema/edits/remove-member.ts'
import { renameChannel, type RenameChannelInput } from '../../schema/edits/rename-channel.ts'
import { setBlock } from '../../schema/edits/set-block.ts'
import { setChannelPreference, type SetChannelPreferenceInput } from '../../schema/edits/set-channel-preference.ts'
import { setContact } from '../../schema/edits/set-contact.ts'
import { setProfile, type SetProfileInput } from '../../schema/edits/set-profile.ts'
import { toggleReaction } from '../../schema/edits/toggle-reaction.ts'
import { savedChannelId, type ChannelId, type MessageId, type UserId } from '../../schema/ids.ts'
import type { Role } from '../../schema/registers/members.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { Decision } from '../../schema/rules/decision.ts'
import type { World } from '../../schema/views.ts'
import type { Device } from '../sync/device.ts'
import type { DraftsStore } from './drafts-store.ts'
import { judgeWrites } from './judge-writes.ts'

/** Whether an action is allowed now, by the rules the server will judge it by. */
export type Verdict = Decision

/** What a person sends; its id is made when it is. */
export type NewMessage = Omit<PostMessageInput, 'messageId'>

type Edit<Input> = (world: World, me: UserId, input: Input) => RegisterWrite[]

export class Actions {
  constructor(
    private readonly device: Device,
    private readonly drafts: DraftsStore,
  ) {}

  /**
   * @param draftKey  the draft that it was; null = none
   * @returns the new message's id
   */
  async send(
    input: NewMessage,
    draftKey: string | null = input.keepsDraft ? null : input.channelId,
  ): Promise<MessageId> {
    const messageId = this.device.newId() as MessageId
    const sent = draftKey === null ? null : await this.drafts.sending(draftKey)
    await this.#do(postMessage, { ...input, messageId })
    sent?.()
    return messageId
  }

  edit(channelId: ChannelId, messageId: MessageId, text: string): Promise<void> {
    return this.#do(editMessage, { channelId, messageId, text })
  }

  /** For everyone. The undo is a delay before this. */
  delete(channelId: ChannelId, messageId: MessageId): Promise<void> {
    return this.#do(deleteMessage, { channelId, messageId })
  }

  /** For oneself: all of them or none. */
  hide(messageIds: readonly MessageId[], isHidden = true): Promise<void> {
    const { device } = this
    return this.#write(
      messageIds.flatMap((messageId) => hideMessage(device.world(), device.userId, { messageId, isHidden })),
    )
  }

  /** Adds a reaction, or takes one's own back. */
  react(channelId: ChannelId, messageId: MessageId, reaction: string): Promise<void> {
    return this.#do(toggleReaction, { channelId, messageId, reaction })
  }

  pin(channelId: ChannelId, messageId: MessageId, isPinned: boolean): Promise<void> {
    return this.#do(pinMessage, { channelId, messageId, isPinned })
  }

  /** Copies a message to one's saved ones. */
  save(from: ChannelId, original: MessageId): Promise<void> {
    const to = savedChannelId(this.device.userId)
    return this.#do(forwardMessage, { from, original, to, messageId: this.device.newId() as MessageId })
  }

  /** All up to `seq` is read; with `mayGoBack` the rest is unread again. */
  markRead(channelId: ChannelId, seq: number, messageId?: MessageId, mayGoBack = false): Promise<void> {
    return this.#do(markRead, { channelId, seq, messageId, mayGoBack })
  }

  /** A message and all after it are unread again: the mark goes to the one before, which it has to name (AC4). */
  markUnread(channelId: ChannelId, messageId: MessageId): Promise<void> {
    const { id, seq } = this.#before(channelId, messageId)
    return this.markRead(channelId, seq, id, true)
  }

  /** @returns the message before a stamped one; seq 0 = none. Where that is not on this device, the message itself. */
  #before(channelId: ChannelId, messageId: MessageId): { readonly seq: number; readonly id?: MessageId } {
    const place = this.device.locate(channelId, messageId)
    if (!place) return { seq: 0 }
    let before: { readonly seq: number; readonly id?: MessageId } = { seq: 0 }
    for (const volume of [place.volume, place.volume - 1]) {
      if (volume < 0 || before.seq > 0) break
      for (const [id, stamp] of this.device.view(volumeDocument(channelId, volume)).entries('stamps')) {
        const { seq } = stamp as StampValue
        if (seq < place.seq && seq > before.seq) before = { seq, id: id as MessageId }
      }
    }
    return before.seq === 0 && place.volume > 0 ? { seq: place.seq, id: messageId } : before
  }

  /** @returns the new channel's id */
  async found(input: Omit<FoundChannelInput, 'channelId'>): Promise<ChannelId> {
    const channelId = this.device.newId() as ChannelId
    await this.#do(foundChannel, { ...input, channelId })
    return channelId
  }

  rename(input: RenameChannelInput): Promise<void> {
    return this.#do(renameChannel, input)
  }

  async addMembers(channelId: ChannelId, people: readonly UserId[]): Promise<void> {
    const world = this.device.world()
    await this.#write(people.flatMap((userId) => addMember(world, this.device.userId, { channelId, userId })))
  }

  changeRole(channelId: ChannelId, userId: UserId, role: Role): Promise<void> {
    return this.#do(changeRole, { channelId, userId, role })
  }

  removeMember(channelId: ChannelId, userId: UserId): Promise<void> {
    return this.#do(removeMember, { channelId, userId })
  }

  leave(channelId: ChannelId): Promise<void> {
    return this.#do(leaveChannel, { channelId })
  }

  join(channelId: ChannelId): Promise<void> {
    return this.#do(joinChannel, { channelId })
  }

  setChat(channelId: ChannelId, change: SetChannelPreferenceInput['change']): Promise<void> {
    return this.#do(setChannelPreference, { channelId, change })
  }

  /** What is not named stays. */
  setProfile(input: SetProfileInput): Promise<void> {
    return this.#do(setProfile, input)
  }

  setContact(userId: UserId, isContact: boolean): Promise<void> {
    return this.#do(setContact, { userId, isContact })
  }

  setBlock(userId: UserId, isBlocked: boolean): Promise<void> {
    return this.#do(setBlock, { userId, isBlocked })
  }

  retry(n: number): Promise<void> {
    return this.device.retry(n)
  }

  sendFirst(n: number): Promise<void> {
    return this.device.sendFirst(n)
  }

  discard(n: number): Promise<void> {
    return this.device.discard(n)
  }

  /** What the rules say of founding this channel now: a taken name is told before it is sent. */
  judgeFounding(input: Omit<FoundChannelInput, 'channelId'>, channelId: ChannelId): Decision {
    return judgeWrites(this.device, foundChannel(this.device.world(), this.device.userId, { ...input, channelId }))
  }

  judgeRole(channelId: ChannelId, userId: UserId, role: Role): Decision {
    const value = { role, by: this.device.userId }
    return judgeWrites(this.device, [{ doc: channelDocument(channelId), root: 'members', key: String(userId), value }])
  }

  judgeRename(input: RenameChannelInput): Decision {
    return judgeWrites(this.device, renameChannel(this.device.world(), this.device.userId, input))
  }

  #do<Input>(edit: Edit<Input>, input: Input): Promise<void> {
    return this.#write(edit(this.device.world(), this.device.userId, input))
  }

  async #write(writes: readonly RegisterWrite[]): Promise<void> {
    if (writes.length > 0) await this.device.write(writes)
  }
}
