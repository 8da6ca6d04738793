/** What a page says of itself: Open Graph, else its title and description (docs/behaviour.md, LP5). Pure. */
import { Parser } from 'htmlparser2'
import type { PagePreview } from './preview.ts'

const MAX_TITLE_CHARS = 300
const MAX_DESCRIPTION_CHARS = 1_000
const MAX_IMAGE_CHARS = 2_048

/**
 * @param address  as it was asked for
 * @param at       where the page was found, after redirects
 * @returns null: it has no title
 */
export function readPreview(html: string, address: string, at: URL): PagePreview | null {
  const { said, title } = readHead(html)
  const first = (...names: string[]) => names.map((name) => said.get(name) ?? '').find((text) => text !== '') ?? ''
  const shown = tidy(first('og:title', 'twitter:title') || title, MAX_TITLE_CHARS)
  if (shown === '') return null
  const description = tidy(first('og:description', 'twitter:description', 'description'), MAX_DESCRIPTION_CHARS)
  const image = first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image')
  return {
    type: 'og',
    title: shown,
    description: description || null,
    image: imageOf(image, at),
    domain: at.hostname,
    url: address,
  }
}

function readHead(html: string): { said: Map<string, string>; title: string } {
  const said = new Map<string, string>()
  let title = ''
  let isInTitle = false
  let depthOfSvg = 0
  const parser = new Parser({
    onopentag(name, { property, name: called, content }) {
      if (name === 'svg') depthOfSvg++
      if (name === 'title' && depthOfSvg === 0 && title === '') isInTitle = true
      if (name !== 'meta' || content === undefined) return
      const key = (property ?? called ?? '').trim().toLowerCase()
      // The first one counts: later ones belong to further pictures.
      if (!said.has(key) && said.size < 200) said.set(key, content.trim())
    },
    ontext(text) {
      if (isInTitle && title.length < MAX_TITLE_CHARS) title += text
    },
    onclosetag(name) {
      if (name === 'title') isInTitle = false
      if (name === 'svg' && depthOfSvg > 0) depthOfSvg--
    },
  })
  parser.end(html)
  return { said, title }
}

/** One line, without control characters and marks that turn the direction of what follows. */
function tidy(text: string, maxChars: number): string {
  const line = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  if (line.length <= maxChars) return line
  // Not through the middle of a character.
  return `${line.slice(0, maxChars - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

function imageOf(text: string, at: URL): string | null {
  if (text === '' || text.length > MAX_IMAGE_CHARS || !URL.canParse(text, at.href)) return null
  const url = new URL(text, at)
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  return isWeb && url.username === '' && url.password === '' ? url.href : null
}
