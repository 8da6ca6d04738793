import { expect, it } from 'vitest'
import { KeptAnswers } from '../../../sync-server/http/kept-answers.ts'

function aStore(maxChars?: number) {
  const at = { changes: 1, nowMs: 0 }
  return {
    at,
    kept: new KeptAnswers(
      () => at.changes,
      () => at.nowMs,
      maxChars,
    ),
  }
}

it('[HT4] an answer is kept for who asked and what they asked, until anything is stored', () => {
  const { at, kept } = aStore()
  expect(kept.find('1 GET /a')).toBe(null)
  const text = kept.keep('1 GET /a', { n: 1 })
  expect(text.text).toBe('{"n":1}')
  expect(kept.find('1 GET /a')).toBe(text)
  expect(kept.find('2 GET /a')).toBe(null)
  at.changes++
  expect(kept.find('1 GET /a')).toBe(null)
})

it('[HT4] no longer than 30 s, since addresses in it end', () => {
  const { at, kept } = aStore()
  kept.find('a')
  kept.keep('a', 1)
  at.nowMs = 29_999
  expect(kept.find('a')).not.toBe(null)
  at.nowMs = 30_000
  expect(kept.find('a')).toBe(null)
})

it('[HT4] bounded by what all of them take', () => {
  const { kept } = aStore(10)
  kept.find('a')
  kept.keep('a', 'x'.repeat(6))
  kept.keep('b', 'y'.repeat(6))
  expect([kept.find('a'), kept.find('b')?.text]).toEqual([null, '"yyyyyy"'])
})
