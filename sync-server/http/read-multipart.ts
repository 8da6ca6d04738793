/**
 * A form with files (docs/behaviour.md, HT1-HT3): each file is streamed to a place of its own, fields are kept as text. What
 * the caller does not take is removed, however the request ends.
 */
import { rm } from 'node:fs/promises'
import busboy from 'busboy'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Incoming } from '../media/incoming.ts'
import type { CairnContext } from './state.ts'
import { FieldError } from './field-error.ts'

export interface ReceivedFile {
  /** Of the form. */
  readonly field: string
  /** As its sender named it; to be shown, never to be a path. */
  readonly name: string
  /** As declared. */
  readonly type: string
  /** All its bytes; `keepReceived` takes the file away from here. */
  readonly path: string
  readonly bytes: number
}

export interface MultipartForm {
  /** Of a field sent twice the last. */
  readonly fields: ReadonlyMap<string, string>
  /** In the order of the form. */
  readonly files: readonly ReceivedFile[]
}

export interface MultipartLimits {
  readonly fileBytes: number
  readonly files: number
}

const MAX_FIELDS = 50
const MAX_FIELD_BYTES = 128 * 1024

/**
 * @returns what `work` does
 * @throws FieldError when it is no multipart form or broken; too_large; invalid (cut off); storage_failed; what `work` throws
 */
export async function withMultipart<T>(
  ctx: CairnContext,
  incoming: Incoming,
  limits: MultipartLimits,
  work: (form: MultipartForm) => Promise<T>,
): Promise<T> {
  const files: ReceivedFile[] = []
  try {
    return await work({ fields: await read(ctx, incoming, limits, files), files })
  } finally {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })))
  }
}

async function read(
  ctx: CairnContext,
  incoming: Incoming,
  { fileBytes, files: maxFiles }: MultipartLimits,
  files: ReceivedFile[],
): Promise<Map<string, string>> {
  if (ctx.is('multipart') !== 'multipart') throw broken('must be a form (multipart/form-data)')
  const fields = new Map<string, string>()
  const arriving: Promise<void>[] = []
  await new Promise<void>((resolve, reject) => {
    const limits = { files: maxFiles, fields: MAX_FIELDS, fieldSize: MAX_FIELD_BYTES, parts: maxFiles + MAX_FIELDS }
    const parser = parserOf(ctx, limits)
    const fail = (error: Error) => {
      ctx.req.unpipe(parser)
      // What else comes is not kept, but read: whoever is still sending hears the answer only afterwards.
      ctx.req.resume()
      parser.destroy()
      reject(error)
    }
    parser.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated) fail(new CairnError(ErrorCode.TooLarge, 'HT1: a field is too large'))
      fields.set(name, value)
    })
    parser.on('file', (field, stream, { filename, mimeType }) => {
      const place = arriving.length
      const received = incoming.receive(stream, { exactly: null, atMost: fileBytes }).then(({ path, bytes }) => {
        // A short file that comes later may be written first.
        files[place] = { field, name: filename ?? '', type: mimeType, path, bytes }
      })
      received.catch((error: Error) => fail(error))
      arriving.push(received)
    })
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      parser.on(limit, () => fail(new CairnError(ErrorCode.TooLarge, 'HT1: too many parts')))
    }
    parser.on('error', () => fail(broken('could not be read')))
    parser.on('close', resolve)
    ctx.req.once('aborted', () => fail(new CairnError(ErrorCode.Invalid, 'HT2: the request was cut off')))
    ctx.req.pipe(parser)
  }).finally(() => Promise.allSettled(arriving))
  // The form may end before the last file of it was found to be too large.
  await Promise.all(arriving)
  return fields
}

/** @throws FieldError: a form without a boundary */
function parserOf({ req }: CairnContext, limits: busboy.Limits): busboy.Busboy {
  try {
    return busboy({ headers: req.headers, limits, defParamCharset: 'utf8' })
  } catch {
    throw broken('could not be read')
  }
}

function broken(msg: string): FieldError {
  return new FieldError([{ loc: ['body'], msg }])
}
