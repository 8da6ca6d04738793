/** Parts of the built web app beside their budgets, which stand in tests/support/app-files.ts. */
import { APP_BUDGETS, weighApp, type AppPart } from '../../tests/support/app-files.ts'
import type { Figure } from './row.ts'
import { round } from './stats.ts'

const NAMES: Readonly<Record<AppPart, string>> = {
  firstList: 'JavaScript to the first usable list, gzip',
  entry: 'JavaScript of the entry, gzip',
  allScripts: 'JavaScript kept offline, all of it, gzip',
  largestScript: 'the largest chunk, gzip',
  styles: 'style sheets, gzip',
  images: 'images',
  fonts: 'fonts',
}

export function assetFigures(parts: readonly AppPart[]): Figure[] {
  const weights = weighApp()
  return parts.map((part) => {
    const { bytes, files } = weights[part]
    const shown = (amount: number) => (part === 'fonts' ? `${amount} files` : `${round(amount / 1_000, 1)} kB`)
    return {
      what: NAMES[part],
      baseline: '-',
      measured: shown(bytes),
      ratio: shown(bytes),
      limit: `<= ${shown(APP_BUDGETS[part])}`,
      ok: bytes <= APP_BUDGETS[part],
      note: files.length === 1 ? files[0] : `${files.length} files`,
    }
  })
}
