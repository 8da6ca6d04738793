/**
 * The real server and the real device core in one process, driven by a seed. A failing seed replays alone:
 * CAIRN_SEED=123 npx vitest run --project convergence tests/convergence/simulation.test.ts
 */
import { expect, it } from 'vitest'
import { checkWorld } from '../support/simulation/sim-checks.ts'
import { SimWorld } from '../support/simulation/sim-world.ts'

const SEEDS = Number(process.env.CAIRN_SEEDS ?? 1_000)
const STEPS = Number(process.env.CAIRN_STEPS ?? 60)
const ONE = process.env.CAIRN_SEED
/**
 * Histories of a run that may still fail: an open defect (docs/decisions/0006), counted and printed, never hidden. The
 * same seeds fail each time; a change of the code deals the histories anew. To become 0.
 */
const OPEN_PER_THOUSAND = 12

async function play(seed: number): Promise<string[]> {
  const world = new SimWorld(seed)
  await world.open()
  for (let i = 0; i < STEPS; i++) await world.step()
  const rested = await world.settle()
  const problems = checkWorld(world)
  return rested ? problems : [`does not come to rest`, ...problems]
}

it('[CV1] [CV2] [CV3] [CV4] [CV5] after any history everything is somewhere, once, and equal', async () => {
  const seeds = ONE ? [Number(ONE)] : Array.from({ length: SEEDS }, (_, i) => i + 1)
  const failed: { seed: number; problems: string[] }[] = []
  for (const seed of seeds) {
    const problems = await play(seed)
    if (problems.length > 0) failed.push({ seed, problems })
  }
  console.log(`${seeds.length} histories, ${failed.length} failed`, JSON.stringify(failed, null, 1).slice(0, 4_000))
  expect(failed.length).toBeLessThanOrEqual(ONE ? 0 : Math.ceil((seeds.length * OPEN_PER_THOUSAND) / 1_000))
}, 1_500_000)
