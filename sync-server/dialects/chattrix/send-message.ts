/** One message, by a request or an event: with a text, an upload that came before, or a file that comes with it. */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { FileValue, MessageType } from '../../../schema/registers/messages.ts'
import { canPost, type Channel } from '../../../schema/rules/channel.ts'
import { findOwnChannel } from '../../access/find-channel.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { postMessage } from '../../commands/post-message.ts'
import { FieldError } from '../../http/field-error.ts'
import type { MediaDeps } from '../../media/deps.ts'
import type { ReadyFile } from '../../media/file-table.ts'
import { settleUpload } from '../../media/settle-upload.ts'
import { toFileValue } from '../../media/to-file-value.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import { fileIdIn } from './file-address.ts'
import type { MessageCreate } from './schemas/messages.ts'

export interface SendDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
  /** The origin that people use. */
  readonly publicUrl: string
}

/** @throws not_found, forbidden: before anything is received for it */
export function findPostable({ domain }: Pick<SendDeps, 'domain'>, userId: UserId, num: number): Channel {
  const channel = findOwnChannel(domain.world(), domain.channels, userId, num)
  if (!canPost(channel, userId)) throw new CairnError(ErrorCode.Forbidden, 'MS6: may not post here')
  return channel
}

/**
 * @param upload  a file that came with the message
 * @throws FieldError without a text or a file, and for an address that is no upload of the sender's; what `postMessage` throws
 */
export async function sendMessage(
  deps: SendDeps,
  userId: UserId,
  channel: Channel,
  input: MessageCreate,
  upload?: ReadyFile,
): Promise<StoredMessage> {
  const text = input.content ?? ''
  const found = upload ?? (input.file_url ? await ownUpload(deps, userId, input.file_url) : null)
  if (!found && input.type === 'file') throw wrong('file', 'a file message needs a file, or the file_url of an upload')
  if (!found && text.trim() === '') throw wrong('content', 'must not be empty')
  const files: FileValue[] = found ? [toFileValue(found)] : []
  const type = found ? typeOfFile(found.type) : 'text'
  const clientMessageId = input.client_message_id ?? undefined
  return postMessage(deps.domain, userId, { channelId: channel.id, text, type, files, clientMessageId })
}

/** An upload of another door counts too: its address is known to nobody but its sender. */
async function ownUpload({ media, publicUrl }: SendDeps, userId: UserId, address: string): Promise<ReadyFile> {
  const id = fileIdIn(address, publicUrl)
  const file = id === null ? null : media.files.find(id)
  if (file?.owner !== userId) throw wrong('file_url', 'must be the url of an upload of yours')
  return settleUpload(media, file.id)
}

/** As other doors name it; here every one is a `file`. */
function typeOfFile(type: string): MessageType {
  const [kind] = type.split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
}

function wrong(field: string, msg: string): FieldError {
  return new FieldError([{ loc: ['body', field], msg }])
}
