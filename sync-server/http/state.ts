/** What the middleware leaves for the routes behind it. */
import type Koa from 'koa'
import type { Session } from '../accounts/session-store.ts'

export interface SessionState {
  /** Null: not signed in. */
  session: Session | null
}

export type CairnContext = Koa.ParameterizedContext<SessionState>
/** Koa's signed cookies of one request. */
export type RequestCookies = Koa.Context['cookies']
export type CairnMiddleware = Koa.Middleware<SessionState>
