/**
 * How files come into a chat: into its composer, or as a message of their own. For the button, drops and pastes, and for
 * whatever records (docs/behaviour.md, UQ10, UQ14, UQ17).
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { postMessage, type PostMessageInput } from '../../schema/edits/post-message.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { MAX_FILE_NAME_CHARS } from '../../schema/limits.ts'
import { savesData } from '../storage/keep-settings.ts'
import type { Stores } from '../stores/stores.ts'
import { localBox } from '../stores/local-box.ts'
import { measurePicture } from './shrink-picture.ts'
import { uploadsOf } from './uploads-of.ts'
import { uploadWishes } from './upload-wishes.ts'
import { fileValueOf, messageTypeOf, SENDING, type Told, type Variant, type WaitingFile } from './waiting-file.ts'

export interface NewFile extends Told {
  readonly blob: Blob
  readonly name: string
  /** The blob's own when left out. */
  readonly type?: string
  readonly width?: number
  readonly height?: number
  /** Of the message, when it is that file alone; from its type when left out. */
  readonly messageType?: WaitingFile['messageType']
}

export type FileTarget = Pick<PostMessageInput, 'channelId' | 'replyTo'>

/** Over the limit, with it. */
export class FileTooLarge extends CairnError {
  constructor(readonly limit: number) {
    super(ErrorCode.TooLarge, `more than ${limit} bytes`)
  }
}

/**
 * Puts a file into a composer; its upload begins.
 *
 * @param draft  `<channel>` or `<channel>/t/<root>`
 * @returns its key
 * @throws too_large (FileTooLarge), invalid (empty), storage_failed; nothing is kept then
 */
export async function attachFile(stores: Stores, draft: string, file: NewFile): Promise<string> {
  return (await keep(stores, draft, draft.split('/')[0] as ChannelId, file)).key
}

/** A message of its own, at once: durable when it resolves, sent when its bytes are up. The composer is left alone. */
export async function sendFile(stores: Stores, to: FileTarget, file: NewFile): Promise<MessageId> {
  // In no composer that is ever shown, until its message is written.
  const kept = await keep(stores, to.channelId + SENDING, to.channelId, file)
  return sendFiles(stores, { ...to, keepsDraft: true }, null, [kept])
}

/** Writes the message that brings these files, and takes them out of their composer. @param draftKey  the draft that its text was */
export async function sendFiles(
  stores: Stores,
  input: Omit<PostMessageInput, 'messageId' | 'files' | 'type'>,
  draftKey: string | null,
  files: readonly WaitingFile[],
): Promise<MessageId> {
  const { device, drafts } = stores
  const uploads = uploadsOf(device)
  const messageId = device.newId() as MessageId
  const sent = draftKey === null ? null : await drafts.sending(draftKey)
  const type = files.length === 0 ? undefined : messageTypeOf(files)
  const message = { ...input, messageId, type, files: files.map(fileValueOf) }
  const writes = postMessage(device.world(), device.userId, message)
  const awaits = files.map(({ id }) => id)
  await device.write(writes.map((write) => (write.root === 'messages' ? { ...write, awaits } : write)))
  sent?.()
  for (const { key } of files) await uploads.change(key, (one) => ({ ...one, draft: null }))
  return messageId
}

async function keep(stores: Stores, draft: string, chat: ChannelId, given: NewFile): Promise<WaitingFile> {
  const { device } = stores
  const { blob, durationMs, waveform, alt, messageType } = given
  const limit = uploadWishes(device.userId, localBox()).limitBytes()
  if (blob.size === 0) throw new CairnError(ErrorCode.Invalid, 'an empty file')
  const name = given.name.slice(0, MAX_FILE_NAME_CHARS) || 'file'
  const type = (given.type ?? blob.type).split(';')[0]!.trim().toLowerCase().slice(0, 128) || 'application/octet-stream'
  const picture = await measurePicture(blob, name, type)
  const smaller = picture?.smaller ?? null
  const isTooLarge = blob.size > limit
  if (isTooLarge && (!smaller || smaller.blob.size > limit)) throw new FileTooLarge(limit)
  const variant: Variant = smaller && (isTooLarge || savesData(device)) ? 'smaller' : 'original'
  const size = { width: picture?.width ?? given.width, height: picture?.height ?? given.height }
  const file: WaitingFile = {
    ...{ key: crypto.randomUUID(), id: crypto.randomUUID(), chat, draft, place: device.now(), variant },
    sizes: {
      original: { name, type, bytes: blob.size, ...(size.width && size.height ? size : {}) },
      ...(smaller ? { smaller: smaller.measures } : {}),
    },
    ...{ durationMs, waveform, alt, messageType },
    ...{ isPaused: false, goesAnyway: false, begun: false, sentBytes: 0, ready: null, refusal: null, isAgain: false },
  }
  await uploadsOf(device).add(file, { original: blob, ...(smaller ? { smaller: smaller.blob } : {}) })
  return file
}
