/** Links to lines of a file at bitbucket.org and github.com, and the card that is shown of them (docs/behaviour.md, LP6). Pure. */
import type { CodePreview } from './preview.ts'

export interface CodeLink {
  /** Where the file's own bytes are. */
  readonly raw: string
  readonly filepath: string
  /** Lines, from 1; `to` is `from` or more. */
  readonly from: number
  readonly to: number
}

const CONTEXT_LINES = 50
/** Of what the link is about; the rest is left out. */
const MAX_LINES = 200
const MAX_LINE_CHARS = 1_000
const MAX_CODE_CHARS = 40_000

const FORMS = [
  {
    host: 'bitbucket.org',
    path: /^\/([^/]+\/[^/]+)\/src\/([^/]+)\/(.+)$/,
    lines: /^#lines-(\d{1,7})(?::(\d{1,7}))?$/,
    raw: (repository: string, ref: string, file: string) => `https://bitbucket.org/${repository}/raw/${ref}/${file}`,
  },
  {
    host: 'github.com',
    path: /^\/([^/]+\/[^/]+)\/blob\/([^/]+)\/(.+)$/,
    lines: /^#L(\d{1,7})(?:C\d+)?(?:-L(\d{1,7})(?:C\d+)?)?$/,
    raw: (repository: string, ref: string, file: string) =>
      `https://raw.githubusercontent.com/${repository}/${ref}/${file}`,
  },
]

/** @returns null for every other link */
export function codeLinkOf(url: URL): CodeLink | null {
  const form = FORMS.find(({ host }) => host === url.hostname)
  const path = form?.path.exec(url.pathname)
  const lines = form?.lines.exec(url.hash)
  if (!form || !path || !lines) return null
  const [, repository = '', ref = '', file = ''] = path
  const [a, b] = [Number(lines[1]), Number(lines[2] ?? lines[1])]
  if (a === 0 || b === 0) return null
  return {
    raw: form.raw(repository, ref, file),
    filepath: decoded(file),
    from: Math.min(a, b),
    to: Math.max(a, b),
  }
}

/** @returns null: it has no such line, or is no text */
export function cutCode(link: CodeLink, text: string, address: string): CodePreview | null {
  if (text.includes('\u0000')) return null
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  if (link.from > lines.length) return null
  const to = Math.min(link.to, lines.length, link.from + MAX_LINES - 1)
  const first = Math.max(1, link.from - CONTEXT_LINES)
  const shown = lines.slice(first - 1, to + CONTEXT_LINES)
  const filename = link.filepath.split('/').at(-1) ?? ''
  return {
    type: 'code',
    filename,
    filepath: link.filepath,
    language: /[^.]\.([\w+-]{1,16})$/.exec(filename)?.[1]?.toLowerCase() ?? '',
    first_line_num: first,
    highlight_start: link.from,
    highlight_end: to,
    code: shown
      .map((line) => line.slice(0, MAX_LINE_CHARS))
      .join('\n')
      .slice(0, MAX_CODE_CHARS),
    total_lines: lines.length,
    url: address,
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
