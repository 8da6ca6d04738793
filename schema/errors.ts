/** Every failure Cairn expects, listed once. Domain code knows codes only; edges map them to replies, close codes and words. */

export const ErrorCode = {
  /** The actor may not do this here; the rule's number is in the reason. */
  Forbidden: 'forbidden',
  /** No such thing, or none that the actor may know of. */
  NotFound: 'not_found',
  /** The message, channel or account is deleted. */
  Gone: 'gone',
  /** The other person's privacy setting or block forbids it; which of the two is never told. */
  Privacy: 'privacy',
  /** Over a size limit. */
  TooLarge: 'too_large',
  /** A file type that is not allowed. */
  Type: 'type',
  /** Not a value, key or structure of the schema. */
  Invalid: 'invalid',
  /** A name or id that is taken. */
  Conflict: 'conflict',
  /** The writer did not know the newest value, and a person has to decide again. */
  Stale: 'stale',
  /** No session, or an ended one. */
  Auth: 'auth',
  /** Too many in a minute; sent again by itself. */
  Rate: 'rate',
  /** The message id lies over two minutes in the future. */
  Clock: 'clock',
  /** The volume takes no new messages; the newest one does. */
  Sealed: 'sealed',
  /** The server has this message already, in another volume. */
  Known: 'known',
  /** Browser or server storage failed; the original error is the cause. */
  StorageFailed: 'storage_failed',
  /** A service outside cannot be reached: mail, file storage. Nothing was changed. */
  Unavailable: 'unavailable',
  /** A defect of ours. */
  Internal: 'internal',
} as const
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode]

export interface CairnErrorOptions extends ErrorOptions {
  /** Of `rate`: when it may be tried again. */
  readonly retryAfterSeconds?: number
  /** Of `invalid` and `conflict`: the input's field at fault, as the caller's input names it. */
  readonly field?: string
}

/** An expected failure that travels as an exception. `message` is for logs, `code` for programs. */
export class CairnError extends Error {
  readonly retryAfterSeconds: number | undefined
  readonly field: string | undefined

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: CairnErrorOptions,
  ) {
    super(message, options)
    this.name = 'CairnError'
    this.retryAfterSeconds = options?.retryAfterSeconds
    this.field = options?.field
  }
}
