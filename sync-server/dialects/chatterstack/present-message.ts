/**
 * Messages in seed 003's words. Two things differ by viewer: how far a message has come, as they may know it, and the
 * addresses of files, each signed for one person.
 */
import type { UserId } from '../../../schema/ids.ts'
import { channelOf } from '../../../schema/rules/channel.ts'
import { isoTime } from '../../http/schemas.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { fileUrl } from '../../media/file-url.ts'
import { isSentForAll } from '../../queries/delivery.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { viewMessage, viewMessages, type Delivery, type StoredMessage } from '../../queries/message-view.ts'
import { shownText } from '../../queries/shown-text.ts'
import type { MessageRead } from './schemas.ts'

export interface PresentDeps {
  readonly domain: QueryDeps
  readonly media: MediaDeps
}

const STATUS = { sent: 'SENT', delivered: 'DELIVERED', read: 'READ' } as const satisfies Record<Delivery, string>

export function presentMessages(
  { domain, media }: PresentDeps,
  viewer: UserId,
  messages: readonly StoredMessage[],
): Promise<MessageRead[]> {
  const views = viewMessages(domain, viewer, messages)
  return Promise.all(
    views.map(async ({ message, channelNum, delivery }) => {
      const attachments = message.files.map(async (file) => {
        return { url: await fileUrl(media, file, viewer), mime_type: file.type, size_bytes: file.bytes }
      })
      return made(message, channelNum, STATUS[delivery], await Promise.all(attachments))
    }),
  )
}

export async function presentOne(deps: PresentDeps, viewer: UserId, message: StoredMessage): Promise<MessageRead> {
  return (await presentMessages(deps, viewer, [message]))[0] as MessageRead
}

/** The same for everybody; null where it is not. */
export function presentForAll({ domain }: PresentDeps, message: StoredMessage): MessageRead | null {
  if (message.files.length > 0) return null
  const world = domain.world()
  const channel = channelOf(world, message.channelId)
  if (!channel || !isSentForAll(domain, world, channel, message)) return null
  return made(message, domain.channels.channel(message.channelId)?.num ?? 0, 'SENT', [])
}

/** Of a message without files: at once, without waiting. */
export function presentNow({ domain }: PresentDeps, viewer: UserId, message: StoredMessage): MessageRead {
  const { channelNum, delivery } = viewMessage(domain, viewer, message)
  return made(message, channelNum, STATUS[delivery], [])
}

function made(
  message: StoredMessage,
  channelNum: number,
  status: MessageRead['status'],
  files: MessageRead['attachments'],
): MessageRead {
  const links = message.links.map(({ url, type, bytes }) => ({ url, mime_type: type, size_bytes: bytes }))
  return {
    id: String(message.id),
    room_id: String(channelNum),
    sender_id: String(message.by),
    content: shownText(message) ?? '',
    attachments: [...files, ...links],
    status,
    created_at: isoTime(message.arrivedAt),
    edited_at: message.editedAt === null ? null : isoTime(message.editedAt),
  }
}
