/**
 * A table of routes, and how it is mounted. The table is plain data, so that the OpenAPI document is made from what validates.
 *
 * To add a route, write it into the table of its subject, `<subject>-routes.ts`:
 *
 *     const route = routesOf<ChatDeps>()            // what the handlers of this table need
 *     export const chatRoutes = [
 *       route(
 *         {
 *           method: 'patch',
 *           path: '/chats/{chat_id}/title',         // under /api/v1, parameters in braces
 *           summary: 'Rename a chat',
 *           auth: true,                             // false: anybody; `session` may then be null
 *           params: z.object({ chat_id: idParam }), // what does not fit is 404
 *           body: z.object({ title: chatTitle }),   // what does not fit is 422 with the field named; `query` too
 *           answers: { 200: chatRead },             // exactly one: 200, 201 or `204: null`
 *         },
 *         async (deps, { session, params, body }) => presentChat(await renameChat(deps, session, ...)),
 *       ),
 *     ]
 *
 * The handler returns the body of that answer; refusals are thrown (`CairnError`, or `BenyaError` for a status that the
 * code does not have) and answered by errors.ts. Then mount the table in routes.ts: `mountRoutes(router, deps, chatRoutes)`.
 * Of two paths that fit a request the one mounted first counts, so `/chats/saved` stands before `/chats/{chat_id}`.
 * Schemas are classic zod, in schemas/<subject>.ts; shared ones (ids, limits, times) in schemas/common.ts.
 */
import type Router from '@koa/router'
import type { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { Session } from '../../accounts/session-store.ts'
import { requireSession } from '../../http/authenticate.ts'
import type { RouteSpec } from '../../http/route-spec.ts'
import type { CairnContext, SessionState } from '../../http/state.ts'
import { FieldError } from './errors.ts'
import { BODY_BYTES, readBody } from './read-body.ts'

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export interface Call<S extends RouteSpec> {
  readonly ctx: CairnContext
  readonly session: S['auth'] extends true ? Session : Session | null
  readonly params: Parsed<S['params']>
  readonly query: Parsed<S['query']>
  readonly body: Parsed<S['body']>
}

type AnswerOf<S extends RouteSpec> = {
  [K in keyof S['answers']]: S['answers'][K] extends z.ZodType ? z.input<S['answers'][K]> : void
}[keyof S['answers']]

export interface Route<Deps> extends RouteSpec {
  /** @returns the body of the only answer; undefined for 204 */
  handle(deps: Deps, call: Call<RouteSpec>): unknown
}

/** An answer that is text already, for what is asked for so often that it is kept as it is sent. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** Types a table's handlers by their schemas. */
export function routesOf<Deps>() {
  return <const S extends RouteSpec>(
    spec: S,
    handle: (deps: Deps, call: Call<S>) => AnswerOf<S> | JsonText | Promise<AnswerOf<S>>,
  ): Route<Deps> => ({ ...spec, handle: handle })
}

/** @param router  one with the prefix of errors.ts */
export function mountRoutes<Deps>(router: Router<SessionState>, deps: Deps, routes: readonly Route<Deps>[]): void {
  for (const route of routes) {
    const status = Number(Object.keys(route.answers)[0])
    router[route.method](route.path.replace(/\{(\w+)\}/g, ':$1'), async (ctx) => {
      // Who it is comes first: what a stranger sends is not even read.
      const session = route.auth ? requireSession(ctx) : ctx.state.session
      const params = route.params && parseParams(route.params, ctx.params)
      const query = route.query && parse('query', route.query, { ...ctx.query })
      const body = route.body && parse('body', route.body, await readBody(ctx, route.bodyBytes ?? BODY_BYTES))
      ctx.set('Cache-Control', 'no-store')
      const answer = await route.handle(deps, { ctx, session, params, query, body } as unknown as Call<RouteSpec>)
      // The body first: setting null afterwards would make any status 204.
      ctx.body = status === 204 ? null : answer instanceof JsonText ? answer.text : answer
      if (answer instanceof JsonText) ctx.type = 'json'
      ctx.status = status
    })
  }
}

/** A malformed id names nothing (DIALECTS.md, 10). */
function parseParams(schema: z.ZodType, given: unknown): unknown {
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new CairnError(ErrorCode.NotFound, 'Not found')
  return parsed.data
}

function parse(where: 'query' | 'body', schema: z.ZodType, given: unknown): unknown {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const loc = (path: readonly PropertyKey[]) => [
    where,
    ...path.map((step) => (typeof step === 'number' ? step : String(step))),
  ]
  throw new FieldError(parsed.error.issues.map(({ path, message }) => ({ loc: loc(path), msg: message })))
}
