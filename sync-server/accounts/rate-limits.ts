/** How many of a kind in a minute (AU20; DIALECTS.md, 12). In memory: a restart forgives. */
import { isIP } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimitConfig } from '../config.ts'

export interface Limiter {
  /** @returns null when there was room, else the whole seconds to wait, at least 1 */
  take(key: string): Promise<number | null>
  /** What is left, without taking any. */
  look(key: string): Promise<LimitState>
}

export interface LimitState {
  /** In a minute. */
  readonly limit: number
  readonly remaining: number
  /** Milliseconds until all of it is there again. */
  readonly resetsInMs: number
}

export type RateLimits = Readonly<Record<keyof RateLimitConfig, Limiter>>

export function openRateLimits(config: RateLimitConfig): RateLimits {
  const limiters = Object.entries(config).map(([name, points]) => [name, limiter(name, points as number)] as const)
  return Object.fromEntries(limiters) as unknown as RateLimits
}

function limiter(name: string, points: number): Limiter {
  const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: 60 })
  return {
    take: async (key) => {
      try {
        await memory.consume(key)
        return null
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
        throw refusal
      }
    },
    look: async (key) => {
      const used = await memory.get(key)
      const remaining = Math.max(0, points - (used?.consumedPoints ?? 0))
      return { limit: points, remaining, resetsInMs: used?.msBeforeNext ?? 0 }
    },
  }
}

/**
 * Under which key an address counts: IPv4 whole, also when written inside IPv6; of IPv6 the first 64 bits, since a
 * household or a rented server has all addresses below those.
 */
export function addressKey(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail = ''] = plain.split('::')
  const start = head.split(':').filter(Boolean)
  const end = tail.split(':').filter(Boolean)
  const gap: string[] = plain.includes('::') ? Array<string>(8 - start.length - end.length).fill('0') : []
  const groups = [...start, ...gap, ...end].map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
  return `${groups.slice(0, 4).join(':')}::/64`
}
