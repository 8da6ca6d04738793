/**
 * In the built app the lines of templates and styles are not indented: each begins with one space, which a browser shows as it
 * shows the end of a line. Styles have no comments. 9 kB of all JavaScript (decision 0013).
 */
import { fileURLToPath } from 'node:url'
import MagicString from 'magic-string'
import type { Plugin } from 'vite'

const folder = fileURLToPath(new URL('.', import.meta.url))
const TAGS = ['html', 'svg', 'css']

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}
interface Tagged extends Node {
  readonly tag: { readonly name?: string }
  readonly quasi: { readonly quasis: readonly Node[] }
}

export function templateSpace(): Plugin {
  return {
    name: 'cairn-template-space',
    apply: 'build',
    transform(code, id) {
      if (!id.startsWith(folder) || !/\b(html|svg|css)`/.test(code)) return null
      const text = new MagicString(code)
      for (const { tag, quasi } of taggedIn(this.parse(code))) {
        for (const { start, end } of quasi.quasis) {
          const lines = code.slice(start, end)
          const joined = tag.name === 'css' ? styles(lines) : lines
          if (start < end) text.update(start, end, joined.replace(/\n\s*/g, ' '))
        }
      }
      return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) }
    },
  }
}

/** Comments are for who writes it. Between its lines a style sheet needs no space, and it cannot have the end of a line in a text. */
function styles(lines: string): string {
  return lines.replace(/\/\*.*?\*\//gs, '').replace(/([{};,])\n\s*/g, '$1')
}

/** With those that stand in the values of others. */
function* taggedIn(node: unknown): Generator<Tagged> {
  if (typeof node !== 'object' || node === null) return
  if (isTagged(node)) yield node
  for (const part of Object.values(node)) yield* taggedIn(part)
}

function isTagged(node: object): node is Tagged {
  const { type, tag } = node as Partial<Tagged>
  return type === 'TaggedTemplateExpression' && TAGS.includes(tag?.name ?? '')
}
