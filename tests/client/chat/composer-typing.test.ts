import { expect, it } from 'vitest'
import { ComposerTyping, TYPING_MS } from '../../../client/components/chat/composer-typing.ts'
import { handTimers } from '../stores/support.ts'

function aTyping() {
  const timers = handTimers()
  const told: boolean[] = []
  return { timers, told, typing: new ComposerTyping((isTyping) => told.push(isTyping), timers) }
}

it('[UI49] typing ends ten seconds after the last key, though the text still stands', () => {
  const { timers, told, typing } = aTyping()
  typing.typed('H')
  timers.advance(TYPING_MS - 1)
  typing.typed('He')
  timers.advance(TYPING_MS - 1)
  expect(told).toEqual([true, true])
  timers.advance(1)
  expect(told).toEqual([true, true, false])
  timers.advance(TYPING_MS)
  expect(told).toHaveLength(3)
})

it('[UI49] typing ends at once when the text is gone or sent', () => {
  const { timers, told, typing } = aTyping()
  typing.typed('H')
  typing.typed(' ')
  typing.typed('Ho')
  typing.stop()
  timers.advance(TYPING_MS)
  expect(told).toEqual([true, false, true, false])
})
