/** The port to the server's uploads, and what its answers mean for a file that waits (docs/behaviour.md, UQ12, UQ13, UQ16). */
import type { FileValue } from '../../schema/registers/messages.ts'
import { ErrorCode } from '../../schema/errors.ts'
import type { FileRefusal, Measures } from './waiting-file.ts'

/** `again`: as if nothing had been; `anew`: the server does not know it any more. */
export type Failure =
  | { readonly kind: 'again'; readonly afterMs?: number }
  | { readonly kind: 'anew' }
  | { readonly kind: 'refused'; readonly refusal: FileRefusal }

export interface SendFile extends Pick<Measures, 'name' | 'type'> {
  readonly id: string
  readonly blob: Blob
  /** Whether the server may know of it: then it is asked how far it came. */
  readonly begun: boolean
}

export interface SendHandlers {
  /** Bytes that left this device, confirmed or not. */
  progress(sentBytes: number): void
  /** Bytes that the server has. */
  confirmed(bytes: number): void
  /** All of them are there. */
  done(): void
  failed(failure: Failure): void
}

export interface Transport {
  /** @returns stops it; no handler is called after that */
  send(file: SendFile, handlers: SendHandlers): () => void
  /** Asks for the file that the bytes make. */
  finish(id: string): Promise<FileValue | Failure>
  /** The largest file that the server takes; null when it did not answer. */
  limit(): Promise<number | null>
}

/**
 * @param status  0 = no answer at all
 * @param step    a `piece` that somebody on the way finds too large says nothing of the file
 */
export function failureOf(
  status: number,
  body: string,
  step: 'begin' | 'piece' | 'finish',
  retryAfterSeconds = 0,
): Failure {
  const afterMs = retryAfterSeconds > 0 ? { afterMs: retryAfterSeconds * 1000 } : {}
  if (status === 404 || status === 410) return { kind: 'anew' }
  if (step === 'piece') return { kind: 'again', ...afterMs }
  if (status === 413) return { kind: 'refused', refusal: { code: ErrorCode.TooLarge, reason: reasonIn(body) } }
  if (status === 415) return { kind: 'refused', refusal: { code: ErrorCode.Type, reason: reasonIn(body) } }
  if (status === 400) return { kind: 'refused', refusal: { code: ErrorCode.Invalid, reason: reasonIn(body) } }
  return { kind: 'again', ...afterMs }
}

function reasonIn(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown }
    return typeof message === 'string' ? message : ''
  } catch {
    return ''
  }
}
