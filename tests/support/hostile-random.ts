/** Chance from one seed, for the runs that print it. */
import { seededRandom } from './core-harness.ts'

export interface Dice {
  /** Uniform integer in [0, n). */
  below(n: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
}

export function dice(seed: number): Dice {
  const random = seededRandom(seed)
  const below = (n: number) => Math.floor(random() * n)
  return {
    below,
    chance: (probability) => random() < probability,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
  }
}

/** A positive integer from the environment, so that a nightly run can be longer. */
export function countFrom(name: string, fallback: number): number {
  const given = Number(process.env[name] ?? fallback)
  if (!Number.isInteger(given) || given < 0) throw new Error(`${name} must be a whole number`)
  return given
}
