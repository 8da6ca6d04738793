/** Prints figures as one table, and what is to be known of each below it. */
import type { Figure } from './row.ts'

const HEAD = ['row', 'baseline', 'measured', 'ratio', 'limit', '']

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map((f) => [f.what, f.baseline, f.measured, f.ratio, f.limit, f.ok ? 'ok' : 'missed'])
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  console.log([line(HEAD), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n'))
  for (const { what, note } of figures) if (note) console.log(`  ${what}: ${note}`)
}
