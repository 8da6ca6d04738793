/** Where an arrow leads in a list of options: round its ends, and into it from the box (-1). null = the key does not walk. */
export function walkOptions(key: string, active: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (active + 1) % count
  return key === 'ArrowUp' ? (Math.max(0, active) - 1 + count) % count : null
}
