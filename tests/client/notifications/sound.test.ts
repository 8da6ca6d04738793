import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

let tones = 0
let nowMs = 0
let resumed = (): void => undefined

/** Suspended until somebody pressed something, as browsers have it. */
class FakeAudio {
  state = 'suspended'
  currentTime = 0
  destination = {}

  resume(): Promise<void> {
    return new Promise((resolve) => {
      resumed = () => {
        this.state = 'running'
        resolve()
      }
    })
  }

  createOscillator() {
    return { frequency: {}, connect: (to: unknown) => to, start: () => tones++, stop: () => undefined }
  }

  createGain() {
    const nothing = () => undefined
    const gain = { setValueAtTime: nothing, linearRampToValueAtTime: nothing, exponentialRampToValueAtTime: nothing }
    return { gain, connect: (to: unknown) => to }
  }
}

/** Each page has one context of its own. */
async function aPage(hasBeenActive: boolean | undefined) {
  vi.stubGlobal('navigator', { userActivation: hasBeenActive === undefined ? undefined : { hasBeenActive } })
  vi.resetModules()
  return import('../../../client/notifications/sound.ts')
}

beforeEach(() => {
  tones = 0
  nowMs = 0
  vi.stubGlobal('AudioContext', FakeAudio)
  vi.stubGlobal('performance', { now: () => nowMs })
})
afterEach(() => vi.unstubAllGlobals())

describe('[NF51] the sound of a page', () => {
  it('is heard where somebody has pressed something, though its first context starts suspended', async () => {
    const { canRing, ring } = await aPage(true)
    expect(canRing()).toBe(true)
    const done = ring()
    resumed()
    await done
    expect(tones).toBe(2)
    await ring()
    expect(tones).toBe(4)
  })

  it('comes not at all rather than late', async () => {
    const { ring } = await aPage(true)
    const done = ring()
    nowMs = 1_001
    resumed()
    await done
    expect(tones).toBe(0)
  })

  it.each([false, undefined])('is left to the system where that is not known to be so: %s', async (hasBeenActive) => {
    const { canRing } = await aPage(hasBeenActive)
    expect(canRing()).toBe(false)
  })

  it('is left to the system where the browser makes none', async () => {
    vi.stubGlobal('AudioContext', undefined)
    const { canRing } = await aPage(true)
    expect(canRing()).toBe(false)
  })
})
