/** Ids, limits, flags and times as several dialects take and give them. */
import { z } from 'zod'

/** UTC, `2026-03-08T10:00:00.000Z`. */
export const time = z.iso.datetime()

/** @param ms  since 1970 */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}

/** A positive integer in a path. */
export const idParam = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)

/** A positive integer id in a query or a body. */
export const id = z.int().positive()
export const idQuery = idParam

/** `limit` of a list: 1 or more, over `most` counts as `most` (DIALECTS.md, 10). */
export function limitQuery(fallback: number, most = 100) {
  return z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be a whole number from 1')
    .transform((text) => Math.min(Number(text), most))
    .default(fallback)
}

/** `true` or `false` in a query; 1 and 0 count too. */
export const flagQuery = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1')
  .default(false)
