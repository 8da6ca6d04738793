/** The port to where waiting files are kept. A row says what is known of a file; its bytes lie apart, so that a row is cheap to write. */
import type { Variant, WaitingFile } from './waiting-file.ts'

export interface UploadDisk {
  /** All rows, in no order. */
  load(): Promise<readonly WaitingFile[]>
  /** Durable when it resolves. Rejects with `storage_failed`, and then nothing of it is kept. */
  add(file: WaitingFile, blobs: Readonly<Partial<Record<Variant, Blob>>>): Promise<void>
  /** Changes a row in one transaction over all tabs. @returns the row then; null when it is gone */
  change(key: string, step: (file: WaitingFile) => WaitingFile): Promise<WaitingFile | null>
  addVariant(key: string, variant: Variant, blob: Blob): Promise<void>
  blob(key: string, variant: Variant): Promise<Blob | null>
  remove(keys: readonly string[]): Promise<void>
  close(): void
}
