/**
 * The real server and the real device core in one process, driven by a seed. A failing seed replays alone:
 * CAIRN_SEED=123 npx vitest run --project convergence tests/convergence/simulation.test.ts
 * Other and longer runs: CAIRN_FIRST is the first seed, CAIRN_SEEDS their number, CAIRN_STEPS the length of a history.
 */
import { expect, it } from 'vitest'
import { checkWorld } from '../support/simulation/sim-checks.ts'
import { SimWorld } from '../support/simulation/sim-world.ts'

const FIRST = Number(process.env.CAIRN_FIRST ?? 1)
const SEEDS = Number(process.env.CAIRN_SEEDS ?? 1_000)
const STEPS = Number(process.env.CAIRN_STEPS ?? 60)
const ONE = process.env.CAIRN_SEED
/** Milliseconds for one history on a machine that has much else to do. */
const LONGEST_MS = 3_000

async function play(seed: number): Promise<string[]> {
  const world = new SimWorld(seed)
  await world.open()
  for (let i = 0; i < STEPS; i++) await world.step()
  return [...(await world.settle()), ...checkWorld(world)]
}

it(
  '[CV1] [CV2] [CV3] [CV4] [CV5] [CV6] after any history everything is somewhere, once, and equal',
  async () => {
    const seeds = ONE ? [Number(ONE)] : Array.from({ length: SEEDS }, (_, i) => FIRST + i)
    const failed: { seed: number; problems: string[] }[] = []
    for (const seed of seeds) {
      const problems = await play(seed)
      if (problems.length > 0) failed.push({ seed, problems })
    }
    console.log(`${seeds.length} histories, ${failed.length} failed`, JSON.stringify(failed, null, 1).slice(0, 4_000))
    expect(failed.map(({ seed }) => seed)).toEqual([])
  },
  Math.max(SEEDS * LONGEST_MS, 60_000),
)
