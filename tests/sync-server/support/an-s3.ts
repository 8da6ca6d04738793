/** An S3-compatible server on a port and in a folder of its own. It checks who signs, but takes any presigned signature. */
import { createRequire } from 'node:module'
import type { S3Config } from '../../../sync-server/media/s3-store.ts'
import { newFolder } from './a-server.ts'

interface S3rver {
  run(): Promise<{ port: number }>
  close(): Promise<void>
}
// The package has no types.
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver

export interface AnS3 {
  readonly config: S3Config
  stop(): Promise<void>
}

export async function anS3(): Promise<AnS3> {
  const bucket = 'cairn'
  const server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory: newFolder() },
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  const { port } = await server.run()
  const config = { endpoint: `http://127.0.0.1:${port}`, bucket, region: 'us-east-1' }
  return { config: { ...config, accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }, stop: () => server.close() }
}
