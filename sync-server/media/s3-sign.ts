/** Addresses of a bucket that carry their right in the query (AWS Signature Version 4). */
import { AwsV4Signer } from 'aws4fetch'

export interface S3Keys {
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/**
 * @param request.headers  that the address is bound to: S3 refuses a request without them, or with other values
 * @param nowMs            from when it holds, for `seconds`
 */
export async function signS3Url(
  keys: S3Keys,
  request: { method: 'GET' | 'PUT'; url: string; seconds: number; headers?: Record<string, string> },
  nowMs: number,
): Promise<string> {
  const url = new URL(request.url)
  url.searchParams.set('X-Amz-Expires', String(request.seconds))
  const signer = new AwsV4Signer({
    ...keys,
    service: 's3',
    method: request.method,
    url: url.href,
    headers: request.headers ?? {},
    datetime: new Date(nowMs).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    signQuery: true,
    // Without this the library leaves size and type unsigned, and anything could be sent.
    allHeaders: true,
  })
  return (await signer.sign()).url.href
}
