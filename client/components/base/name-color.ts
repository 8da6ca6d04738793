/** A person's own name colour, made readable (docs/behaviour.md, OS32): its hue stays, its lightness moves until it stands out. Pure. */

/** WCAG 2.2, AA for text. */
export const READABLE = 4.5

/** What names stand on, as tokens.css has it: `--surface`, `--bg`, `--hover`, `--mention`. High contrast only adds to these. */
export const GROUNDS = {
  light: ['#ffffff', '#f7f6f3', '#f1efea', '#fbecc8'],
  dark: ['#1a1f1c', '#121614', '#232a26', '#40350f'],
} as const
export type Scheme = keyof typeof GROUNDS

const STEP = 0.01

/** @param color  `#rrggbb`; anything else is no colour: null */
export function readableColor(color: string, scheme: Scheme): string | null {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return null
  const rgb = channels(color)
  const isReadable = (one: readonly number[]) =>
    GROUNDS[scheme].every((ground) => contrast(one, channels(ground)) >= READABLE)
  const towards = scheme === 'light' ? 0 : 1
  for (let part = 0; part <= 1; part += STEP) {
    // To black or white in straight steps keeps the hue, and is sure to arrive.
    const shifted = rgb.map((value) => Math.round(255 * (value / 255 + (towards - value / 255) * part)))
    if (isReadable(shifted)) return hex(shifted)
  }
  return scheme === 'light' ? '#000000' : '#ffffff'
}

/** For a style: the browser takes the one of the scheme that it shows. */
export function nameColor(color: string | null | undefined): string | null {
  const [light, dark] = color ? [readableColor(color, 'light'), readableColor(color, 'dark')] : [null, null]
  return light && dark ? `light-dark(${light}, ${dark})` : null
}

/** @param a  channels, 0-255 */
export function contrast(a: readonly number[], b: readonly number[]): number {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}

export function channels(color: string): [number, number, number] {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)) as [number, number, number]
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function hex(rgb: readonly number[]): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
