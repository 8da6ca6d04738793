/** Row: one message to 100 devices, at 50 messages a second and at saturation, against a bare relay. */
import { measureCommits } from '../support/bare-sqlite.ts'
import { startFanOut, type FanOut, type Measured, type Side } from '../support/fan-out.ts'
import type { Figure, Row } from '../support/row.ts'
import { grouped, median, round } from '../support/stats.ts'

const ROUNDS = 3
const STEADY = { t: 'steady', perSecond: 50, ms: 6_000 } as const
const SATURATION = { t: 'saturate', writers: 100, ms: 4_000 } as const
const SQLITE_MS = 500
const WARM_MS = 6_000
type Load = typeof STEADY | typeof SATURATION

export const fanOut: Row = {
  name: 'fan-out',
  async run() {
    const setup = await startFanOut()
    try {
      // Once each before it counts: compiled code is what a running server has.
      for (const side of ['bare', 'cairn'] as const) await setup.measure(side, { ...SATURATION, ms: WARM_MS })
      const full = await rounds(setup, SATURATION)
      const steady = await rounds(setup, STEADY)
      const flushMs = measureCommits(SQLITE_MS).medianMs
      return [
        cpuFigure('server CPU per 1,000 deliveries, 50 msg/s', steady, 1.3),
        cpuFigure('server CPU per 1,000 deliveries, saturation', full, 0.5),
        rateFigure(full),
        latencyFigure(steady, flushMs),
      ]
    } finally {
      await setup.end()
    }
  },
}

type Rounds = Record<Side, Measured[]>

async function rounds(setup: FanOut, load: Load): Promise<Rounds> {
  const measured: Rounds = { bare: [], cairn: [] }
  for (let n = 0; n < ROUNDS; n++) {
    for (const side of ['bare', 'cairn'] as const) measured[side].push(await setup.measure(side, load))
  }
  return measured
}

const busy = (side: Measured[]) => `${round(100 * median(side.map((m) => m.serverBusy)), 0)} % of a core`

function cpuFigure(what: string, { bare, cairn }: Rounds, limit: number): Figure {
  const [baseline, measured] = [bare, cairn].map((side) => median(side.map((m) => m.cpuMsPerThousand))) as [
    number,
    number,
  ]
  const ratio = measured / baseline
  return {
    what,
    baseline: `${round(baseline)} ms`,
    measured: `${round(measured)} ms`,
    ratio: `${round(ratio)} x`,
    limit: `<= ${limit} x`,
    ok: ratio <= limit,
    note: `relay busy ${busy(bare)}, server ${busy(cairn)}`,
  }
}

function rateFigure({ bare, cairn }: Rounds): Figure {
  const rate = (side: Measured[]) => median(side.map((m) => (m.deliveries * 1_000) / m.ms))
  const ratio = rate(cairn) / rate(bare)
  return {
    what: 'deliveries a second at saturation',
    baseline: grouped(rate(bare)),
    measured: grouped(rate(cairn)),
    ratio: `${round(ratio)} x`,
    limit: '>= 2 x',
    ok: ratio >= 2,
    note: `${grouped(rate(cairn) / 100)} messages a second`,
  }
}

/** Stored first: a delivery waits for the disk, so one flush is part of what it is measured against. */
function latencyFigure({ bare, cairn }: Rounds, flushMs: number): Figure {
  const p99 = (side: Measured[]) => median(side.map((m) => m.p99Ms))
  const baseline = flushMs + p99(bare)
  const limit = 1.5 * baseline + 2
  return {
    what: 'delivery p99 at 50 msg/s, stored first',
    baseline: `${round(baseline)} ms`,
    measured: `${round(p99(cairn))} ms`,
    ratio: `${round((p99(cairn) - 2) / baseline)} x + 2 ms`,
    limit: '<= 1.5 x + 2 ms',
    ok: p99(cairn) <= limit,
    note: `baseline: a flush of ${round(flushMs)} ms and the relay's ${round(p99(bare))} ms`,
  }
}
