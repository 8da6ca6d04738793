/**
 * Plays histories, one a seed. A failing seed replays alone:
 * CAIRN_SEED=123 npx vitest run --project convergence simulation
 * Other and longer runs: CAIRN_FIRST is the first seed, CAIRN_SEEDS their number, CAIRN_STEPS the length of a history.
 */
import { checkWorld } from './sim-checks.ts'
import { SimWorld } from './sim-world.ts'

const FIRST = Number(process.env.CAIRN_FIRST ?? 1)
const SEEDS = Number(process.env.CAIRN_SEEDS ?? 500)
const STEPS = Number(process.env.CAIRN_STEPS ?? 60)
const ONE = process.env.CAIRN_SEED
/** Milliseconds for one history on a machine that has much else to do. */
const LONGEST_MS = 3_000

/** For all that one call plays. */
export const PLAY_MS = Math.max(SEEDS * LONGEST_MS, 60_000)

/** @param part  the even or the odd seeds: halves run beside each other. @returns the seeds that failed, after telling why */
export async function playSeeds(part: 'even' | 'odd'): Promise<number[]> {
  const all = ONE ? [Number(ONE)] : Array.from({ length: SEEDS }, (_, i) => FIRST + i)
  const seeds = all.filter((seed) => seed % 2 === (part === 'even' ? 0 : 1))
  const failed: { seed: number; problems: string[] }[] = []
  for (const seed of seeds) {
    const problems = await play(seed)
    if (problems.length > 0) failed.push({ seed, problems })
  }
  console.log(
    `${seeds.length} ${part} histories, ${failed.length} failed`,
    JSON.stringify(failed, null, 1).slice(0, 4_000),
  )
  return failed.map(({ seed }) => seed)
}

async function play(seed: number): Promise<string[]> {
  const world = new SimWorld(seed)
  await world.open()
  for (let i = 0; i < STEPS; i++) await world.step()
  return [...(await world.settle()), ...checkWorld(world)]
}
