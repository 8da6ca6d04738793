/** Puts an uploaded file to a message of one's own (docs/behaviour.md, CM11). */
import { attachFile as attachFileEdit } from '../../schema/edits/attach-file.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { World } from '../../schema/views.ts'
import { findMessage } from '../access/find-message.ts'
import type { MediaDeps } from '../media/deps.ts'
import { fileIdOf } from '../media/file-url.ts'
import type { ReadyFile } from '../media/file-table.ts'
import { settleUpload } from '../media/settle-upload.ts'
import { toFileValue } from '../media/to-file-value.ts'
import { attachmentsOf, type Attachment } from '../queries/list-attachments.ts'
import type { CommandDeps } from './deps.ts'

export interface AttachFileCommand {
  /** Integer id of the message. */
  readonly messageId: number
  /** Where the upload was said to be. */
  readonly fileUrl: string
  readonly waveform?: readonly number[]
}

/**
 * @throws CairnError not_found, forbidden (another's message), invalid with field `file_url` (no upload of theirs, or not
 *   there yet), or what is wrong with the file
 */
export async function attachFile(
  deps: CommandDeps,
  media: MediaDeps,
  userId: UserId,
  input: AttachFileCommand,
): Promise<Attachment> {
  const own = (world: World) => {
    const { message } = findMessage(world, deps.messages, userId, input.messageId)
    if (message.by !== userId) throw new CairnError(ErrorCode.Forbidden, 'CM11: only the sender attaches files')
    return message
  }
  own(deps.world())
  const upload = await ownUpload(media, userId, input.fileUrl)
  await deps.runInCommit((tx) => {
    const { channelId, messageId } = own(tx.world)
    const file = toFileValue(upload, { waveform: input.waveform })
    tx.write({ userId }, attachFileEdit(tx.world, userId, { channelId, messageId, file }))
  })
  const attached = attachmentsOf(own(deps.world())).find(({ file }) => file.id === upload.id)
  if (!attached) throw new CairnError(ErrorCode.Internal, 'an attached file is not in the projection')
  return attached
}

async function ownUpload(media: MediaDeps, userId: UserId, url: string): Promise<ReadyFile> {
  const id = fileIdOf(media, url)
  const file = id === null ? null : media.files.find(id)
  if (file?.owner !== userId)
    throw new CairnError(ErrorCode.Invalid, 'UP17: must point to an upload of yours', { field: 'file_url' })
  return settleUpload(media, file.id)
}
