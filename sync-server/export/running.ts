/**
 * Exports that are being sent now (docs/behaviour.md, EX8, EX13): so many an account, each ended as soon as the right
 * behind it has ended, all of them when the server stops.
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'

/** How often it is asked whether each is still allowed. */
export const CHECK_MS = 500

const MOST = { whole: 4, follow: 16 } as const
const RETRY_SECONDS = 5

export interface Running {
  readonly userId: UserId
  readonly kind: keyof typeof MOST
  /** Whether token or session hold, and what is read is theirs to read. */
  readonly isAllowed: () => boolean
  /** Ends the answer. */
  readonly end: () => void
}

export class RunningExports {
  private readonly all = new Set<Running>()
  private isStopped = false

  /** @returns takes it off again. @throws CairnError rate: as many of this account are running already */
  add(one: Running): () => void {
    const same = [...this.all].filter(({ userId, kind }) => userId === one.userId && kind === one.kind)
    if (this.isStopped || same.length >= MOST[one.kind]) {
      const text = `EX8: at most ${MOST[one.kind]} at once`
      throw new CairnError(ErrorCode.Rate, text, { retryAfterSeconds: RETRY_SECONDS })
    }
    this.all.add(one)
    return () => void this.all.delete(one)
  }

  /** Ends what is allowed no more. */
  check(): void {
    for (const one of this.all) if (!one.isAllowed()) this.end(one)
  }

  /** Ends everything, and begins nothing any more. */
  stop(): void {
    this.isStopped = true
    for (const one of this.all) this.end(one)
  }

  private end(one: Running): void {
    this.all.delete(one)
    one.end()
  }
}
