/** Requests made from the OpenAPI document, honest and not. Mostly honest, since what is refused at the door never gets further. */
import fc from 'fast-check'
import type { RouteGroup } from '../../../sync-server/http/openapi.ts'
import { openApi } from '../../../sync-server/http/openapi.ts'
import type { RouteSpec } from '../../../sync-server/http/route-spec.ts'
import { damaged, hostileBody, hostileText, type RawBody } from './hostile-values.ts'
import type { RawRequest } from './raw-request.ts'
import { fitting, type JsonSchema, type Known } from './schema-values.ts'

export interface Planned extends RawRequest {
  /** `post /chats/{chat_id}`, without the prefix of its group. */
  readonly operation: string
}

export interface DescribedOperation {
  readonly name: string
  readonly method: string
  /** With the prefix. */
  readonly path: string
  readonly answers: RouteSpec['answers']
  readonly described: Described
}

interface Described {
  readonly parameters?: readonly { name: string; in: 'path' | 'query'; schema: JsonSchema; required: boolean }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: JsonSchema }>> }
}

export function operationsOf(groups: readonly RouteGroup[]): DescribedOperation[] {
  const paths = openApi(groups, '1', 'http://localhost').paths as Record<string, Record<string, Described>>
  return groups.flatMap(({ prefix, routes }) =>
    routes.map(({ method, path, answers }) => ({
      ...{ name: `${method} ${path}`, method, path: prefix + path, answers },
      described: paths[prefix + path]?.[method] ?? {},
    })),
  )
}

/** @param tokenOf  whose name the request carries, by operation and who is drawn; '' and others are tokens of nobody */
export function requestsOf(
  operations: readonly DescribedOperation[],
  known: Known,
  tokenOf: (operation: string, who: string) => string,
): fc.Arbitrary<Planned> {
  return fc.constantFrom(...operations).chain(({ name, path, method, described }) => {
    const part = (where: 'path' | 'query') => {
      // Nothing at all in a path is another path.
      const hostile = where === 'path' ? hostileText.filter((text) => text !== '') : hostileText
      return Object.fromEntries(
        (described.parameters ?? [])
          .filter((parameter) => parameter.in === where)
          .map((parameter) => [parameter.name, mostly(fitting(parameter.schema, known, parameter.name), hostile)]),
      )
    }
    return fc
      .record({
        path: fc.record(part('path')),
        query: fc.record(part('query'), { requiredKeys: [] }),
        extra: mostly(fc.constant(''), fc.constantFrom('&a[]=1', '&limit=1&limit=2', '&%zz', '&__proto__=1', '&query')),
        token: fc.constantFrom('ada', 'ada', 'ada', 'ada', 'bo', 'bo', 'bo', 'cy', 'cy', 'dee', 'dee', '', 'garbage'),
        body: bodies(described, known),
      })
      .map(({ path: ids, query, extra, token, body: sent }) => {
        const place = path.replace(/\{(\w+)\}/g, (_, field: string) => inAddress(ids[field]))
        const search = Object.entries(query).map(([key, value]) => `${key}=${inAddress(value)}`)
        return {
          operation: name,
          method: method.toUpperCase(),
          path: `${place}?${search.join('&')}${extra}`,
          headers: { authorization: `Bearer ${tokenOf(name, token)}` },
          body: sent,
        }
      })
  })
}

function bodies({ requestBody }: Described, known: Known): fc.Arbitrary<RawBody | null> {
  const kinds = Object.entries(requestBody?.content ?? {})
  if (kinds.length === 0) return mostly<RawBody | null>(fc.constant(null), hostileBody)
  return fc.constantFrom(...kinds).chain(([type, { schema }]) => {
    const write = WRITERS[type] ?? json
    const fits = fitting(schema, known)
    return mostly<RawBody | null>(fits.map(write), damaged(fits).map(write), hostileBody, fc.constant(null))
  })
}

const WRITERS: Readonly<Record<string, (value: unknown) => RawBody>> = {
  'application/x-www-form-urlencoded': form,
  'multipart/form-data': multipart,
}

function json(value: unknown): RawBody {
  return { bytes: JSON.stringify(value) ?? '', headers: { 'content-type': 'application/json' } }
}

function form(value: unknown): RawBody {
  const fields = fieldsOf(value).map(([key, text]) => `${inAddress(key)}=${inAddress(text)}`)
  return { bytes: fields.join('&'), headers: { 'content-type': 'application/x-www-form-urlencoded' } }
}

const BOUNDARY = 'a-boundary'
const FILE_FIELDS: ReadonlySet<string> = new Set(['file', 'files', 'avatar'])

/** Files hold the text that was drawn for them: no picture, which is refused or skipped. */
function multipart(value: unknown): RawBody {
  const parts = fieldsOf(value).map(([key, text]) => {
    const name = key.replace(/["\r\n]/g, '_')
    const about = FILE_FIELDS.has(name) ? `; filename="a.png"\r\nContent-Type: image/png` : ''
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${about}\r\n\r\n${text}\r\n`
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
  return { bytes: `${parts.join('')}--${BOUNDARY}--\r\n`, headers }
}

function fieldsOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [['field', String(value)]]
  return Object.entries(value).map(([key, one]) => [key, typeof one === 'string' ? one : (JSON.stringify(one) ?? '')])
}

function mostly<T>(honest: fc.Arbitrary<T>, ...hostile: fc.Arbitrary<T>[]): fc.Arbitrary<T> {
  const [first, ...others] = hostile.map((arbitrary) => ({ arbitrary, weight: 1 }))
  return fc.oneof({ arbitrary: honest, weight: 3 * hostile.length }, ...(first ? [first, ...others] : []))
}

/** Half a surrogate pair has no place in an address; all else may stand in one. */
function inAddress(text: unknown): string {
  return encodeURIComponent(String(text).replace(/\p{Surrogate}/gu, '\uFFFD'))
}
