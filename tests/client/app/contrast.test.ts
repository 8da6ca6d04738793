import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../../client/styles/tokens.css', import.meta.url), 'utf8')

function tokens(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/gi)].map(([, name, value]) => [name, value]),
  )
}

const light = tokens(':root')
const dark = { ...light, ...tokens(":root[data-theme='dark']") }
const themes = {
  light,
  dark,
  'light, high contrast': { ...light, ...tokens(":root[data-contrast='more']") },
  'dark, high contrast': { ...dark, ...tokens(":root[data-theme='dark'][data-contrast='more']") },
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1)
  const [r, g, b] = [0, 2, 4].map((at) => {
    const part = parseInt(full.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}

const GROUNDS = ['bg', 'surface', 'sunken', 'hover', 'selected']
const TEXT: readonly (readonly [text: string, ground: string])[] = [
  ...['text', 'text-2'].flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...['bg', 'surface', 'sunken', 'hover'].map((ground) => ['text-3', ground] as const),
  ...['accent', 'link', 'danger', 'warn', 'ok', 'info'].flatMap((text) =>
    ['bg', 'surface'].map((ground) => [text, ground] as const),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent-hover', 'accent-soft'],
  ['text', 'accent-soft'],
  ['mention-text', 'mention'],
  ['text', 'mention'],
  ['text', 'danger-soft'],
  ['on-danger', 'danger'],
  ['text', 'warn-soft'],
  ['text', 'info-soft'],
  ['on-strip', 'strip'],
  ['bg', 'text'],
  ...Array.from({ length: 10 }, (_, i) => `n${i + 1}`).flatMap((name) => [
    [name, 'bg'] as const,
    [name, 'surface'] as const,
    [name, 'hover'] as const,
    ['on-name', name] as const,
  ]),
]
const MARKS: readonly (readonly [mark: string, ground: string])[] = ['line-strong', 'focus'].flatMap((mark) =>
  ['bg', 'surface', 'sunken', 'hover'].map((ground) => [mark, ground] as const),
)

describe.each(Object.entries(themes))('contrast, %s', (name, theme) => {
  // With high contrast only the neutral colours change.
  const of = (token: string) => {
    const value = theme[token]
    if (value === undefined) throw new Error(`no token --${token} in ${name}`)
    return value
  }

  it.each(TEXT)('text --%s on --%s has 4.5:1', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(MARKS)('--%s on --%s has 3:1', (mark, ground) => {
    expect(contrast(of(mark), of(ground))).toBeGreaterThanOrEqual(3)
  })
})
