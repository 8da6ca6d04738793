/** The link of a message that a card tells about: the first one that leads out to the web. Pure. */
import { NO_NAMES, parseRichText, type Node } from './rich-text-tree.ts'

/** @param origin  of this app: a link to itself needs no card */
export function firstLink(text: string, origin: string): string | null {
  // Most messages have none, and are not parsed for it.
  return /https?:\/\/|www\./i.test(text) ? linkIn(parseRichText(text, NO_NAMES), origin) : null
}

function linkIn(nodes: readonly Node[], origin: string): string | null {
  for (const node of nodes) {
    if (node.type === 'link') {
      if (/^https?:/.test(node.href) && new URL(node.href).origin !== origin) return node.href
      continue
    }
    const inside = 'children' in node ? node.children : node.type === 'list' ? node.items.flat() : []
    const found = linkIn(inside, origin)
    if (found) return found
  }
  return null
}
