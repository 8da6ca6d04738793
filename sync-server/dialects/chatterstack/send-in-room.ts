/** What is sent, over HTTP or the socket, as a message to post (docs/behaviour.md, CS5). */
import type { UserId } from '../../../schema/ids.ts'
import type { Channel } from '../../../schema/rules/channel.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { postMessage } from '../../commands/post-message.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { takeAddresses } from '../../media/take-addresses.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import type { MessageCreate } from './schemas.ts'

export interface SendDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
}

const UNKNOWN_TYPE = 'application/octet-stream'

/** @throws CairnError with the broken rule's code */
export async function sendInRoom(
  { domain, media }: SendDeps,
  userId: UserId,
  channel: Channel,
  { content, attachments }: MessageCreate,
): Promise<StoredMessage> {
  const given = (attachments ?? []).map(({ url, mime_type: type, size_bytes: bytes }) => {
    return { url, type: type ?? UNKNOWN_TYPE, bytes: bytes ?? 0 }
  })
  // Without files nothing is waited for, so that what one socket sends stays in its order.
  const brought = given.length > 0 ? await takeAddresses(media, userId, given) : {}
  return postMessage(domain, userId, { channelId: channel.id, text: content ?? '', ...brought })
}
