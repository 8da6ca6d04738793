/** What a person does with a file that waits: pause, resume, another size, what it shows, away with it (UQ18, UQ19). */
import type { UploadsStore } from './uploads-store.ts'
import type { Variant, WaitingFile } from './waiting-file.ts'

export type FileAction =
  | { readonly action: 'pause' | 'resume' | 'remove'; readonly key: string }
  | { readonly action: 'size'; readonly key: string; readonly variant: Variant }
  | { readonly action: 'describe'; readonly key: string; readonly alt: string }
  | { readonly action: 'hold'; readonly holdsBig: boolean }

/** @throws storage_failed */
export async function changeFile(uploads: UploadsStore, change: FileAction): Promise<void> {
  switch (change.action) {
    case 'hold':
      return uploads.holdBig(change.holdsBig)
    case 'remove':
      return uploads.remove(uploads.files.filter(({ key }) => key === change.key))
    case 'pause':
      return uploads.change(change.key, (file) => ({ ...file, isPaused: true, goesAnyway: false }))
    case 'resume':
      return uploads.change(change.key, (file) => ({ ...file, isPaused: false, goesAnyway: true }))
    case 'describe':
      return uploads.change(change.key, (file) => ({ ...file, alt: change.alt.slice(0, MAX_ALT_CHARS) }))
    case 'size':
      return uploads.change(change.key, (file) => asVariant(file, change.variant))
  }
}

/** schema/registers/messages.ts */
export const MAX_ALT_CHARS = 1_000

/** Other bytes are another upload: what came of the first is let go of there. */
export function asVariant(file: WaitingFile, variant: Variant): WaitingFile {
  if (file.variant === variant || !file.sizes[variant]) return file
  const anew = { begun: false, sentBytes: 0, ready: null, refusal: null, isAgain: false }
  return { ...file, ...anew, variant, id: crypto.randomUUID() }
}
