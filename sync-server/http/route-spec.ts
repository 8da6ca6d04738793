/** What a route of any dialect says of itself: it is validated by this, and described by it in the OpenAPI document. */
import type { z } from 'zod'

export interface RouteSpec {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Parameters in braces: `/chats/{chat_id}`. */
  readonly path: `/${string}`
  readonly summary: string
  readonly auth: boolean
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The dialect's own limit when left out. */
  readonly bodyBytes?: number
  readonly answers: Readonly<Partial<Record<200 | 201 | 204, z.ZodType | null>>>
}
