/** Row: Lighthouse as a phone, on the sign-in page of a new device and on a chat of a device that holds everything. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import lighthouse, { type Flags } from 'lighthouse'
import { plainMinimum } from '../support/limit-figure.ts'
import { inBrowser } from '../support/probed-page.ts'
import type { Figure, Row } from '../support/row.ts'
import { median } from '../support/stats.ts'
import { syncedReader } from '../support/synced-reader.ts'
import { freePort } from '../../tests/support/process-clients.ts'
import { ROUNDS } from '../support/web-sizes.ts'

const LEAST = { performance: 90, accessibility: 100, 'best-practices': 100 } as const
type Category = keyof typeof LEAST
const CATEGORIES = Object.keys(LEAST) as Category[]

interface Scores {
  readonly scores: Record<Category, number>
  /** Audits that cost points, by category. */
  readonly lost: Record<Category, string[]>
}

export const lighthouseRow: Row = {
  name: 'lighthouse',
  async run() {
    const reader = await syncedReader()
    const [signIn, chat]: [Scores[], Scores[]] = [[], []]
    await reader.withServer(async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const profile = mkdtempSync(join(tmpdir(), 'bench-lighthouse-'))
        signIn.push(await auditIn(profile, `${reader.url}/`, false))
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
        chat.push(await reader.onCopy((copy) => auditIn(copy, `${reader.url}/#/c/${reader.big}`, true)))
      }
    })
    return [...figuresOf('sign-in', signIn), ...figuresOf('a signed-in chat', chat)]
  },
}

function figuresOf(page: string, runs: readonly Scores[]): Figure[] {
  return CATEGORIES.map((category) => {
    const score = median(runs.map(({ scores }) => scores[category]))
    const lost = [...new Set(runs.flatMap((run) => run.lost[category]))].join(', ')
    return plainMinimum(`lighthouse, ${page}, ${category}`, score, LEAST[category], lost && `lost on ${lost}`)
  })
}

async function auditIn(profile: string, url: string, isSignedIn: boolean): Promise<Scores> {
  const port = await freePort()
  return inBrowser(profile, () => audit(url, { port, disableStorageReset: isSignedIn }), [
    `--remote-debugging-port=${port}`,
  ])
}

async function audit(url: string, flags: Flags): Promise<Scores> {
  const result = await lighthouse(url, { ...flags, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES })
  if (!result) throw new Error('lighthouse gave no result')
  const { categories, audits, runtimeError } = result.lhr
  if (runtimeError) throw new Error(runtimeError.message)
  const lostOf = (category: Category) =>
    (categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`.trim())
  const each = <T>(of: (category: Category) => T) =>
    Object.fromEntries(CATEGORIES.map((category) => [category, of(category)])) as Record<Category, T>
  return { scores: each((category) => Math.round((categories[category]?.score ?? 0) * 100)), lost: each(lostOf) }
}
