/** What a route of any dialect says of itself: it is validated by this, and described by it in the OpenAPI document. */
import type { z } from 'zod'

export interface RouteSpec {
  readonly method: 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete'
  /** Parameters in braces: `/chats/{chat_id}`. */
  readonly path: `/${string}`
  readonly summary: string
  readonly auth: boolean
  /** Its answer follows from who asks and what is stored alone, not from the clock or who is there: it may be kept. */
  readonly isKept?: boolean
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** How the body comes; JSON when left out. */
  readonly bodyType?: 'json' | 'form'
  /** What a multipart form carries; the handler reads it itself (read-multipart.ts), and this only describes it. */
  readonly multipart?: z.ZodObject
  /** The dialect's own limit when left out. */
  readonly bodyBytes?: number
  /** The first one is the status, unless the handler returns a `Reply`. null: no JSON, or no body at all. */
  readonly answers: Readonly<Partial<Record<200 | 201 | 204 | 302 | 304, z.ZodType | null>>>
}

/** A door for sockets, described beside the routes. */
export interface SocketSpec {
  readonly tag: string
  readonly path: `/${string}`
  readonly summary: string
  readonly query?: z.ZodObject
  readonly events: readonly SocketEventSpec[]
}

export interface SocketEventSpec {
  readonly name: string
  readonly from: 'client' | 'server'
  readonly summary: string
  readonly data: z.ZodType
}
