/** Row: messages a second that are on disk before they are acknowledged, 20 people writing, against bare SQLite. */
import { measureCommits, type Commits } from '../support/bare-sqlite.ts'
import { startFanOut, type Measured } from '../support/fan-out.ts'
import type { Row } from '../support/row.ts'
import { grouped, median, round } from '../support/stats.ts'

const ROUNDS = 5
const WRITERS = 20
const SQLITE_MS = 1_000
const LOAD = { t: 'saturate', writers: WRITERS, ms: 2_000 } as const
const LIMIT = 5
const ENOUGH = 20_000

export const durableWrites: Row = {
  name: 'durable-writes',
  async run() {
    const setup = await startFanOut(WRITERS)
    const bare: Commits[] = []
    const cairn: Measured[] = []
    try {
      await setup.measure('cairn', LOAD)
      for (let n = 0; n < ROUNDS; n++) {
        bare.push(measureCommits(SQLITE_MS))
        cairn.push(await setup.measure('cairn', LOAD))
      }
    } finally {
      await setup.end()
    }
    const commits = median(bare.map((b) => b.perSecond))
    const messages = median(cairn.map((m) => (m.settled * 1_000) / m.ms))
    const ratio = messages / commits
    return [
      {
        what: 'durable messages accepted a second, 20 writers',
        baseline: grouped(commits),
        measured: grouped(messages),
        ratio: `${round(ratio)} x`,
        limit: `>= ${LIMIT} x or ${grouped(ENOUGH)}`,
        ok: ratio >= LIMIT || messages >= ENOUGH,
        note: `server busy ${round(100 * median(cairn.map((m) => m.serverBusy)), 0)} % of a core`,
      },
    ]
  },
}
