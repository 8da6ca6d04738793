/** The timeline: messages of some volumes as views (docs/behaviour.md, PJ1-PJ9, PJ21). Pure and total. */
import { volumeDocument } from '../documents.ts'
import { writtenAt, type ChannelId, type UserId } from '../ids.ts'
import { isDeleted } from '../registers/messages.ts'
import { channelOf } from '../rules/channel.ts'
import { mentionablePeople, resolveMentions, type Mention } from '../rules/mentions.ts'
import type { World } from '../views.ts'
import { countReplies, type ReplyCount } from './count-replies.ts'
import { locateMessages, ownMarks, type LocatedMessage } from './located-messages.ts'
import { NOTHING_PENDING, type IsPending, type MessageView, type ReactionView } from './message-view.ts'
import { projectReactions } from './project-reactions.ts'
import { quoteForward, quoteMessage } from './quote-message.ts'
import { soundWorld } from './sound-world.ts'

/** A message that arrives this much later than it was written is marked. */
export const LATE_AFTER_MS = 5 * 60_000

export interface TimelineInput {
  readonly world: World
  readonly channelId: ChannelId
  /** Who looks. */
  readonly me: UserId
  /** The volumes to read; no other is opened. Replies and threads are known within them. */
  readonly volumes: readonly number[]
  /** Stamped messages outside of it are left out, pending ones are always in; inclusive. */
  readonly window?: { readonly fromSeq: number; readonly toSeq: number }
  readonly isPending?: IsPending
}

/** @returns views sorted by `seq`, then pending ones by id; without what `me` has hidden or cleared */
export function projectTimeline(input: TimelineInput): MessageView[] {
  const { window } = input
  const shown = readTimeline(input)
  return window
    ? shown.view(({ stamp }) => stamp === null || (stamp.seq >= window.fromSeq && stamp.seq <= window.toSeq))
    : shown.view(() => true)
}

export interface Timeline {
  /** All that is shown, in timeline order. */
  readonly messages: readonly LocatedMessage[]
  /** Views of those that `isWanted`; the others cost a look-up each. */
  view(isWanted: (message: LocatedMessage) => boolean): MessageView[]
}

/** Reads the volumes once; views are made of what is asked for. */
export function readTimeline(input: TimelineInput): Timeline {
  const world = soundWorld(input.world)
  const { channelId, me, volumes, isPending = NOTHING_PENDING } = input
  const located = locateMessages(world, channelId, volumes)
  const byId = new Map(located.map((message) => [message.id as string, message]))
  const marks = ownMarks(world, channelId, me)
  const messages = located.filter((message) => !marks.isLeftOut(message))
  const deriveMentions = mentionsDeriver(world, channelId)

  return {
    messages,
    view(isWanted) {
      const wanted = messages.filter(isWanted)
      const ids = new Set<string>(wanted.map(({ id }) => id))
      const reactions = projectReactions(world, channelId, volumes, me, ids, isPending)
      const replies = countReplies(messages)
      return wanted.map((message) => viewOf(message, reactions.get(message.id) ?? [], replies.get(message.id)))
    },
  }

  function viewOf(message: LocatedMessage, reactions: ReactionView[], replies: ReplyCount | undefined): MessageView {
    const { id, volume, value, stamp } = message
    const gone = isDeleted(value)
    const waits = isPending(volumeDocument(channelId, volume), 'messages', id)
    const mentions = gone || value.type === 'system' ? [] : mentionsOf(message, waits)
    const { replyTo, forwardedFrom } = gone ? {} : value
    const original = (quotedId: string) => byId.get(quotedId)?.value
    const writtenMs = writtenAt(id)
    return {
      id,
      volume,
      by: value.by as UserId,
      text: gone ? '' : (value.text ?? ''),
      isEncrypted: !gone && value.sealed !== undefined,
      links: gone ? [] : (value.links ?? []),
      type: value.type ?? 'text',
      files: gone ? [] : (value.files ?? []),
      event: gone ? null : (value.event ?? null),
      replyTo: replyTo ? quoteMessage(world, channelId, replyTo, original(replyTo.id)) : null,
      forwardedFrom: forwardedFrom ? quoteForward(world, channelId, forwardedFrom, original(forwardedFrom.id)) : null,
      editedAt: gone ? null : (value.editedAt ?? null),
      deletedAt: value.deletedAt ?? null,
      writtenAt: writtenMs,
      stamp: stamp && { id: stamp.id, seq: stamp.seq, at: stamp.at },
      isLate: stamp !== null && Math.abs(stamp.at - writtenMs) > LATE_AFTER_MS,
      mentions,
      mentionsMe: mentions.includes(me) || mentions.includes('everyone'),
      reactions: gone ? [] : reactions,
      threadCount: replies?.count ?? 0,
      lastReplyAt: replies?.lastAt ?? null,
      isPending: waits,
    }
  }

  /** PJ4: the stamp's word for what it stamped; one's own derivation for what waits. */
  function mentionsOf({ value, stamp }: LocatedMessage, waits: boolean): readonly Mention[] {
    return stamp && !waits ? ((stamp.mentions ?? []) as readonly Mention[]) : deriveMentions(value.text ?? '')
  }
}

/** People are listed once, and only when some text has an `@`. */
function mentionsDeriver(world: World, channelId: ChannelId): (text: string) => Mention[] {
  let people: readonly (readonly [UserId, string])[] | null = null
  return (text) => {
    if (!text.includes('@')) return []
    if (people === null) {
      const channel = channelOf(world, channelId)
      people = channel ? mentionablePeople(world, channel) : []
    }
    return resolveMentions(text, people)
  }
}
