/** What every answer of the export has in common: its format, its name for a later question, and how it is saved. */
import type { Format } from '../../export/writer.ts'
import { CONTENT_TYPES, FORMATS } from '../../export/writer.ts'
import { PAGE_POLICY } from '../../export/page-style.ts'
import type { CairnContext } from '../../http/state.ts'

/** Asked for again each time, since who may read changes; then it is not sent again. */
const ASK_AGAIN = 'private, no-cache'

const ACCEPTED = ['application/json', 'application/x-ndjson', 'text/csv', 'text/html'] as const
const FORMAT_OF: Readonly<Record<(typeof ACCEPTED)[number], Format>> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
  'text/html': 'html',
}

/** As named in the address, else as the reader accepts it best; JSON to who takes anything. */
export function formatOf(ctx: CairnContext, named: Format | undefined): Format {
  if (named) return named
  const accepted = ctx.accepts([...ACCEPTED])
  return accepted === false ? FORMATS[1] : FORMAT_OF[accepted as (typeof ACCEPTED)[number]]
}

/** @returns true when the reader has it already: 304, and nothing is to be read */
export function isKnown(ctx: CairnContext, tag: string): boolean {
  ctx.vary('Accept, Authorization, Cookie')
  ctx.set('Cache-Control', ASK_AGAIN)
  ctx.set('ETag', tag)
  ctx.status = 200
  if (!isNamed(ctx.get('If-None-Match'), tag)) return false
  ctx.status = 304
  return true
}

/** RFC 9110, 13.1.2. Not Koa's `fresh`: programs that use fetch say no-cache beside it, and mean nothing by it. */
function isNamed(ifNoneMatch: string, tag: string): boolean {
  const opaque = (given: string) => given.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((given) => given.trim() === '*' || opaque(given) === opaque(tag))
}

export function setPageHeaders(ctx: CairnContext, format: Format, download: boolean, name: string): void {
  ctx.set('Content-Type', CONTENT_TYPES[format])
  if (format === 'html') ctx.set('Content-Security-Policy', `${PAGE_POLICY}; frame-ancestors 'none'`)
  if (download) ctx.set('Content-Disposition', `attachment; filename="${name}.${format}"`)
}
