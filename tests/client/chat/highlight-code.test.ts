import { describe, expect, it } from 'vitest'
import { highlightCode } from '../../../client/components/chat/highlight-code.ts'

describe('coloured code', () => {
  it('[MG13] keeps every character, and tells what the words are', () => {
    const text = 'const a = "<img src=x onerror=alert(1)>" // no\n'
    const runs = highlightCode(text, 'js')!
    expect(runs.map((run) => run.text).join('')).toBe(text)
    expect(runs.find((run) => run.text === 'const')?.kind).toBe('keyword')
    expect(runs.find((run) => run.text.includes('onerror'))?.kind).toBe('string')
    expect(runs.find((run) => run.text.includes('no'))?.kind).toBe('comment')
  })

  it('[MG13] of languages within others too', () => {
    const text = '<script>let x = 1</script><style>a { color: red }</style>'
    expect(
      highlightCode(text, 'html')!
        .map((run) => run.text)
        .join(''),
    ).toBe(text)
  })

  it.each(['klingon', '__proto__', 'constructor', ''])('[MG13] leaves what names no language it has: %j', (lang) => {
    expect(highlightCode('x', lang)).toBeNull()
  })

  it('[MG13] leaves very long code as it is', () => {
    expect(highlightCode('x '.repeat(10_001), 'js')).toBeNull()
  })
})
