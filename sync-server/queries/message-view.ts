/** A message as one person sees it, for every dialect: with the integer ids of what it names (docs/behaviour.md, CQ2). */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import { deliveryIn, type Delivery } from './delivery.ts'
import type { QueryDeps } from './deps.ts'

export type { Delivery, StoredMessage }

export interface MessageView {
  readonly message: StoredMessage
  /** The channel's integer id. */
  readonly channelNum: number
  /** null = it answers nothing. */
  readonly replyToId: number | null
  /** null = it forwards nothing, or nothing that the server knows. */
  readonly forwardedFromId: number | null
  readonly delivery: Delivery
}

/** @param messages  that the person may read */
export function viewMessages(deps: QueryDeps, viewer: UserId, messages: readonly StoredMessage[]): MessageView[] {
  const world = deps.world()
  const channels = new Map<ChannelId, { num: number; delivery: (message: StoredMessage) => Delivery }>()
  const channelOfMessage = (id: ChannelId) => {
    let known = channels.get(id)
    if (!known) {
      const channel = channelOf(world, id)
      const delivery = channel ? deliveryIn(deps, world, viewer, channel) : () => 'sent' as const
      channels.set(id, (known = { num: deps.channels.channel(id)?.num ?? 0, delivery }))
    }
    return known
  }
  return messages.map((message) => {
    const { channelId, replyTo, forwardedFrom } = message
    const { num, delivery } = channelOfMessage(channelId)
    return {
      message,
      channelNum: num,
      replyToId: replyTo === null ? null : deps.messages.idOf(channelId, replyTo),
      forwardedFromId:
        forwardedFrom === null ? null : deps.messages.idOf(forwardedFrom.channel ?? channelId, forwardedFrom.id),
      delivery: delivery(message),
    }
  })
}

export function viewMessage(deps: QueryDeps, viewer: UserId, message: StoredMessage): MessageView {
  return viewMessages(deps, viewer, [message])[0] as MessageView
}
