/** The port to where uploads lie: a folder of this machine, or a bucket. It keeps bytes by key and knows nothing of them. */
import type { Readable } from 'node:stream'

/** First and last byte, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Every method throws `storage_failed` or `unavailable` when the place cannot be reached. */
export interface FileStore {
  /** Asks whether files could be kept now. */
  check(): Promise<void>
  /**
   * Keeps a file for good, replacing one of the same key; resolves when it is durable.
   *
   * @param path  a file of this machine that nobody else writes; it may be gone afterwards
   */
  keep(key: string, path: string, content: { type: string; bytes: number }): Promise<void>
  /** @param range  null: all of it */
  open(key: string, range: ByteRange | null): Promise<Readable>
  /** Fine when there is none. */
  remove(key: string): Promise<void>
}

/** A store to which people upload, and from which they fetch, without this server between. */
export interface Bucket extends FileStore {
  /** @param upload  the type and size that the bucket is to enforce */
  signUpload(key: string, upload: { type: string; bytes: number; seconds: number }): Promise<string>
  signDownload(key: string, as: { type: string; disposition: string; seconds: number }): Promise<string>
  /** The address of an object, without any right to it. */
  objectUrl(key: string): string
  /**
   * Brings an uploaded object here.
   *
   * @returns null when there is none yet
   */
  fetchUpload(key: string): Promise<Readable | null>
  removeUpload(key: string): Promise<void>
}

/** Keys under which a file and its thumbnail are kept. */
export function keysOf(fileId: string): { readonly file: string; readonly thumb: string } {
  return { file: fileId, thumb: `${fileId}.thumb` }
}
