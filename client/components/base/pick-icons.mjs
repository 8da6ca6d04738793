/** `node client/components/base/pick-icons.mjs` writes icons.ts: the shapes of the icons in LIST, from lucide-static (ISC). */
import { readFileSync, writeFileSync } from 'node:fs'

const LIST = `archive arrow-down arrow-left arrow-up at-sign ban bell bell-off bold bookmark chevron-down chevron-left
  chevron-right check check-check circle-alert circle-check circle-help clock code copy crown download ellipsis eye eye-off
  file forward hash image inbox info italic keyboard link list list-ordered lock log-out megaphone menu message-square
  mic monitor moon panel-right paperclip pencil phone pin plus quote refresh-cw reply rotate-ccw search send settings
  shield smile smile-plus square-code square-pen star strikethrough sun trash-2 triangle-alert user user-plus users
  wifi-off x`
  .split(/\s+/)
  .sort()

const number = (value) => String(Number(Number(value).toFixed(3)))

/** Every shape as the `d` of a path, so that one element draws all icons. */
function toPath(tag, a) {
  const n = (name) => Number(a[name] ?? 0)
  const round = (cx, cy, rx, ry) => `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${rx * 2} 0a${rx} ${ry} 0 1 0 ${-rx * 2} 0`
  switch (tag) {
    case 'path':
      return a.d
    case 'circle':
      return round(n('cx'), n('cy'), n('r'), n('r'))
    case 'ellipse':
      return round(n('cx'), n('cy'), n('rx'), n('ry'))
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`
    case 'polyline':
    case 'polygon':
      return `M${a.points.trim()}${tag === 'polygon' ? 'z' : ''}`
    case 'rect': {
      const [x, y, w, h, r] = [n('x'), n('y'), n('width'), n('height'), n('rx')]
      const corner = (dx, dy) => (r ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '')
      return (
        `M${number(x + r)} ${y}h${number(w - 2 * r)}${corner(r, r)}v${number(h - 2 * r)}${corner(-r, r)}` +
        `h${number(2 * r - w)}${corner(-r, -r)}v${number(2 * r - h)}${corner(r, -r)}z`
      )
    }
    default:
      throw new Error(`No path for <${tag}>`)
  }
}

function shapesOf(name) {
  const file = readFileSync(new URL(`../../../node_modules/lucide-static/icons/${name}.svg`, import.meta.url), 'utf8')
  const inside = file.slice(file.indexOf('>', file.indexOf('<svg')) + 1)
  return [...inside.matchAll(/<(path|circle|ellipse|line|polyline|polygon|rect)\s+([^>]*?)\s*\/?>/g)].map(
    ([, tag, text]) =>
      toPath(tag, Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))),
  )
}

const entries = LIST.map((name) => {
  const key = /^[a-z0-9]+$/.test(name) ? name : `'${name}'`
  const shapes = shapesOf(name).map((d) => `'${d}'`)
  const line = `  ${key}: [${shapes.join(', ')}],`
  return line.length <= 120 ? line : `  ${key}: [\n${shapes.map((shape) => `    ${shape},`).join('\n')}\n  ],`
})

writeFileSync(
  new URL('./icons.ts', import.meta.url),
  `/** Written by pick-icons.mjs: shapes from lucide-static (ISC licence), each path's \`d\` on a 24 x 24 grid, stroke 2. */
export const ICONS = {
${entries.join('\n')}
} as const satisfies Record<string, readonly string[]>

export type IconName = keyof typeof ICONS
`,
)
