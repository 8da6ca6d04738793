/**
 * What became true for others, in words that any dialect can translate (docs/behaviour.md, LV1-LV6). It comes from the one
 * place where changes are admitted: a dialect never tells its clients of what it wrote itself.
 */
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import type { ReactionKey } from '../../schema/registers/reactions.ts'
import type { Role } from '../../schema/registers/members.ts'

export type LiveEvent =
  | {
      readonly kind: 'message-posted' | 'message-edited' | 'message-deleted'
      readonly channelId: ChannelId
      readonly messageId: MessageId
      /** Who did it: of a deletion not always the author. */
      readonly by: UserId
    }
  | {
      readonly kind: 'reactions-changed'
      readonly channelId: ChannelId
      readonly messageId: MessageId
      /** Those that came to be; what was taken back is not told apart. */
      readonly given: readonly ReactionKey[]
    }
  /** It came to be, or its title, topic, handle or avatar is another. */
  | { readonly kind: 'channel-founded' | 'channel-changed' | 'pins-changed'; readonly channelId: ChannelId }
  /** `members`: who was in it until now. */
  | { readonly kind: 'channel-deleted'; readonly channelId: ChannelId; readonly members: readonly UserId[] }
  /** `none` = is in it no more, or was not until now. Not told of the first members of a channel. */
  | {
      readonly kind: 'member-changed'
      readonly channelId: ChannelId
      readonly userId: UserId
      readonly role: Role
      readonly before: Role
    }
  /** How far the person has read, or been reached; who may know it, `mayKnow` of `lastSeen` says. */
  | {
      readonly kind: 'read-moved' | 'delivered-moved'
      readonly channelId: ChannelId
      readonly userId: UserId
      readonly seq: number
    }
  /** Username, name, colour, bio, status, avatar or privacy; or the account came to be, or ended. */
  | { readonly kind: 'person-changed'; readonly userId: UserId }
  /** The person's own word on a chat: muted, archived, favourite, closed, cleared. Nobody else's business. */
  | { readonly kind: 'preference-changed'; readonly userId: UserId; readonly channelId: ChannelId }
  /** Not stored; who may know it, `mayKnow` of `lastSeen` says. */
  | { readonly kind: 'presence-changed'; readonly userId: UserId; readonly state: Presence }
  /** Not stored. */
  | {
      readonly kind: 'typing-changed'
      readonly channelId: ChannelId
      readonly userId: UserId
      readonly isTyping: boolean
    }

/** Told after the commit, in the order of what happened. @throws never */
export type LiveListener = (events: readonly LiveEvent[]) => void

/** Tells every listener; one that fails is logged and does not keep the others from hearing. */
export class LiveEvents {
  private readonly listeners = new Set<LiveListener>()

  constructor(private readonly failed: (error: unknown) => void) {}

  /** @returns ends it */
  listen(listener: LiveListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  tell(events: readonly LiveEvent[]): void {
    if (events.length === 0) return
    for (const listener of this.listeners) {
      try {
        listener(events)
      } catch (error) {
        this.failed(error)
      }
    }
  }
}
