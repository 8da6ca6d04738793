/** Goes to a message wherever it is, or says why that cannot be (docs/behaviour.md, SR22). */
import type { ChannelId, MessageId } from '../../../schema/ids.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import { placeOf } from '../../search/place-of.ts'
import type { Stores } from '../../stores/stores.ts'
import { threadOf } from '../../stores/thread-store.ts'

export async function goToMessage(stores: Stores, channelId: ChannelId, messageId: string): Promise<void> {
  const place = await placeOf(stores.device, channelId, messageId)
  const timeline = stores.timeline(channelId)
  if (place.is !== 'here') notices.show({ id: 'jump', text: t(`search.jump.${place.is}`) })
  else if (place.seq === 0) timeline.jumpToLatest()
  else timeline.jumpToSeq(place.seq)
}

/** Where the message that a thread begins with is not in memory, its volume is opened. */
export async function findThread(stores: Stores, channelId: ChannelId, rootId: MessageId): Promise<void> {
  if (stores.device.locate(channelId, rootId)) return
  const place = await placeOf(stores.device, channelId, rootId)
  if (place.is === 'here') threadOf(stores, channelId, rootId).beginIn(place.volume)
}
