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
 *           path: '/chats/{chat_id}/title',         // under the dialect's prefix, parameters in braces
 *           summary: 'Rename a chat',
 *           auth: true,                             // false: anybody; `session` may then be null
 *           params: z.object({ chat_id: idParam }), // what does not fit is 404
 *           body: z.object({ title: chatTitle }),   // what does not fit is a FieldError; `query` too
 *           answers: { 200: chatRead },             // the first is the status: 200, 201 or `204: null`
 *         },
 *         async (deps, { session, params, body }) => presentChat(await renameChat(deps, session, ...)),
 *       ),
 *     ]
 *
 * The handler returns the body of that answer, a `Reply` for another status, or `ANSWERED` where it answered by itself.
 * Refusals are thrown (`CairnError`, `FieldError`, or the dialect's own error for a status that the code does not have) and
 * worded by the dialect's errors.ts. Then the dialect's routes.ts mounts the table. Of two paths that fit a request the one
 * mounted first counts, so `/chats/saved` stands before `/chats/{chat_id}`. Schemas are classic zod, in the dialect's
 * schemas/<subject>.ts.
 */
import type Router from '@koa/router'
import type { z } from 'zod'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Session } from '../accounts/session-store.ts'
import { requireSession } from './authenticate.ts'
import { FieldError } from './field-error.ts'
import { BODY_BYTES, readBody, readForm } from './read-body.ts'
import type { RouteSpec } from './route-spec.ts'
import type { CairnContext, SessionState } from './state.ts'

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

type Answer<S extends RouteSpec> = AnswerOf<S> | JsonText | Reply | typeof ANSWERED

export interface Route<Deps> extends RouteSpec {
  /** @returns the body of the only answer; undefined for 204 */
  handle(deps: Deps, call: Call<RouteSpec>): unknown
}

/** An answer that is text already, for what is asked for so often that it is kept as it is sent. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** An answer with another status than the table's first. */
export class Reply {
  constructor(
    readonly status: 200 | 201 | 204,
    readonly body: unknown,
  ) {}
}

/** The handler has set status and body itself: a page, a redirect, a file, a stream. */
export const ANSWERED = Symbol('answered')

/** See kept-answers.ts. */
export interface KeptAnswersOf {
  find(key: string): JsonText | null
  keep(key: string, answer: unknown): JsonText
}

/** What differs between dialects before a handler runs. */
export interface RouteStyle {
  /** Who is nobody: what is thrown then, `auth` (401) when left out. */
  readonly requireSession?: (ctx: CairnContext) => Session
  /** What a malformed id in a path is; `not_found` when left out (DIALECTS.md, 10). */
  readonly badParams?: ErrorCode
  /** Where answers of `isKept` routes are kept. */
  readonly kept?: KeptAnswersOf
  /** Words an error; left out where a middleware does. */
  readonly answerError?: (ctx: CairnContext, error: unknown) => void
}

/** Types a table's handlers by their schemas. */
export function routesOf<Deps>() {
  return <const S extends RouteSpec>(
    spec: S,
    handle: (deps: Deps, call: Call<S>) => Answer<S> | Promise<Answer<S>>,
  ): Route<Deps> => ({ ...spec, handle: handle })
}

/** @param router  one with the dialect's prefix */
export function mountRoutes<Deps>(
  router: Router<SessionState>,
  deps: Deps,
  routes: readonly Route<Deps>[],
  style: RouteStyle = {},
): void {
  for (const route of routes) {
    router[route.method](route.path.replace(/\{(\w+)\}/g, ':$1'), async (ctx) => {
      try {
        await answer(ctx, deps, route, style)
      } catch (error) {
        if (!style.answerError || ctx.headerSent) throw error
        style.answerError(ctx, error)
      }
    })
  }
}

async function answer<Deps>(
  ctx: CairnContext & { params: unknown },
  deps: Deps,
  route: Route<Deps>,
  style: RouteStyle,
): Promise<void> {
  // Who it is comes first: what a stranger sends is not even read.
  const session = route.auth ? (style.requireSession ?? requireSession)(ctx) : ctx.state.session
  ctx.set('Cache-Control', 'no-store')
  const keptAs = route.isKept && style.kept && session ? `${session.userId} ${ctx.method} ${ctx.url}` : null
  const kept = keptAs === null ? null : style.kept?.find(keptAs)
  if (kept) return send(ctx, route, kept)
  const params = route.params && parseParams(route.params, ctx.params, style.badParams ?? ErrorCode.NotFound)
  const query = route.query && parseInput('query', route.query, { ...ctx.query })
  const read = route.bodyType === 'form' ? readForm : readBody
  const body = route.body && parseInput('body', route.body, await read(ctx, route.bodyBytes ?? BODY_BYTES))
  const answered = await route.handle(deps, { ctx, session, params, query, body } as unknown as Call<RouteSpec>)
  if (answered === ANSWERED) return
  send(ctx, route, keptAs === null ? answered : style.kept?.keep(keptAs, answered))
}

function send<Deps>(ctx: CairnContext, route: Route<Deps>, answered: unknown): void {
  const status = answered instanceof Reply ? answered.status : Number(Object.keys(route.answers)[0])
  const content = answered instanceof Reply ? answered.body : answered
  // The body first: setting null afterwards would make any status 204.
  ctx.body = status === 204 ? null : content instanceof JsonText ? content.text : content
  if (content instanceof JsonText) ctx.type = 'json'
  ctx.status = status
}

/** A malformed id names nothing (DIALECTS.md, 10). */
function parseParams(schema: z.ZodType, given: unknown, code: ErrorCode): unknown {
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new CairnError(code, code === ErrorCode.NotFound ? 'Not found' : 'A malformed id')
  return parsed.data
}

/** For bodies that a handler reads itself. @throws FieldError */
export function parseInput<S extends z.ZodType>(where: 'query' | 'body', schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const loc = (path: readonly PropertyKey[]) => [
    where,
    ...path.map((step) => (typeof step === 'number' ? step : String(step))),
  ]
  throw new FieldError(parsed.error.issues.map(({ path, message }) => ({ loc: loc(path), msg: message })))
}
