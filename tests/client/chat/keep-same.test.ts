import { expect, it } from 'vitest'
import { keepSame } from '../../../client/components/chat/keep-same.ts'
import type { MessageView } from '../../../client/stores/message-view.ts'

const view = (id: string, text: string, people = 1) =>
  ({
    id,
    text,
    reactions: [{ name: 'eyes', people: Array.from({ length: people }, (_, i) => ({ userId: i })) }],
  }) as unknown as MessageView

it('a message that did not change keeps its object', () => {
  const before = [view('a', 'one'), view('b', 'two')]
  const after = keepSame(before, [view('a', 'one'), view('b', 'changed'), view('c', 'three')])
  expect(after[0]).toBe(before[0])
  expect(after[1]).not.toBe(before[1])
  expect(after.map(({ text }) => text)).toEqual(['one', 'changed', 'three'])
})

it('a change deep inside is a change', () => {
  const before = [view('a', 'one', 1)]
  expect(keepSame(before, [view('a', 'one', 2)])[0]).not.toBe(before[0])
  expect(keepSame([view('a', 'one', 2)], before)[0]).toBe(before[0])
})

it('an equal list is the same list', () => {
  const before = [view('a', 'one')]
  expect(keepSame(before, [view('a', 'one')])).toBe(before)
})
