/** A channel's pinned messages (docs/behaviour.md, PJ14). Pure and total. */
import { channelDocument, volumeDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { PinValue } from '../registers/members.ts'
import type { MessageValue } from '../registers/messages.ts'
import type { World } from '../views.ts'
import type { QuoteView } from './message-view.ts'
import { quoteMessage } from './quote-message.ts'
import { soundWorld } from './sound-world.ts'

export interface PinView extends QuoteView {
  readonly pinnedBy: UserId
  readonly pinnedAt: number
}

/**
 * @param volumes  those that may be read for the originals; of other messages the pin's own excerpt is shown
 * @returns newest pin first; a pin whose message is deleted stays, as such, so that it can be taken down
 */
export function projectPins(given: World, channelId: ChannelId, volumes: readonly number[] = []): PinView[] {
  const world = soundWorld(given)
  const loaded = volumes.map((volume) => world.registers(volumeDocument(channelId, volume)))
  const pins: PinView[] = []
  for (const [id, value] of world.registers(channelDocument(channelId)).entries('pins')) {
    const { by, at, excerpt } = value as unknown as PinValue
    const holder = loaded.find((registers) => registers.get('messages', id) !== undefined)
    const original = holder?.get('messages', id) as MessageValue | undefined
    const quote = quoteMessage(world, channelId, { id, excerpt }, original)
    pins.push({ ...quote, pinnedBy: by as UserId, pinnedAt: at })
  }
  return pins.sort((a, b) => b.pinnedAt - a.pinnedAt || (a.id < b.id ? -1 : 1))
}
