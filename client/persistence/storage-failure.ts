/** Browser storage reports request, transaction and abort failures in different ways; here they are all `storage_failed`. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'

export function storageFailure(what: string, cause: unknown): CairnError {
  if (cause instanceof CairnError && cause.code === ErrorCode.StorageFailed) return cause
  return new CairnError(ErrorCode.StorageFailed, `storage failed: ${what}`, { cause })
}

/** Runs `work`; whatever it throws becomes `storage_failed` with the original as its cause. */
export async function guardStorage<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw storageFailure(what, cause)
  }
}

/**
 * The same, with a second try: a browser fails a request for once when it closes a connection meanwhile. For a transaction
 * that changes nothing when it fails.
 */
export function guardTransaction<T>(what: string, transaction: () => Promise<T>): Promise<T> {
  return guardStorage(what, () => transaction().catch(transaction))
}
