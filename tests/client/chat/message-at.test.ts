import { expect, it } from 'vitest'
import { messageAt } from '../../../client/components/chat/message-at.ts'
import type { TimelineView } from '../../../client/stores/timeline-store.ts'

const at = (seqs: readonly number[], wanted: number, older: TimelineView['older'] = 'more') => {
  const messages = seqs.map((seq) => ({ seq }) as TimelineView['messages'][number])
  return messageAt({ messages, older }, wanted)?.seq ?? null
}

it('[UI54] a jump to a date lands at the first message from there on', () => {
  expect(at([90, 95, 101], 95)).toBe(95)
  expect(at([90, 95, 101], 96)).toBe(101)
})

it('[UI54] it waits while what is shown begins later, or ends before', () => {
  expect(at([840, 841], 100)).toBeNull()
  expect(at([90, 95], 100)).toBeNull()
  expect(at([0], 100)).toBeNull()
})

it('[UI54] before the first message of the chat nothing is waited for', () => {
  expect(at([3, 4], 1, 'start')).toBe(3)
})
