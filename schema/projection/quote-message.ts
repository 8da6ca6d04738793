/** What a reply, pin or forward shows of the message it names (docs/behaviour.md, PJ6). */
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import { isDeleted, type MessageValue } from '../registers/messages.ts'
import type { World } from '../views.ts'
import { excerptOfMessage } from './excerpt-of.ts'
import type { ForwardView, QuoteView } from './message-view.ts'

/**
 * The original's excerpt once it is known, nothing once it is known deleted, else the unverified excerpt that came along.
 *
 * @param original  the message where it is loaded; no volume is opened for a quotation
 */
export function quoteMessage(
  world: World,
  channelId: ChannelId,
  quoted: { readonly id: string; readonly excerpt?: string },
  original: MessageValue | undefined,
): QuoteView {
  const id = quoted.id as MessageId
  const found = original ? null : world.findMessage(channelId, id)
  const by = (original?.by ?? found?.by ?? null) as UserId | null
  if (original ? isDeleted(original) : found?.deleted === true) {
    return { id, by, excerpt: null, isOriginal: false, isDeleted: true }
  }
  if (original) return { id, by, excerpt: excerptOfMessage(original), isOriginal: true, isDeleted: false }
  return { id, by, excerpt: quoted.excerpt ?? null, isOriginal: false, isDeleted: false }
}

/** A forward may name any channel, also one the reader has no right to: only of this one the original is shown. */
export function quoteForward(
  world: World,
  channelId: ChannelId,
  forward: NonNullable<MessageValue['forwardedFrom']>,
  original: MessageValue | undefined,
): ForwardView {
  const isHere = forward.channel === undefined || forward.channel === channelId
  if (isHere) {
    const quote = quoteMessage(world, channelId, forward, original)
    return { ...quote, by: quote.by ?? ((forward.by ?? null) as UserId | null), channel: null }
  }
  const isDeleted = world.findMessage(forward.channel as ChannelId, forward.id)?.deleted === true
  return {
    id: forward.id as MessageId,
    by: (forward.by ?? null) as UserId | null,
    excerpt: isDeleted ? null : (forward.excerpt ?? null),
    isOriginal: false,
    isDeleted,
    channel: forward.channel as string,
  }
}
