import { expect, it } from 'vitest'
import { READ_MS, ReadTracker } from '../../../client/components/chat/read-tracker.ts'
import type { Timers } from '../../../client/stores/store.ts'

function aTracker() {
  let now = 0
  let waiting: { at: number; run: () => void }[] = []
  const timers: Timers = {
    after(ms, run) {
      const timer = { at: now + ms, run }
      waiting.push(timer)
      return () => void (waiting = waiting.filter((other) => other !== timer))
    },
  }
  const read: [number, string][] = []
  const tracker = new ReadTracker(timers, (seq, id) => read.push([seq, id]))
  tracker.startAt(10)
  tracker.setFocused(true)
  const advance = (ms: number) => {
    now += ms
    const due = waiting.filter(({ at }) => at <= now)
    waiting = waiting.filter(({ at }) => at > now)
    due.forEach(({ run }) => run())
  }
  return { tracker, read, advance }
}

it('a message is read after a second in view', () => {
  const { tracker, read, advance } = aTracker()
  tracker.setVisible('a', 11, true)
  advance(READ_MS - 1)
  expect(read).toEqual([])
  advance(1)
  expect(read).toEqual([[11, 'a']])
})

it('the highest of those in view is told, once', () => {
  const { tracker, read, advance } = aTracker()
  tracker.setVisible('b', 12, true)
  tracker.setVisible('a', 11, true)
  advance(READ_MS)
  advance(READ_MS)
  expect(read).toEqual([[12, 'b']])
})

it('one that left the view in time is not read', () => {
  const { tracker, read, advance } = aTracker()
  tracker.setVisible('a', 11, true)
  advance(READ_MS - 1)
  tracker.setVisible('a', 11, false)
  advance(READ_MS)
  expect(read).toEqual([])
})

it('nothing is read while the window has no focus; the second begins when it comes back', () => {
  const { tracker, read, advance } = aTracker()
  tracker.setVisible('a', 11, true)
  tracker.setFocused(false)
  advance(READ_MS * 5)
  expect(read).toEqual([])
  tracker.setFocused(true)
  advance(READ_MS)
  expect(read).toEqual([[11, 'a']])
})

it('what was read before, and what is pending, is never told', () => {
  const { tracker, read, advance } = aTracker()
  tracker.setVisible('old', 10, true)
  tracker.setVisible('pending', 0, true)
  advance(READ_MS * 2)
  expect(read).toEqual([])
})

it('one that came into view later has its own second', () => {
  const { tracker, read, advance } = aTracker()
  tracker.setVisible('a', 11, true)
  advance(READ_MS / 2)
  tracker.setVisible('b', 12, true)
  advance(READ_MS / 2)
  expect(read).toEqual([[11, 'a']])
  advance(READ_MS)
  expect(read).toEqual([
    [11, 'a'],
    [12, 'b'],
  ])
})

it('[MG19] what was marked as unread stays so until it is let go', () => {
  const { tracker, read, advance } = aTracker()
  tracker.setVisible('a', 11, true)
  tracker.hold(11)
  tracker.setVisible('b', 12, true)
  advance(READ_MS * 2)
  expect(read).toEqual([])
  tracker.release()
  tracker.setVisible('c', 13, true)
  advance(READ_MS)
  expect(read).toEqual([[13, 'c']])
})

it('[UI55] what was read before it was marked unread is read again once it is let go', () => {
  const { tracker, read, advance } = aTracker()
  tracker.setVisible('b', 12, true)
  advance(READ_MS)
  tracker.hold(11)
  tracker.release()
  tracker.setVisible('b', 12, true)
  advance(READ_MS)
  expect(read).toEqual([
    [12, 'b'],
    [12, 'b'],
  ])
})
