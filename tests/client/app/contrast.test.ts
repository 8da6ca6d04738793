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

/** As the design states them; sizes of letters in px. */
const DESIGN: Readonly<Record<string, string>> = {
  ':root': `
    --bg:#f7f6f3; --surface:#fff; --sunken:#eceae4; --hover:#f1efea; --selected:#dfeae6; --line:#d9d6ce;
    --line-strong:#7b807a; --text:#1d2421; --text-2:#4c5651; --text-3:#5e6762; --accent:#0f6b57;
    --accent-hover:#0b5545; --on-accent:#fff; --accent-soft:#d8ebe4; --link:#0b5f8a; --focus:#0a63c7;
    --mention:#fbecc8; --mention-text:#5c3d00; --danger:#b3261e; --danger-soft:#fbe3e0; --on-danger:#fff;
    --warn:#8a5300; --warn-soft:#fdeecb; --ok:#1f6f3d; --info:#1f5f99; --info-soft:#e0edf8;
    --strip:#4b4f4d; --on-strip:#fff; --n1:#a3362b; --n2:#8f4a00; --n3:#6b5800; --n4:#3c6a00;
    --n5:#00705c; --n6:#00699a; --n7:#4656c2; --n8:#7a45b3; --n9:#a2337f; --n10:#5d6166; --s1:4px;
    --s2:8px; --s3:12px; --s4:16px; --s5:24px; --s6:32px; --s7:48px; --r1:6px; --r2:10px; --r-avatar:30%;
    --avatar:36px; --row:4px; --target:32px;
    --font:system-ui,"Segoe UI",Roboto,"Noto Sans","Noto Naskh Arabic",sans-serif;
    --mono:ui-monospace,"Cascadia Mono",Menlo,monospace; --t-xs:12px/16px; --t-sm:13px/18px;
    --t-md:15px/22px; --t-lg:17px/24px; --t-xl:21px/28px; --t-2xl:26px/34px; --fast:90ms; --base:160ms;
    --slow:240ms; --ease:cubic-bezier(.2,0,0,1); --shadow:0 6px 24px #1d24211f; --z-panel:10;
    --z-popover:20; --z-dialog:30; --z-toast:40;
  `,
  ":root[data-theme='dark']": `
    --bg:#121614; --surface:#1a1f1c; --sunken:#0d100f; --hover:#232a26; --selected:#20382f;
    --line:#2f3833; --line-strong:#7d8982; --text:#e8ece9; --text-2:#b6c0ba; --text-3:#98a39d;
    --accent:#5cc7a6; --accent-hover:#7bd6ba; --on-accent:#06231b; --accent-soft:#173a30; --link:#7fc1ee;
    --focus:#8ab8ff; --mention:#40350f; --mention-text:#f7dc94; --danger:#ff8f85; --danger-soft:#48201d;
    --on-danger:#2b0705; --warn:#f0b95a; --warn-soft:#3d2d0c; --ok:#7ccf94; --info:#86bdf0;
    --info-soft:#16304a; --strip:#3a453f; --on-strip:#e8ece9; --n1:#ff9d92; --n2:#f2ae6b; --n3:#d8c04f;
    --n4:#a6cf66; --n5:#5fd0b0; --n6:#74c3f2; --n7:#a9b4ff; --n8:#cda6f7; --n9:#f29fd2; --n10:#c0c5c9;
  `,
  ":root[data-density='compact']": `
    --t-md:14px/20px; --avatar:24px; --row:1px; --target:28px;
  `,
  ":root[data-density='roomy']": `
    --t-md:16px/25px; --avatar:40px; --row:6px; --target:44px;
  `,
}

const GROUNDS = ['bg', 'surface', 'sunken', 'hover', 'selected']
const NAMES = Array.from({ length: 10 }, (_, i) => `n${i + 1}`)
type Pair = readonly [front: string, ground: string]
const on = (fronts: readonly string[], grounds: readonly string[]): Pair[] =>
  fronts.flatMap((front) => grounds.map((ground) => [front, ground] as const))

/** The pairs of the design with the least contrast it states for them, light and dark; the others have what WCAG asks. */
const STATED: readonly (readonly [pairs: readonly Pair[], light: number, dark: number])[] = [
  [
    [
      ...on(['text', 'text-2'], GROUNDS),
      ...on(['text-3'], ['bg', 'surface', 'sunken', 'hover']),
      ...on(['accent', 'link', 'danger', 'warn', 'ok', 'info'], ['bg', 'surface']),
      ...on(['on-accent'], ['accent', 'accent-hover']),
      ...on(['text'], ['accent-soft', 'mention', 'danger-soft', 'warn-soft', 'info-soft']),
      ...on(['mention-text'], ['mention']),
      ...on(['on-danger'], ['danger']),
      ...on(['on-strip'], ['strip']),
      ...on(['bg'], ['text']),
    ],
    ...([4.75, 4.65] as const),
  ],
  [on(['line-strong', 'focus'], ['bg', 'surface', 'sunken', 'hover']), 3.27, 3.45],
  [[...on(NAMES, ['bg', 'surface', 'hover']), ...on(['on-name'], NAMES)], 5.1, 5.9],
  [on(['text-3'], ['selected']), 4.5, 4.5],
  [on(['accent-hover'], ['accent-soft']), 4.5, 4.5],
  [on(['danger'], ['danger-soft']), 4.5, 4.5],
  [on(['warn'], ['warn-soft']), 4.5, 4.5],
  [on(['info'], ['info-soft']), 4.5, 4.5],
  [on(['line-strong', 'focus'], ['selected']), 3, 3],
]

describe.each(Object.entries(themes))('contrast, %s', (name, theme) => {
  // With high contrast only the neutral colours change.
  const of = (token: string) => {
    const value = theme[token]
    if (value === undefined) throw new Error(`no token --${token} in ${name}`)
    return value
  }
  const isDark = name.startsWith('dark')
  const rows = STATED.flatMap(([pairs, inLight, inDark]) =>
    pairs.map(([front, ground]) => [front, ground, isDark ? inDark : inLight] as const),
  )

  it.each(rows)('[UI77] --%s on --%s has %s:1', (front, ground, least) => {
    expect(contrast(of(front), of(ground))).toBeGreaterThanOrEqual(least)
  })
})

describe('the tokens', () => {
  it('[UI77] are those of the design', () => {
    for (const [selector, written] of Object.entries(DESIGN)) {
      const [stated, standing] = [valuesOf(written), valuesOf(block(selector))]
      const wanted = Object.fromEntries(Object.entries(stated).map(([name, value]) => [name, inRem(name, value)]))
      expect(standing).toMatchObject(wanted)
    }
  })
})

function block(selector: string): string {
  const start = css.indexOf(`${selector} {`)
  return css.slice(css.indexOf('{', start) + 1, css.indexOf('\n}', start))
}

function valuesOf(written: string): Record<string, string> {
  const plain = written.replace(/\/\*.*?\*\//gs, '')
  const pairs = [...plain.matchAll(/--([\w-]+):([^;]+)/g)]
  return Object.fromEntries(pairs.map(([, name, value]) => [name!, squeezed(value!)]))
}

/** As the formatter leaves no difference. */
function squeezed(value: string): string {
  return value.replaceAll("'", '"').replace(/\s+/g, '').replace(/\b0\./g, '.')
}

/** Letters are told in px and written in rem. */
function inRem(name: string, value: string): string {
  if (!name.startsWith('t-')) return value
  return squeezed(value.replace(/([\d.]+)px/g, (_, px: string) => `${Number(px) / 16}rem`))
}
