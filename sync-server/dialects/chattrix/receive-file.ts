/** A form with one file, of at most 16 MB (docs/behaviour.md, CX12; seed 002, "File Upload"). */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { FieldError } from '../../http/field-error.ts'
import { withMultipart, type ReceivedFile } from '../../http/read-multipart.ts'
import type { CairnContext } from '../../http/state.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { ChattrixError } from './errors.ts'

const MB = 1024 * 1024
export const MAX_FILE_BYTES = 16 * MB

export interface FileForm {
  readonly fields: ReadonlyMap<string, string>
  /** Of the field `file`; null where the form has none. */
  readonly file: ReceivedFile | null
}

/** @throws FieldError: no form; ChattrixError 413; what `work` throws */
export async function withFileForm<T>(
  ctx: CairnContext,
  media: MediaDeps,
  work: (form: FileForm) => Promise<T>,
): Promise<T> {
  const fileBytes = Math.min(MAX_FILE_BYTES, media.maxUploadBytes)
  let hasCome = false
  try {
    return await withMultipart(ctx, media.incoming, { fileBytes, files: 1 }, ({ fields, files }) => {
      hasCome = true
      return work({ fields, file: files.find(({ field }) => field === 'file') ?? null })
    })
  } catch (error) {
    // A picture of too many pixels is another thing.
    if (hasCome || !(error instanceof CairnError) || error.code !== ErrorCode.TooLarge) throw error
    throw tooLarge(fileBytes)
  }
}

/** @throws FieldError: none came */
export function requireFile({ file }: FileForm): ReceivedFile {
  if (file) return file
  throw new FieldError([{ loc: ['body', 'file'], msg: 'a file is needed' }])
}

/** @param bytes  the limit */
export function tooLarge(bytes: number): ChattrixError {
  const size = bytes >= MB ? `${Math.floor(bytes / MB)}MB` : `${bytes} bytes`
  return new ChattrixError(413, 'PAYLOAD_TOO_LARGE', `File too large. Maximum size is ${size}.`)
}
