/** The real server and the real device core in one process, driven by a seed: the odd ones (tests/support/simulation/play-seeds.ts). */
import { expect, it } from 'vitest'
import { PLAY_MS, playSeeds } from '../support/simulation/play-seeds.ts'

it(
  '[CV1] [CV2] [CV3] [CV4] [CV5] [CV6] after any history everything is somewhere, once, and equal',
  async () => expect(await playSeeds('odd')).toEqual([]),
  PLAY_MS,
)
