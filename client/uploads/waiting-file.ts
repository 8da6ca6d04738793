/** A file that waits for the network, as the device keeps it, and as rows and bars show it. */
import type { ErrorCode } from '../../schema/errors.ts'
import type { FileValue, MessageType } from '../../schema/registers/messages.ts'

/** A picture may go as it is, or smaller. */
export type Variant = 'original' | 'smaller'

/** What of a variant its message tells. */
export interface Measures {
  readonly name: string
  readonly type: string
  readonly bytes: number
  readonly width?: number
  readonly height?: number
}

/** What only its sender knows of it. */
export interface Told {
  readonly durationMs?: number | undefined
  /** Whole numbers. */
  readonly waveform?: readonly number[] | undefined
  readonly alt?: string | undefined
}

export interface FileRefusal {
  readonly code: ErrorCode
  readonly reason: string
  /** Of `too_large`, in bytes. */
  readonly limit?: number
}

export interface WaitingFile extends Told {
  /** Its name on this device; never changes. */
  readonly key: string
  /** What it is called at the server: a random UUID, another for each variant. */
  readonly id: string
  /** The channel it goes to. */
  readonly chat: string
  /** The composer it lies in (a draft's key); null once its message was written. */
  readonly draft: string | null
  /** Earlier ones stand and go first. */
  readonly place: number
  readonly variant: Variant
  readonly sizes: { readonly original: Measures; readonly smaller?: Measures }
  readonly messageType?: MessageType | undefined
  readonly isPaused: boolean
  /** Sent although large files are held. */
  readonly goesAnyway: boolean
  /** Whether the server may know of it. */
  readonly begun: boolean
  /** Confirmed by the server. */
  readonly sentBytes: number
  /** What the server made of it, and when that was here. */
  readonly ready: { readonly file: FileValue; readonly atMs: number } | null
  /** Of one that lies in a composer; a message's refusal is its outbox item's. */
  readonly refusal: FileRefusal | null
  /** Sent a second time, since the server had let go of it. */
  readonly isAgain: boolean
}

export type UploadState = 'waiting' | 'held' | 'uploading' | 'paused' | 'checking' | 'ready' | 'refused'

/** What a person sees of it. */
export interface UploadView {
  readonly key: string
  readonly id: string
  readonly chat: string
  readonly draft: string | null
  readonly name: string
  readonly type: string
  readonly bytes: number
  readonly sentBytes: number
  readonly state: UploadState
  readonly variant: Variant
  readonly sizes: WaitingFile['sizes']
  readonly alt: string
  readonly refusal: FileRefusal | null
}

/** Behind a draft's key: its message is being written now. */
export const SENDING = '/sending'

/** Larger ones are held while the person wants that. */
export const BIG_BYTES = 5_000_000

export function measuresOf(file: Pick<WaitingFile, 'sizes' | 'variant'>): Measures {
  return file.sizes[file.variant] ?? file.sizes.original
}

/** How its message names it: as chosen here, until the server's word replaces that. */
export function fileValueOf(file: WaitingFile): FileValue {
  return withTold(file.ready?.file ?? { id: file.id, ...measuresOf(file) }, file)
}

/** The server does not know how long a sound is, nor what a picture shows. */
export function withTold(value: FileValue, { durationMs, waveform, alt }: Told): FileValue {
  return {
    ...value,
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(waveform && waveform.length > 0 ? { waveform: [...waveform] } : {}),
    ...(alt ? { alt } : {}),
  }
}

/** Which message these make; a text beside them changes nothing. */
export function messageTypeOf(files: readonly WaitingFile[]): MessageType {
  const types = new Set(files.map(typeOf))
  const [only] = types
  return types.size === 1 && only ? only : 'file'
}

function typeOf(file: WaitingFile): MessageType {
  if (file.messageType) return file.messageType
  const family = /^(image|audio|video)\//.exec(measuresOf(file).type)?.[1]
  return (family as MessageType | undefined) ?? 'file'
}
