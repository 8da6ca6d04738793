import type { TemplateResult } from 'lit'
import { describe, expect, it } from 'vitest'
import { foundExcerpt } from '../../../client/components/search/found-text.ts'

/** What a template says, with `<mark>` as it stands. */
function said(part: unknown): string {
  if (Array.isArray(part)) return part.map(said).join('')
  if (typeof part !== 'object' || part === null) return String(part)
  const { strings, values } = part as TemplateResult
  return strings.reduce((text, string, n) => `${text}${said(values[n - 1])}${string}`)
}

describe('what was found', () => {
  it('[SR25] stands as it is read', () => {
    expect(said(foundExcerpt('The **valve** is `open`', ['valve']))).toBe('The <mark>valve</mark> is open')
  })

  it('[SR25] and as it was typed, where it was found in the markup alone', () => {
    const text = 'See [the plan](https://valve.example/7)'
    expect(said(foundExcerpt(text, ['plan']))).toBe('See the <mark>plan</mark>')
    expect(said(foundExcerpt(text, ['valve']))).toBe('See [the plan](https://<mark>valve</mark>.example/7)')
  })
})
