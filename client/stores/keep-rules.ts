/** Which media this device keeps, and which go first (docs/behaviour.md, MV8-MV12, MV92). Pure. */

import type { KeptPart, MediaPart } from '../persistence/media-disk.ts'

/** What is kept by itself once it was shown: never more than thumbnails, files of up to `SMALL_BYTES` too, or everything. */
export type KeepRule = 'thumbnails' | 'small' | 'all'

export interface MediaSettings {
  readonly keep: KeepRule
  /** Of all media together. */
  readonly limitBytes: number
}

export const SMALL_BYTES = 5_000_000
export const DEFAULT_LIMIT_BYTES = 1_000_000_000
/** To choose from, ascending. */
export const LIMITS_BYTES: readonly number[] = [250_000_000, DEFAULT_LIMIT_BYTES, 4_000_000_000, 16_000_000_000]
export const MIN_LIMIT_BYTES = 10_000_000
/** From this part of what the browser gives on, no media are added: the rest is for what people write. */
export const STORAGE_NEAR = 0.8

export const DEFAULT_SETTINGS: MediaSettings = { keep: 'small', limitBytes: DEFAULT_LIMIT_BYTES }

/**
 * Whether a part is fetched and kept without anyone pressing a button.
 *
 * @param savesData  the browser was asked to be sparing: nothing but thumbnails comes by itself
 */
export function isWanted(part: MediaPart, bytes: number, keep: KeepRule, savesData: boolean): boolean {
  if (part === 'thumb') return true
  if (savesData || keep === 'thumbnails') return false
  return keep === 'all' || bytes <= SMALL_BYTES
}

/** Whether `bytes` more may be put on this device. A browser that tells nothing is believed to have room. */
export function hasRoom(bytes: number, estimate: { readonly usage?: number; readonly quota?: number }): boolean {
  const { usage = 0, quota = 0 } = estimate
  return quota === 0 || usage + bytes < quota * STORAGE_NEAR
}

/**
 * What goes so that the rest is within the limit: whole files before thumbnails, of each the least recently seen first.
 *
 * @returns in the order in which they go
 */
export function overLimit(kept: readonly KeptPart[], limitBytes: number): KeptPart[] {
  let over = kept.reduce((sum, { bytes }) => sum + bytes, 0) - limitBytes
  const gone: KeptPart[] = []
  for (const one of inOrderOfLeaving(kept)) {
    if (over <= 0) break
    gone.push(one)
    over -= one.bytes
  }
  return gone
}

function inOrderOfLeaving(kept: readonly KeptPart[]): KeptPart[] {
  const rank = ({ part }: KeptPart) => (part === 'whole' ? 0 : 1)
  return [...kept].sort((a, b) => rank(a) - rank(b) || a.seenAt - b.seenAt || (a.key < b.key ? -1 : 1))
}

/** What was written down, made whole again. */
export function readSettings(text: string | null): MediaSettings {
  try {
    const { keep, limitBytes } = JSON.parse(text ?? '{}') as Partial<MediaSettings>
    const rule = keep === 'thumbnails' || keep === 'small' || keep === 'all' ? keep : DEFAULT_SETTINGS.keep
    const isLimit = typeof limitBytes === 'number' && limitBytes >= MIN_LIMIT_BYTES
    return { keep: rule, limitBytes: isLimit ? limitBytes : DEFAULT_LIMIT_BYTES }
  } catch {
    return DEFAULT_SETTINGS
  }
}
