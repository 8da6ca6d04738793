/** How loud a sound is over its time, as bars (docs/behaviour.md, MV6). Pure. */

/** What a recording is told with; the register takes 200. */
export const WAVEFORM_POINTS = 64
const LOUDEST = 100

/**
 * @param levels  as measured, any length, 0 to 1
 * @returns whole numbers from 0 to 100, at most `points`, the loudest of each stretch; [] of nothing
 */
export function waveformOf(levels: readonly number[], points = WAVEFORM_POINTS): number[] {
  return resample(levels, Math.min(points, levels.length)).map((level) =>
    Math.round(Math.min(1, Math.max(0, level)) * LOUDEST),
  )
}

/**
 * @param waveform  whole numbers of any scale: other programs measure otherwise
 * @returns exactly `count` heights from 0 to 1, of which the highest is 1; all low where nothing is known
 */
export function barsOf(waveform: readonly number[], count: number): number[] {
  const top = Math.max(0, ...waveform)
  if (top === 0) return Array.from({ length: count }, () => 0)
  return resample(waveform, count).map((level) => Math.max(0, level) / top)
}

/** The largest value of each stretch; a value stands for several bars where there are fewer. */
function resample(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, n) => {
    const from = Math.floor((n * values.length) / count)
    const to = Math.max(from + 1, Math.floor(((n + 1) * values.length) / count))
    return Math.max(...values.slice(from, to))
  })
}
