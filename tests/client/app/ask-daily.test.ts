import { describe, expect, it } from 'vitest'
import { ASK_EVERY_MS, askDaily } from '../../../client/app/ask-daily.ts'
import { handTimers } from '../stores/support.ts'

function aPage() {
  let seen = () => {}
  return {
    visibilityState: 'visible' as DocumentVisibilityState,
    addEventListener: (_: string, listener: unknown) => void (seen = listener as () => void),
    removeEventListener: () => void (seen = () => {}),
    show(state: DocumentVisibilityState = 'visible') {
      this.visibilityState = state
      seen()
    },
  }
}

function start() {
  const timers = handTimers()
  const page = aPage()
  let nowMs = 1_000
  let asked = 0
  const ask = async () => void asked++
  const stop = askDaily(ask, () => nowMs, timers, page)
  return {
    page,
    stop,
    asked: () => asked,
    sleep: (ms: number) => void (nowMs += ms),
    pass(ms: number) {
      nowMs += ms
      timers.advance(ms)
    },
  }
}

describe('[UI6] whether the session lasts', () => {
  it('is asked at the start and once a day', () => {
    const { asked, pass } = start()
    expect(asked()).toBe(1)
    for (let hour = 1; hour < 24; hour++) pass(ASK_EVERY_MS / 24)
    expect(asked()).toBe(1)
    pass(ASK_EVERY_MS / 24)
    expect(asked()).toBe(2)
    for (let hour = 0; hour < 24; hour++) pass(ASK_EVERY_MS / 24)
    expect(asked()).toBe(3)
  })

  it('is asked when somebody looks after a longer sleep, and only then', () => {
    const { asked, sleep, page } = start()
    page.show()
    expect(asked()).toBe(1)
    sleep(ASK_EVERY_MS)
    page.show('hidden')
    expect(asked()).toBe(1)
    page.show()
    expect(asked()).toBe(2)
    page.show()
    expect(asked()).toBe(2)
  })

  it('is asked again with a clock that was set back', () => {
    const { asked, sleep, page } = start()
    sleep(-ASK_EVERY_MS)
    page.show()
    expect(asked()).toBe(2)
  })

  it('is asked no more when it is stopped', () => {
    const { asked, stop, pass, page } = start()
    stop()
    pass(2 * ASK_EVERY_MS)
    page.show()
    expect(asked()).toBe(1)
  })
})
