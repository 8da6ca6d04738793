/** Schemas of `/api/v1/media` (seed 001, section 3.5). */
import { z } from 'zod'
import { MAX_FILE_NAME_CHARS } from '../../../../schema/limits.ts'
import { id, time } from '../../../http/schemas.ts'

/** What this dialect uploads; other doors take other types too. */
export const uploadType = z.enum([
  ...(['image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/webm', 'audio/mpeg', 'audio/ogg'] as const),
  ...(['audio/webm', 'audio/wav', 'application/pdf', 'application/zip', 'text/plain'] as const),
])

/** Loudness of a voice message from start to end. */
const waveform = z.array(z.int().min(0).max(1_000_000)).max(200)

export const uploadUrlRequest = z.object({
  file_name: z.string().min(1).max(MAX_FILE_NAME_CHARS),
  file_type: uploadType,
  file_size: z.int().positive(),
})

export const uploadUrlResponse = z.object({
  upload_url: z.string(),
  file_url: z.string(),
  object_key: z.string(),
  expires_in: z.int(),
  required_headers: z.record(z.string(), z.string()),
})

export const attachmentCreateRequest = z.object({
  message_id: id,
  file_url: z.string().min(1).max(2_048),
  file_type: uploadType,
  file_size: z.int().positive(),
  waveform_points: waveform.nullish(),
})

/** `file_type` and `file_size` are of what is served. */
export const attachmentRead = z.object({
  id: z.int(),
  message_id: z.int(),
  file_url: z.string(),
  file_type: z.string(),
  file_size: z.int(),
  waveform_points: waveform.nullable(),
})

export const chatAttachmentRead = z.object({
  id: z.int(),
  message_id: z.int(),
  sender_id: z.int(),
  message_type: z.enum(['text', 'image', 'video', 'audio', 'voice', 'file', 'circle_video']),
  message_created_at: time,
  file_url: z.string(),
  file_type: z.string(),
  file_size: z.int(),
})
