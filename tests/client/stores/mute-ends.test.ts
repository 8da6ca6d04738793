import { describe, expect, it } from 'vitest'
import { MuteEnds } from '../../../client/stores/mute-ends.ts'
import { aRidge, NIGHT, NOW, WITH_BEN } from '../../../client/fixtures/ridge.ts'
import { handTimers, openStores, watch } from './support.ts'

const HOUR = 3_600_000

describe('[UI190] a mute that was chosen for a time', () => {
  function muted(chat: typeof NIGHT, endMs: number) {
    const opened = openStores(aRidge().prefs(chat, { muted: endMs }).read(chat, 0))
    const row = () => opened.stores.chats.view.byId.get(chat)
    const pass = (ms: number) => {
      opened.device.advance(ms)
      opened.timers.advance(ms)
    }
    return { ...opened, row, pass }
  }

  it('ends in the list and in the chat when it is over, though nothing else happens', () => {
    const { stores, row, pass } = muted(NIGHT, NOW + HOUR)
    const list = watch(stores.chats)
    const chat = watch(stores.chat(NIGHT))
    expect([row()?.isMuted, stores.chat(NIGHT).view.isMuted]).toEqual([true, true])
    pass(HOUR - 1)
    expect(row()?.isMuted).toBe(true)
    const [before, beforeChat] = [list.calls, chat.calls]
    pass(1)
    expect([list.calls, chat.calls]).toEqual([before + 1, beforeChat + 1])
    expect([row()?.isMuted, row()?.mutedUntil, stores.chat(NIGHT).view.isMuted]).toEqual([false, null, false])
  })

  it('counts again then: its unread direct messages stand on the badge', () => {
    const { stores, row, pass } = muted(WITH_BEN, NOW + HOUR)
    watch(stores.chats)
    const before = stores.chats.view.badge
    expect(row()!.unread).toBeGreaterThan(row()!.mentions)
    pass(HOUR)
    expect(stores.chats.view.badge).toBe(before + row()!.unread - row()!.mentions)
  })

  it('ends when somebody comes back to a page that slept', () => {
    const { device, stores, row } = muted(NIGHT, NOW + HOUR)
    watch(stores.chats)
    watch(stores.chat(NIGHT))
    expect([row()?.isMuted, stores.chat(NIGHT).view.isMuted]).toEqual([true, true])
    device.advance(2 * HOUR)
    stores.mutes.look()
    expect([row()?.isMuted, stores.chat(NIGHT).view.isMuted]).toEqual([false, false])
  })
})

it('[UI190] the earliest of several comes first, and one that is further away than a timer can wait, in its time', () => {
  const timers = handTimers()
  let nowMs = 0
  const mutes = new MuteEnds({ now: () => nowMs }, timers)
  const over: string[] = []
  const longest = 2 ** 31 - 1
  mutes.after(2 * longest, () => over.push('late'))
  mutes.after(HOUR, () => over.push('soon'))
  const stop = mutes.after(HOUR - 1, () => over.push('never'))
  stop()
  const pass = (ms: number) => {
    nowMs += ms
    timers.advance(ms)
  }
  pass(HOUR)
  expect(over).toEqual(['soon'])
  pass(longest)
  expect(over).toEqual(['soon'])
  pass(longest - HOUR)
  expect(over).toEqual(['soon', 'late'])
})
