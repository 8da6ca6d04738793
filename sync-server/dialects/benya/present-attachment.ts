/** Attachments in seed 001's words (3.5). Type and size are of what is served, whatever was declared. */
import type { z } from 'zod'
import type { Attachment } from '../../queries/list-attachments.ts'
import { isoTime } from '../../http/schemas.ts'
import type { attachmentRead, chatAttachmentRead } from './schemas/media.ts'

/** @param fileUrl  made for the person who asks */
export function presentAttachment({ id, message, file }: Attachment, fileUrl: string): z.input<typeof attachmentRead> {
  return {
    id,
    message_id: message.id,
    file_url: fileUrl,
    file_type: file.type,
    file_size: file.bytes,
    waveform_points: file.waveform ?? null,
  }
}

export function presentChatAttachment(
  { id, message, file }: Attachment,
  fileUrl: string,
): z.input<typeof chatAttachmentRead> {
  return {
    id,
    message_id: message.id,
    sender_id: message.by,
    // The server's own messages have no files.
    message_type: message.type === 'system' ? 'text' : message.type,
    message_created_at: isoTime(message.arrivedAt),
    file_url: fileUrl,
    file_type: file.type,
    file_size: file.bytes,
  }
}
