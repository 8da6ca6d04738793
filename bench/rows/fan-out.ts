/** Row: one message to 100 devices, at 50 messages a second and at saturation, against a bare relay. */
import { startFanOut, type FanOut, type Measured, type Side } from '../support/fan-out.ts'
import type { Figure, Row } from '../support/row.ts'
import { grouped, median, round } from '../support/stats.ts'

const ROUNDS = 3
const STEADY = { t: 'steady', perSecond: 50, ms: 6_000 } as const
const SATURATION = { t: 'saturate', writers: 100, ms: 4_000 } as const
type Load = typeof STEADY | typeof SATURATION

export const fanOut: Row = {
  name: 'fan-out',
  async run() {
    const setup = await startFanOut()
    try {
      // Once each before it counts: compiled code is what a running server has.
      for (const side of ['bare', 'cairn'] as const) await setup.measure(side, { ...SATURATION, ms: 2_000 })
      const steady = await rounds(setup, STEADY)
      const full = await rounds(setup, SATURATION)
      return [
        cpuFigure('server CPU per 1,000 deliveries, 50 msg/s', steady, 1.3),
        cpuFigure('server CPU per 1,000 deliveries, saturation', full, 0.5),
        rateFigure(full),
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
