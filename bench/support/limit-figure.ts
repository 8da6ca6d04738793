/** A figure that stands alone: medians at 4x and 1x beside their limits, as UI.md gives them. */
import type { Figure } from './row.ts'
import { median, round } from './stats.ts'
import { SPEEDS, type Limits, type Speed } from './web-sizes.ts'

/** What was measured at each speed, once a round. */
export type Measured = Readonly<Record<Speed, readonly number[]>>

export interface LimitFigure {
  readonly what: string
  /** Held to the limit: the median of the rounds, or, where none may be over it, the largest of them. */
  readonly held?: 'median' | 'largest'
  readonly measured: Measured
  readonly limits: Limits
  readonly unit: string
  readonly digits?: number
  readonly note?: string
  /** What this machine takes for the least that there is, in the same rounds. The limit stands all the same. */
  readonly least?: Measured
}

export function limitFigure({ held = 'median', ...figure }: LimitFigure): Figure {
  const { what, measured, limits, unit, digits = 0, note, least } = figure
  const medians = (of: Measured) => SPEEDS.map((speed) => median(of[speed])) as [number, number]
  const largest = (of: Measured) => SPEEDS.map((speed) => Math.max(...of[speed])) as [number, number]
  const shownOf = ([slow, full]: [number, number]) => `${round(slow, digits)} (${round(full, digits)}) ${unit}`.trim()
  const [slow, full] = held === 'median' ? medians(measured) : largest(measured)
  const isWithin = (speed: Speed, value: number) => value <= limits[speed]
  const shown = shownOf([slow, full])
  return {
    what,
    baseline: least ? shownOf(medians(least)) : '-',
    measured: shown,
    ratio: shown,
    limit: `<= ${limits[4]} (${limits[1]}) ${unit}`.trim(),
    ok: isWithin(4, slow) && isWithin(1, full),
    note: [note, `at 4x: ${all(measured[4], digits)}; at 1x: ${all(measured[1], digits)}`].filter(Boolean).join('; '),
  }
}

/** One value against one limit, whatever the speed. */
export function plainFigure(
  what: string,
  value: number,
  limit: number,
  unit: string,
  note?: string,
  digits = 0,
): Figure {
  const shown = `${round(value, digits)} ${unit}`.trim()
  return {
    ...{ what, baseline: '-', measured: shown, ratio: shown, note },
    limit: `<= ${limit} ${unit}`.trim(),
    ok: value <= limit,
  }
}

/** A score that is to be at least so much. */
export function plainMinimum(what: string, value: number, least: number, note?: string): Figure {
  return {
    ...{ what, baseline: '-', measured: round(value, 0), ratio: round(value, 0), note },
    limit: `>= ${least}`,
    ok: value >= least,
  }
}

function all(values: readonly number[], digits: number): string {
  return values.map((value) => round(value, digits)).join(', ')
}
