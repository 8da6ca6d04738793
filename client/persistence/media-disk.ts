/** The port to where pictures, sounds and files lie on this device. Losing them loses nothing: the server has them all. */

/** A picture has a small one beside it. */
export type MediaPart = 'thumb' | 'whole'

/** One kept part of a file, without its bytes. */
export interface KeptPart {
  /** `fileId/part` */
  readonly key: string
  readonly file: string
  readonly part: MediaPart
  readonly chat: string
  /** The message that named it. */
  readonly message: string
  readonly bytes: number
  /** When it was on the screen last, ms. */
  readonly seenAt: number
}

/** Every method rejects with `storage_failed`. */
export interface MediaDisk {
  list(): Promise<KeptPart[]>
  read(key: string): Promise<Blob | null>
  put(about: KeptPart, bytes: Blob): Promise<void>
  /** Fine for what is not there. */
  touch(key: string, seenAt: number): Promise<void>
  remove(keys: readonly string[]): Promise<void>
}

export function partKey(file: string, part: MediaPart): string {
  return `${file}/${part}`
}
