/** `node client/components/base/pick-icons.mjs` writes first-icons.ts and more-icons.ts: shapes from lucide-static (ISC). */
import { readFileSync, writeFileSync } from 'node:fs'

/** What the first list shows. */
const FIRST = `at-sign bell-off bookmark check chevron-down chevron-right circle-alert clock ellipsis hash inbox lock
  megaphone menu message-square plus refresh-cw search settings square-pen star triangle-alert user users`

const MORE = `archive arrow-down arrow-left arrow-up ban bell bold check-check chevron-left circle-check circle-help code
  copy crown download eye eye-off file forward image info italic keyboard link list list-ordered log-out mic
  monitor moon panel-right paperclip pencil phone pin quote reply rotate-ccw send shield smile smile-plus
  square-code strikethrough sun trash-2 user-plus wifi-off x`

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

const entriesOf = (list) =>
  list
    .split(/\s+/)
    .sort()
    .map((name) => {
      const key = /^[a-z0-9]+$/.test(name) ? name : `'${name}'`
      const shapes = shapesOf(name).map((d) => `'${d}'`)
      const line = `  ${key}: [${shapes.join(', ')}],`
      return line.length <= 120 ? line : `  ${key}: [\n${shapes.map((shape) => `    ${shape},`).join('\n')}\n  ],`
    })

const files = [
  ['first-icons.ts', 'FIRST_ICONS', FIRST],
  ['more-icons.ts', 'MORE_ICONS', MORE],
]
for (const [file, what, list] of files) {
  writeFileSync(
    new URL(`./${file}`, import.meta.url),
    `/** Written by pick-icons.mjs: shapes from lucide-static (ISC licence), each path's \`d\` on a 24 x 24 grid, stroke 2. */
export const ${what} = {
${entriesOf(list).join('\n')}
} as const satisfies Record<string, readonly string[]>
`,
  )
}
