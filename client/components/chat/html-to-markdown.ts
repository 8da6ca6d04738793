/**
 * What is pasted as HTML, as the markup that people type here. The page is parsed where nothing runs and nothing is
 * fetched; of its tree only what stands in ALLOWED is read, and every word of it is text.
 */
import { safeHref } from './rich-text-tree.ts'

/** Nothing of these is text that somebody meant to copy. */
const DROPPED: ReadonlySet<string> = new Set(
  'script style template head title noscript iframe object embed svg math canvas audio video select option button input textarea meta link base dialog'.split(
    ' ',
  ),
)
const BLOCKS: ReadonlySet<string> = new Set(
  'p div section article header footer main aside nav h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr ul ol dl dt dd figure figcaption address hr'.split(
    ' ',
  ),
)
const MARKS: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '_',
  em: '_',
  s: '~~',
  del: '~~',
  strike: '~~',
}
/** Without one of these the plain text says as much. */
const MEANS =
  'a[href], b, strong, i, em, s, del, strike, code, pre, blockquote, ul, ol, [style*="font-weight"], [style*="font-style"]'
/** A page may nest without end; deeper than this its words are taken as they are. */
const MAX_DEPTH = 60

/** @returns null: there is no markup in it, and its plain text is as good */
export function htmlToMarkdown(html: string): string | null {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  if (!body.querySelector(MEANS)) return null
  return tidy(childrenOf(body, { depth: 0, list: '' }))
}

interface Place {
  readonly depth: number
  /** What stands before each line of a list in a list. */
  readonly list: string
}

function childrenOf(node: Node, place: Place): string {
  if (place.depth > MAX_DEPTH) return node.textContent ?? ''
  const inside = { ...place, depth: place.depth + 1 }
  return [...node.childNodes].map((child) => textOfNode(child, inside)).join('')
}

function textOfNode(node: Node, place: Place): string {
  if (node.nodeType === Node.TEXT_NODE) return escaped((node.textContent ?? '').replace(/[ \t\r\n\f]+/g, ' '))
  if (!(node instanceof Element)) return ''
  const name = node.localName
  if (DROPPED.has(name)) return ''
  switch (name) {
    case 'br':
      return '\n'
    case 'img':
      return escaped(node.getAttribute('alt') ?? '')
    case 'a':
      return linkOf(node, childrenOf(node, place))
    case 'code':
    case 'kbd':
    case 'samp':
    case 'tt':
      return codeOf(node.textContent ?? '')
    case 'pre':
      return fenceOf(node)
    case 'blockquote':
      return `\n\n${tidy(childrenOf(node, place)).replace(/^/gm, '> ')}\n\n`
    case 'li':
      return itemOf(node, place)
    case 'td':
    case 'th':
      return `${childrenOf(node, place).trim()}${node.nextElementSibling ? ' | ' : ''}`
  }
  const text = childrenOf(node, name === 'ul' || name === 'ol' ? { ...place, list: `${place.list}  ` } : place)
  if (name === 'ul' || name === 'ol') return place.list === '' ? `\n\n${text}\n\n` : `\n${text}`
  if (name === 'tr') return `${text}\n`
  if (BLOCKS.has(name)) return /^h[1-6]$/.test(name) ? `\n\n${marked(text, '**')}\n\n` : `\n\n${text}\n\n`
  return marked(text, markOf(node, name))
}

/** Word processors say it by style, and wrap all in a `<b>` that is none. */
function markOf(node: Element, name: string): string {
  const style = node.getAttribute('style') ?? ''
  if (/font-weight:\s*(?:normal|[1-4]00)/.test(style)) return ''
  if (Object.hasOwn(MARKS, name)) return MARKS[name]!
  if (/font-weight:\s*(?:bold|[6-9]00)/.test(style)) return '**'
  return /font-style:\s*italic/.test(style) ? '_' : ''
}

/** A mark stands against the word; over several lines it would be none. */
function marked(text: string, mark: string): string {
  if (mark === '' || text.trim() === '' || text.trim().startsWith(mark)) return text
  return text
    .split('\n')
    .map((line) => line.replace(/^(\s*)(\S.*?)(\s*)$/, `$1${mark}$2${mark}$3`))
    .join('\n')
}

function linkOf(node: Element, text: string): string {
  const href = safeHref(node.getAttribute('href') ?? '')
  const label = text.replace(/\s+/g, ' ').trim()
  if (href === null || label === '') return text
  const isItself = [href, href.replace(/\/$/, '')].includes(node.textContent?.trim() ?? '')
  return isItself
    ? href
    : `[${label}](${href
        .replace(/[()\s]/g, encodeURIComponent)
        .replace(/\(/g, '%28')
        .replace(/\)/g, '%29')})`
}

function codeOf(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return text.trim() === '' ? text : `${fence}${pad}${text.replace(/\s+/g, ' ')}${pad}${fence}`
}

function fenceOf(node: Element): string {
  const text = (node.textContent ?? '').replace(/\r\n?/g, '\n').replace(/^\n|\n+$/g, '')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const lang = /(?:^|\s)(?:language|lang)-([\w+#.-]{1,24})/.exec(
    node.querySelector('code')?.className ?? node.className,
  )?.[1]
  const fence = '`'.repeat(longest + 1)
  return `\n\n${fence}${lang ?? ''}\n${text}\n${fence}\n\n`
}

function itemOf(node: Element, place: Place): string {
  const list = node.parentElement
  const at = [...(list?.children ?? [])].filter(({ localName }) => localName === 'li').indexOf(node)
  const start = Number.parseInt(list?.getAttribute('start') ?? '1', 10) || 1
  const mark = list?.localName === 'ol' ? `${start + at}. ` : '- '
  const text = tidy(childrenOf(node, place)).replace(/\n{2,}/g, '\n')
  return `${place.list.slice(2)}${mark}${text}\n`
}

/** Signs that would be markup stay signs. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*]/g, '\\$&')
    .replace(/~~/g, '\\~\\~')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/\[(?=[^\]]*\]\()/g, '\\[')
}

function tidy(text: string): string {
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
