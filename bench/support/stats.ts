/** Medians and percentiles. */

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** @param share in [0, 1] */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

export function round(value: number, digits = 2): string {
  return value.toFixed(digits)
}

export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en')
}
