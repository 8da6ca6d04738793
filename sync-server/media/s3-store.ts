/** Uploads in a bucket that speaks S3 (docs/behaviour.md, UP21). Kept files lie under `files/`, those to be looked at under `uploads/`. */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Bucket } from './file-store.ts'
import { signS3Url, type S3Keys } from './s3-sign.ts'

export interface S3Config extends S3Keys {
  /** Its origin, `https://s3.example.org`; the bucket is the first part of the path. */
  readonly endpoint: string
  readonly bucket: string
}

/** A bucket that does not answer in this time is away. */
const CHECK_MS = 5_000

export function s3Store(config: S3Config, now: () => number): Bucket {
  // Trying again is for whoever waits for the answer: a request of people should not take a minute to fail.
  const client = new AwsClient({ ...config, service: 's3', retries: 0 })
  const objectUrl = (key: string) => `${config.endpoint}/${config.bucket}/${key}`
  const keptUrl = (key: string) => objectUrl(`files/${key}`)
  const remove = async (url: string) => void (await call(client, url, { method: 'DELETE' }, [404]))

  return {
    objectUrl,
    check: async () => {
      const signal = AbortSignal.timeout(CHECK_MS)
      await call(client, `${config.endpoint}/${config.bucket}`, { method: 'HEAD', signal })
    },
    keep: async (key, path, { type, bytes }) => {
      const headers = { 'Content-Type': type, 'Content-Length': String(bytes) }
      const body = Readable.toWeb(createReadStream(path)) as ReadableStream
      await call(client, keptUrl(key), { method: 'PUT', headers, body, duplex: 'half' })
    },
    open: async (key, range) => {
      const headers: Record<string, string> = range ? { Range: `bytes=${range.start}-${range.end}` } : {}
      return bodyOf(await call(client, keptUrl(key), { headers }))
    },
    remove: (key) => remove(keptUrl(key)),
    signUpload: (key, { type, bytes, seconds }) => {
      const headers = { 'Content-Type': type, 'Content-Length': String(bytes) }
      return signS3Url(config, { method: 'PUT', url: objectUrl(key), seconds, headers }, now())
    },
    signDownload: (key, { type, disposition, seconds }) => {
      const url = new URL(keptUrl(key))
      url.searchParams.set('response-content-type', type)
      url.searchParams.set('response-content-disposition', disposition)
      return signS3Url(config, { method: 'GET', url: url.href, seconds }, now())
    },
    fetchUpload: async (key) => {
      const response = await call(client, objectUrl(key), {}, [404])
      return response.status === 404 ? null : bodyOf(response)
    },
    removeUpload: (key) => remove(objectUrl(key)),
  }
}

type Request = RequestInit & { duplex?: 'half' }

/** @param fine  statuses that are an answer too */
async function call(client: AwsClient, url: string, request: Request, fine: readonly number[] = []): Promise<Response> {
  let response: Response
  try {
    response = await client.fetch(url, request)
  } catch (cause) {
    throw new CairnError(ErrorCode.Unavailable, 'the bucket cannot be reached', { cause })
  }
  if (response.ok || fine.includes(response.status)) return response
  await response.body?.cancel()
  throw new CairnError(ErrorCode.Unavailable, `the bucket answered ${response.status}`)
}

function bodyOf(response: Response): Readable {
  return response.body ? Readable.from(response.body, { objectMode: false }) : Readable.from([])
}
