import { expect, it } from 'vitest'
import { isJumbo } from '../../../client/components/chat/is-jumbo.ts'
import { isOneEmoji } from '../../../schema/rules/one-emoji.ts'

it('up to three emoji alone are large', () => {
  expect(['👍', '👍 🎉', '❤️', '👍🏽👍🏽👍🏽', '🇪🇸🇸🇪', '1️⃣'].every(isJumbo)).toBe(true)
  expect(['👍👍👍👍', 'ok 👍', '1', '42', '#', '©', '🇪', '', ' '].some(isJumbo)).toBe(false)
})

it('is one emoji what Unicode has as one, for every sign alone, with a skin, and in its colours', () => {
  const differ: string[] = []
  for (let sign = 0; sign < 0x20000; sign++) {
    const text = String.fromCodePoint(sign)
    if (isJumbo(text) !== isOneEmoji(text)) differ.push(text)
    for (const more of ['\uFE0F', '🏽']) if (isOneEmoji(text + more) && !isJumbo(text + more)) differ.push(text + more)
  }
  expect(differ).toEqual([])
})

it.each(['👩‍❤️‍💋‍👨', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🏳️‍🌈', '🧑🏿‍🚀', '👁️‍🗨️', '⛹🏽‍♀️'])('%s is one', (emoji) => {
  expect([isOneEmoji(emoji), isJumbo(emoji)]).toEqual([true, true])
})
