/** The OpenAPI 3.1 document, made from the tables that validate (docs/behaviour.md, OA1-OA2). Pure. */
import { z } from 'zod'
import type { RouteSpec, SocketSpec } from './route-spec.ts'

/** One dialect, or one subject of it. */
export interface RouteGroup {
  /** Heading on the page: `chats`. */
  readonly tag: string
  /** Before each path: `/api/v1`. */
  readonly prefix: string
  readonly routes: readonly RouteSpec[]
  /** The body of every refusal. */
  readonly error: z.ZodType
}

type JsonObject = Record<string, unknown>

/** Why a request may be refused: told of each operation that can. */
const REFUSALS = {
  400: 'Bad request',
  401: 'Not signed in, or the session ended',
  403: 'Not allowed',
  404: 'No such thing, or none that the caller may know of',
  409: 'Taken, or changed meanwhile',
  413: 'Larger than the limit',
  422: 'Does not fit; the field is named',
  429: 'Too many in a minute; Retry-After says when to come again',
  503: 'A service outside cannot be reached',
} as const

/** @param serverUrl  where the paths begin */
export function openApi(
  groups: readonly RouteGroup[],
  version: string,
  serverUrl: string,
  sockets: readonly SocketSpec[] = [],
): JsonObject {
  const paths: Record<string, JsonObject> = {}
  for (const group of groups) {
    for (const route of group.routes) {
      const path = group.prefix + route.path
      paths[path] = { ...paths[path], [route.method]: operation(group, route) }
    }
  }
  for (const path of new Set(sockets.map((socket) => socket.path))) {
    paths[path] = { ...paths[path], get: socketOperation(sockets.filter((socket) => socket.path === path)) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Cairn', version, description: 'The REST view of the documents that every device holds.' },
    servers: [{ url: serverUrl }],
    tags: [...new Set([...groups, ...sockets].map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
  }
}

function operation({ tag, error }: RouteGroup, route: RouteSpec): JsonObject {
  const parameters = [...parametersOf('path', route.params), ...parametersOf('query', route.query)]
  return {
    tags: [tag],
    summary: route.summary,
    ...(route.auth ? { security: [{ bearer: [] }, { session: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(route),
    responses: { ...answersOf(route), ...refusalsOf(route, error) },
  }
}

/**
 * A socket is opened by a GET; what is said on it stands in the description, and as schemas beside it. Dialects that share a
 * path, each with parameters of its own, are one operation.
 */
function socketOperation(sockets: readonly SocketSpec[]): JsonObject {
  const parameters = sockets.flatMap(({ query }) => parametersOf('query', query))
  const isShared = sockets.length > 1
  return {
    tags: sockets.map(({ tag }) => tag),
    summary: sockets.map(({ summary }) => summary).join(' · '),
    description: sockets.map((socket) => (isShared ? `**${socket.tag}**\n\n` : '') + eventTable(socket)).join('\n\n'),
    security: [{ bearer: [] }, { session: [] }],
    ...(parameters.length > 0
      ? { parameters: isShared ? parameters.map((one) => ({ ...one, required: false })) : parameters }
      : {}),
    responses: { 101: { description: 'The socket is open' } },
    'x-events': sockets.flatMap(({ events }) =>
      events.map(({ data, ...rest }) => ({ ...rest, data: jsonSchema(data, 'output') })),
    ),
  }
}

function eventTable({ events }: SocketSpec): string {
  const rows = events.map(({ name, from, summary }) => `| \`${name}\` | ${from} | ${summary} |`)
  return ['| event | said by | |', '|---|---|---|', ...rows].join('\n')
}

function bodyOf({ body, bodyType = 'json', multipart }: RouteSpec): JsonObject {
  if (!body && !multipart) return {}
  const type = bodyType === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  const content = {
    ...(body ? { [type]: { schema: jsonSchema(body, 'input') } } : {}),
    ...(multipart ? { 'multipart/form-data': { schema: jsonSchema(multipart, 'input') } } : {}),
  }
  return { requestBody: { required: true, content } }
}

function parametersOf(where: 'path' | 'query', schema: z.ZodObject | undefined): JsonObject[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, JsonObject>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    ...{ name, in: where, schema: property },
    required: where === 'path' || required.includes(name),
  }))
}

function answersOf({ answers }: RouteSpec): JsonObject {
  const described = { 200: 'Done', 201: 'Created', 204: 'Done; no body', 302: 'Elsewhere', 304: 'As it was' }
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      {
        description: described[Number(status) as keyof typeof described],
        ...(schema ? { content: json(schema, 'output') } : {}),
      },
    ]),
  )
}

function refusalsOf(route: RouteSpec, error: z.ZodType): JsonObject {
  const statuses = [
    ...(route.auth ? ([401, 403] as const) : ([400, 401] as const)),
    ...(route.params ? ([404] as const) : []),
    ...(route.body ? ([409, 413, 422] as const) : route.query ? ([422] as const) : []),
    429 as const,
    503 as const,
  ]
  return Object.fromEntries(
    statuses.map((status) => [status, { description: REFUSALS[status], content: json(error, 'output') }]),
  )
}

function json(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  return { 'application/json': { schema: jsonSchema(schema, io) } }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
