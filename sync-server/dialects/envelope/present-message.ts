/** Messages in seed 004's words. What their senders encrypted is given as it came (docs/behaviour.md, EN8). */
import type { UserId } from '../../../schema/ids.ts'
import { isoTime } from '../../http/schemas.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { viewMessages, type MessageView, type StoredMessage } from '../../queries/message-view.ts'
import { readOpaque } from './opaque-json.ts'
import type { MessageRead } from './schemas/messages.ts'

export function presentMessages(deps: QueryDeps, viewer: UserId, messages: readonly StoredMessage[]): MessageRead[] {
  return viewMessages(deps, viewer, messages).map((view) => presentMessage(deps, view))
}

export function presentOne(deps: QueryDeps, viewer: UserId, message: StoredMessage): MessageRead {
  return presentMessages(deps, viewer, [message])[0] as MessageRead
}

function presentMessage(deps: QueryDeps, view: MessageView): MessageRead {
  const { message, channelNum, replyToId, forwardedFromId, delivery } = view
  const { sealed, forwardedFrom } = message
  const source = forwardedFrom && deps.channels.channel(forwardedFrom.channel ?? message.channelId)
  return {
    id: message.id,
    chat_id: channelNum,
    sender_id: message.by,
    message: sealed?.payload ?? message.text ?? '',
    message_type: sealed && sealed.envelopes === undefined && message.type === 'text' ? 'encrypted' : message.type,
    created_at: isoTime(message.arrivedAt),
    edited_at: timeOrNull(message.editedAt),
    reply_to_message_id: replyToId,
    forwarded_from_message_id: forwardedFromId,
    forwarded_from_chat_id: source?.num ?? null,
    forwarded_from_sender_id: forwardedFrom?.by ?? null,
    deleted_at: timeOrNull(message.deletedAt),
    is_read: delivery === 'read',
    is_delivered: delivery !== 'sent',
    has_files: message.files.length > 0 || message.links.length > 0,
    metadata: metadataOf(message),
    envelopes: sealed?.envelopes === undefined ? null : readOpaque(sealed.envelopes),
    status: delivery,
  }
}

/** The sender's own; files that came through another door are told in its place. */
function metadataOf({ metadata, files, links }: StoredMessage): unknown {
  if (metadata !== null) return readOpaque(metadata)
  if (files.length === 0 && links.length === 0) return null
  const kept = files.map(({ id, name, type, bytes, width, height, durationMs }) => ({
    ...{ file_id: id, filename: name, mimetype: type, size: bytes, url: `/media/${id}` },
    ...{ width, height, duration_ms: durationMs },
  }))
  const elsewhere = links.map(({ url, type, bytes }) => ({
    ...{ file_id: null, filename: null, mimetype: type, size: bytes, url },
  }))
  return { files: [...kept, ...elsewhere] }
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms)
}
