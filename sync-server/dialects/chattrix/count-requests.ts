/**
 * How many requests in a minute (docs/behaviour.md, CX6, CX7; DIALECTS.md, 12): each counts in one bucket, and each answer
 * says what is left of it. Messages are counted where they are admitted, for all doors together: here it is only asked.
 */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { AccountDeps } from '../../accounts/deps.ts'
import { addressKey, type Limiter, type LimitState, type RateLimits } from '../../accounts/rate-limits.ts'
import { callerOf } from '../../http/caller.ts'
import type { CairnContext } from '../../http/state.ts'

export interface CountDeps {
  readonly limits: RateLimits
  /** What an account may still send in this minute. */
  readonly messageQuota: (userId: UserId) => LimitState
  readonly now: () => number
}

interface Bucket {
  /** @returns null when there was room, else the whole seconds to wait */
  take(): Promise<number | null>
  look(): Promise<LimitState>
}

/** Runs `answer`, which words its own errors, where there is room. @throws rate */
export async function countRequest(deps: CountDeps, ctx: CairnContext, answer: () => Promise<void>): Promise<void> {
  const bucket = bucketOf(deps, ctx)
  const retryAfterSeconds = await bucket.take()
  try {
    if (retryAfterSeconds !== null) throw new CairnError(ErrorCode.Rate, 'too many requests', { retryAfterSeconds })
    await answer()
  } finally {
    const { limit, remaining, resetsInMs } = await bucket.look()
    ctx.set('X-RateLimit-Limit', String(limit))
    ctx.set('X-RateLimit-Remaining', String(remaining))
    ctx.set('X-RateLimit-Reset', String(Math.ceil((deps.now() + resetsInMs) / 1000)))
  }
}

/** The same accounts for routes whose requests are counted here: theirs would count a second time. */
export function countedAccounts(account: AccountDeps): AccountDeps {
  const free: Limiter = {
    take: async () => null,
    look: async () => ({ limit: Infinity, remaining: Infinity, resetsInMs: 0 }),
  }
  return { ...account, limits: { ...account.limits, login: free, register: free } }
}

function bucketOf({ limits, messageQuota }: CountDeps, ctx: CairnContext): Bucket {
  const { path, method } = ctx
  const address = addressKey(callerOf(ctx).address)
  const isPost = method === 'POST'
  if (isPost && /^(\/api)?\/login$/.test(path)) return bucket(limits.login, address)
  if (isPost && /^(\/api)?\/register$/.test(path)) return bucket(limits.register, address)
  const userId = ctx.state.session?.userId
  // Refused anyway, and cheap.
  if (userId === undefined) return bucket(limits.general, `chattrix ${address}`)
  const isMessage = isPost && /^\/api\/conversations\/[^/]+\/messages$/.test(path)
  const isUpload = isPost && /^\/api\/(upload|user\/upload-avatar)$/.test(path)
  if (isUpload || (isMessage && ctx.is('multipart'))) return bucket(limits.upload, `account ${userId}`)
  if (isMessage) return messageBucket(() => messageQuota(userId))
  return bucket(limits.general, `chattrix ${userId}`)
}

function bucket(limiter: Limiter, key: string): Bucket {
  return { take: () => limiter.take(key), look: () => limiter.look(key) }
}

/** Refused before it is read when there is no room; else the admission counts it, and may still refuse. */
function messageBucket(state: () => LimitState): Bucket {
  return {
    take: async () => {
      const { remaining, resetsInMs } = state()
      return remaining > 0 ? null : Math.max(1, Math.ceil(resetsInMs / 1000))
    },
    look: async () => state(),
  }
}
