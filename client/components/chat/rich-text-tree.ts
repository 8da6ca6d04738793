/**
 * A message's text as a tree that holds only what may be shown: no HTML, no images, no link but http, https and mailto.
 * Elements turn it into Lit templates, so that no text of anyone is ever parsed as HTML. Total: any text gives a tree.
 */
import type { Token, Tokens } from 'marked'
import { lexMarkdown, MAX_DEPTH } from './markdown-tokenizer.ts'

export type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'fence'; readonly text: string; readonly lang: string }
  | { readonly type: 'mention'; readonly userId: number | 'everyone'; readonly name: string; readonly mine: boolean }
  | { readonly type: 'channel'; readonly channelId: string; readonly title: string }
  /** A link to a chat of this app, or to a message in it. */
  | { readonly type: 'place'; readonly hash: string; readonly title: string; readonly isMessage: boolean }
  /** `host` is set where the label names another place than the link leads to. */
  | { readonly type: 'link'; readonly href: string; readonly host: string; readonly children: readonly Node[] }
  | { readonly type: 'list'; readonly start: number | null; readonly items: readonly (readonly Node[])[] }
  | { readonly type: 'task'; readonly done: boolean }
  | { readonly type: Container; readonly children: readonly Node[] }

export type Container = 'paragraph' | 'strong' | 'em' | 'strike' | 'quote'

/** What `@name` and `#name` stand for here. Names arrive without their sign, as typed; null leaves the text alone. */
export interface Names {
  mention(name: string): { readonly userId: number | 'everyone'; readonly name: string; readonly mine: boolean } | null
  channel(name: string): { readonly channelId: string; readonly title: string } | null
  /** An address of this app, where it leads to a chat that the reader may see. */
  place?(href: string): { readonly hash: string; readonly title: string; readonly isMessage: boolean } | null
}

export const NO_NAMES: Names = { mention: () => null, channel: () => null }

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])
/** The sign must start a word: `ana@example.org` and `/path#part` name nobody (MN3). */
const NAME = /(?<![\p{L}\p{N}_@/])(@)([A-Za-z0-9_-]+)|(?<![\p{L}\p{N}_@#/.&-])(#)([A-Za-z0-9_-]+)/gu
const MAX_NAME_CHARS = 32
/** Lists are bounded twice: in the parser's recursion, and here for what other tokens bring. */
const MAX_TREE_DEPTH = MAX_DEPTH * 3

export function parseRichText(text: string, names: Names = NO_NAMES): readonly Node[] {
  return toNodes(lexMarkdown(text), { names, depth: 0, inLink: false })
}

/** The address as it may be followed, or null. The URL parser decides, as it is what the browser would ask. */
export function safeHref(href: string): string | null {
  const url = URL.canParse(href) ? new URL(href) : null
  return url !== null && SCHEMES.has(url.protocol) ? url.href : null
}

interface Place {
  readonly names: Names
  readonly depth: number
  readonly inLink: boolean
}

function toNodes(tokens: readonly Token[], place: Place): Node[] {
  return tokens.flatMap((token) => toNode(token, place))
}

function toNode(token: Token, place: Place): Node[] {
  if (place.depth >= MAX_TREE_DEPTH) return plain(token.raw)
  const inside = (child: Token, inLink = place.inLink) =>
    toNodes('tokens' in child ? (child.tokens ?? []) : [], { ...place, depth: place.depth + 1, inLink })
  switch (token.type) {
    case 'space':
      return []
    case 'br':
      return [{ type: 'break' }]
    case 'paragraph':
      return [{ type: 'paragraph', children: inside(token) }]
    case 'text':
      return 'tokens' in token && token.tokens ? inside(token) : withNames((token as Tokens.Text).text, place)
    case 'escape':
      return plain((token as Tokens.Escape).text)
    case 'strong':
    case 'em':
      return [{ type: token.type, children: inside(token) }]
    case 'del':
      return [{ type: 'strike', children: inside(token) }]
    case 'codespan':
      return [{ type: 'code', text: (token as Tokens.Codespan).text }]
    case 'code':
      return [{ type: 'fence', text: (token as Tokens.Code).text, lang: language(token as Tokens.Code) }]
    case 'blockquote':
      return orRaw(token, { type: 'quote', children: inside(token) })
    case 'list':
      return orRaw(token, toList(token as Tokens.List, place))
    case 'checkbox':
      return [{ type: 'task', done: (token as Tokens.Checkbox).checked }]
    case 'link':
      return toLink(token as Tokens.Link, inside(token, true), place)
    default:
      return plain(token.raw)
  }
}

function toList(token: Tokens.List, place: Place): Node {
  const items = token.items.map((item) => toNodes(item.tokens, { ...place, depth: place.depth + 1 }))
  return { type: 'list', start: token.ordered ? Number(token.start) || 1 : null, items }
}

/** A lone `-` or `>` is a word, not an empty list or quote. */
function orRaw(token: Token, node: Node): Node[] {
  return textOfNode(node).trim() === '' ? [{ type: 'paragraph', children: plain(token.raw) }] : [node]
}

function toLink(token: Tokens.Link, children: Node[], place: Place): Node[] {
  const href = place.inLink ? null : safeHref(token.href)
  if (href === null) return plain(token.raw)
  const found = place.names.place?.(href)
  if (found && isAddress(token)) return [{ type: 'place', ...found }]
  return [{ type: 'link', href, host: misleading(textOf(children), href), children }]
}

/** Whether the address itself is what stands there, not words of somebody. */
function isAddress({ href, text }: Tokens.Link): boolean {
  return text === href || `http://${text}` === href
}

/** The link's host, where its label names another one anywhere in it, or hides how it reads; else empty. */
function misleading(label: string, href: string): string {
  const { host, protocol } = new URL(href)
  if (protocol === 'mailto:') return /@/.test(label) && !href.includes(label.trim()) ? href.slice('mailto:'.length) : ''
  if (BIDI.test(label)) return host
  // Signs that nobody sees, and others that look like a dot, make a name that a browser would not take for one.
  const seen = label.replace(/\p{Default_Ignorable_Code_Point}/gu, '').normalize('NFKC')
  const named = [...seen.matchAll(HOSTS)].map(([, name = '']) => name)
  const isItself = (name: string) => bare(name) === bare(host) || bare(host).startsWith(`${bare(name)}:`)
  // An address begins with what it names; what follows is its path.
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i.test(seen.trim())
  return (isAddress ? named.slice(0, 1) : named).every(isItself) ? '' : host
}

/** What turns the direction of the words after it. */
const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/
/** Names of hosts in a text: labels with a dot between, the last one of letters. */
const HOSTS = /(?:^|[^\p{L}\p{N}.-])((?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,}|xn--[\p{L}\p{N}-]+))(?![\p{L}\p{N}-])/giu

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '')
}

function language(token: Tokens.Code): string {
  return /^[\w+#.-]{1,24}/.exec(token.lang ?? '')?.[0] ?? ''
}

function withNames(text: string, { names, inLink }: Place): Node[] {
  if (inLink) return plain(text)
  const nodes: Node[] = []
  let end = 0
  for (const match of text.matchAll(NAME)) {
    const [found, at, person = '', , title = ''] = match
    const after = text.slice(match.index + found.length, match.index + found.length + 2)
    const isAddress = /[.+%-]$/.test(text.slice(0, match.index)) && /^\.[A-Za-z]/.test(after)
    const [name, node] = at
      ? longest(isAddress ? '' : person, (name) => names.mention(name))
      : longest(title, (name) => names.channel(name))
    if (!node) continue
    nodes.push(...plain(text.slice(end, match.index)))
    nodes.push('userId' in node ? { type: 'mention', ...node } : { type: 'channel', ...node })
    end = match.index + 1 + name.length
  }
  return [...nodes, ...plain(text.slice(end))]
}

/** The whole run if it is a name, else without its last `-` or `_`, and so on (MN4). */
function longest<T>(run: string, find: (name: string) => T | null): [name: string, found: T | null] {
  for (let name = run; name !== ''; name = name.slice(0, -1)) {
    const found = name.length <= MAX_NAME_CHARS ? find(name) : null
    if (found || !/[-_]$/.test(name)) return [name, found]
  }
  return ['', null]
}

function plain(text: string): Node[] {
  return text === '' ? [] : [{ type: 'text', text }]
}

/** What a reader hears: labels of rows, excerpts of replies, the text that is copied. */
export function textOf(nodes: readonly Node[]): string {
  return nodes.map(textOfNode).join('').trim()
}

function textOfNode(node: Node): string {
  switch (node.type) {
    case 'text':
    case 'code':
      return node.text
    case 'fence':
      return `${node.text}\n`
    case 'break':
      return '\n'
    case 'mention':
      return `@${node.name}`
    case 'channel':
      return `#${node.title}`
    case 'place':
      return node.title
    case 'task':
      return node.done ? '☑ ' : '☐ '
    case 'list':
      return node.items.map((item) => `${item.map(textOfNode).join('').trim()}\n`).join('')
    case 'paragraph':
    case 'quote':
      return `${node.children.map(textOfNode).join('')}\n`
    default:
      return node.children.map(textOfNode).join('')
  }
}
