/** How much is sent at once, and how long to wait after trouble (docs/behaviour.md, UQ12, UQ13). Pure. */

export const FIRST_CHUNK_BYTES = 131_072
const LEAST_CHUNK_BYTES = 32_768
/** Proxies commonly take no larger body. */
const MOST_CHUNK_BYTES = 1_000_000
const QUICK_MS = 2_000
const SLOW_MS = 20_000
const FIRST_AGAIN_MS = 1_000
const LAST_AGAIN_MS = 60_000

/** The next piece, after one of `bytes` took `ms`: on a quick link few requests, on a thin one little to lose behind a proxy that holds bodies back. */
export function nextChunkBytes(bytes: number, ms: number): number {
  if (ms < QUICK_MS) return Math.min(bytes * 2, MOST_CHUNK_BYTES)
  return ms > SLOW_MS ? Math.max(Math.floor(bytes / 2), LEAST_CHUNK_BYTES) : bytes
}

/** @param attempt  0 = the first failure @param random  in [0, 1) */
export function againAfterMs(attempt: number, random: number): number {
  const ms = Math.min(FIRST_AGAIN_MS * 2 ** Math.min(attempt, 10), LAST_AGAIN_MS)
  return Math.round(ms * (0.75 + random / 4))
}
