/** How often the screen is told of what arrives. */
import { beforeEach, describe, expect, it } from 'vitest'
import { TellPace } from '../../../client/sync/tell-pace.ts'
import { ClientWorld } from '../../support/client-world.ts'

describe('[OB39] telling of what changed', () => {
  let world: ClientWorld
  let pace: TellPace
  let told: number[]
  /** What a telling takes. */
  let takesMs: number

  beforeEach(() => {
    world = new ClientWorld({ connect: () => ({ message() {}, closed() {} }) })
    told = []
    takesMs = 0
    const began = world.nowMs
    pace = new TellPace({ now: () => world.nowMs, schedule: (ms, run) => world.schedule(ms, run) }, () => {
      told.push(world.nowMs - began)
      world.nowMs += takesMs
    })
  })

  /** Something arrives each 10 ms. */
  async function arriving(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += 10) {
      pace.later()
      await world.advance(10)
    }
  }

  it('is done once a turn, and at once where it takes no time', async () => {
    pace.later()
    pace.soon()
    pace.later()
    await world.settle()
    expect(told).toEqual([0])
    await arriving(50)
    expect(told).toEqual([0, 0, 10, 20, 30, 40])
  })

  it('rests three times as long as it took, a second at most', async () => {
    takesMs = 40
    await arriving(400)
    expect(told).toEqual([0, 160, 320])
    await world.advance(1_000)
    takesMs = 2_000
    pace.later()
    await world.settle()
    const known = told.length
    await arriving(990)
    expect(told).toHaveLength(known)
    await world.advance(10)
    expect(told).toHaveLength(known + 1)
  })

  it('does not wait with what was written here, and tells what arrived with it', async () => {
    takesMs = 40
    await arriving(20)
    const before = told.length
    pace.later()
    pace.soon()
    await world.settle()
    expect(told).toHaveLength(before + 1)
    takesMs = 0
    await world.advance(1_000)
    expect(told).toHaveLength(before + 1)
  })

  it('rests no longer when the clock is set back', async () => {
    takesMs = 100
    await arriving(10)
    world.nowMs -= 86_400_000
    pace.later()
    await world.advance(1_000)
    expect(told).toHaveLength(2)
  })
})
