import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  channels,
  contrast,
  GROUNDS,
  nameColor,
  readableColor,
  type Scheme,
} from '../../../client/components/base/name-color.ts'

const css = readFileSync(new URL('../../../client/styles/tokens.css', import.meta.url), 'utf8')

function token(selector: string, name: string): string {
  const block = css.slice(css.indexOf(`${selector} {`))
  const value = new RegExp(`--${name}:\\s*(#[0-9a-f]{3,6});`).exec(block)?.[1] ?? ''
  return value.length === 4 ? `#${[...value.slice(1)].map((digit) => digit + digit).join('')}` : value
}

const PAGES: readonly (readonly [string, Scheme, string])[] = [
  ['light', 'light', ':root'],
  ['dark', 'dark', ":root[data-theme='dark']"],
  ['light, high contrast', 'light', ":root[data-contrast='more']"],
  ['dark, high contrast', 'dark', ":root[data-theme='dark'][data-contrast='more']"],
]

describe('[OS32] a name colour of any kind is readable', () => {
  it.each(PAGES)('%s', (_name, scheme, selector) => {
    const grounds = ['surface', 'bg', 'hover'].map((name) => token(selector, name)).filter(Boolean)
    expect(grounds.length).toBeGreaterThanOrEqual(2)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (n) => {
        const color = readableColor(`#${n.toString(16).padStart(6, '0')}`, scheme)!
        for (const ground of grounds) expect(contrast(channels(color), channels(ground))).toBeGreaterThanOrEqual(4.5)
      }),
      { numRuns: 300 },
    )
  })

  it('its grounds are those of the tokens', () => {
    for (const [scheme, selector] of [
      ['light', ':root'],
      ['dark', ":root[data-theme='dark']"],
    ] as const) {
      expect(['surface', 'bg', 'hover', 'mention'].map((name) => token(selector, name))).toEqual(GROUNDS[scheme])
    }
  })

  it('one that is readable stays as it is; black and white move only where they must', () => {
    expect(readableColor('#0b5545', 'light')).toBe('#0b5545')
    expect(readableColor('#7bd6ba', 'dark')).toBe('#7bd6ba')
    expect(readableColor('#000000', 'light')).toBe('#000000')
    expect(readableColor('#ffffff', 'dark')).toBe('#ffffff')
    expect(readableColor('#ffffff', 'light')).not.toBe('#ffffff')
  })

  it('what is no colour is none', () => {
    for (const color of ['red', '#fff', '#12345g', 'url(x)', '']) expect(nameColor(color)).toBeNull()
    expect(nameColor(null)).toBeNull()
    expect(nameColor('#336699')).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/)
  })
})
