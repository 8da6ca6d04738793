import { describe, expect, it } from 'vitest'
import { FOLD_LINES, foldText } from '../../../client/components/chat/fold-text.ts'

const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n')

describe('long messages', () => {
  it('[MG12] a text of up to 46 lines is shown whole', () => {
    expect(foldText(lines(46))).toBeNull()
  })

  it('[MG12] a longer one ends after 40 lines', () => {
    expect(foldText(lines(47))).toBe(`${lines(FOLD_LINES)}\n`)
  })

  it('[MG12] one line without an end counts by its length, and is not cut through a character', () => {
    const folded = foldText(`${'a'.repeat(FOLD_LINES * 90 - 1)}${'😀'.repeat(400)}`)
    expect(folded).toBe('a'.repeat(FOLD_LINES * 90 - 1))
  })
})
