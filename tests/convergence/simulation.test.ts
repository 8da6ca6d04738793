/**
 * The real server and the real device core in one process, driven by a seed. A failing seed replays alone:
 * CAIRN_SEED=123 npx vitest run --project convergence tests/convergence/simulation.test.ts
 */
import { describe, expect, it } from 'vitest'
import { checkWorld } from '../support/simulation/sim-checks.ts'
import { SimWorld } from '../support/simulation/sim-world.ts'

const SEEDS = Number(process.env.CAIRN_SEEDS ?? 1_000)
const STEPS = Number(process.env.CAIRN_STEPS ?? 60)
const ONE = process.env.CAIRN_SEED
const CHUNK = 50

async function play(seed: number): Promise<string[]> {
  const world = new SimWorld(seed)
  await world.open()
  for (let i = 0; i < STEPS; i++) await world.step()
  const rested = await world.settle()
  const problems = checkWorld(world)
  return rested ? problems : [`does not come to rest`, ...problems]
}

describe('simulated histories', () => {
  const seeds = ONE ? [Number(ONE)] : Array.from({ length: SEEDS }, (_, i) => i + 1)
  for (let from = 0; from < seeds.length; from += CHUNK) {
    const chunk = seeds.slice(from, from + CHUNK)
    it(`[CV1] after any history everything is somewhere, once, and equal: seeds ${chunk[0]} to ${chunk.at(-1)}`, async () => {
      for (const seed of chunk) expect({ seed, problems: await play(seed) }).toEqual({ seed, problems: [] })
    })
  }
})
