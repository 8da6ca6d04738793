/** The account's export tokens, which only the server knows (`/session/export-tokens`): typed answers and typed faults. */
import * as z from 'zod/mini'
import type { AccountFault, Answer, Fetch } from './account-api.ts'

const token = z.object({
  id: z.number(),
  name: z.string(),
  /** null = all that the person may read. */
  channels: z.nullable(z.array(z.string())),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.nullable(z.string()),
})
export type ExportToken = z.infer<typeof token>

const tokens = z.array(token)
const made = z.extend(token, { token: z.string() })
export type MadeExportToken = z.infer<typeof made>

const refusal = z.object({ error: z.string(), field: z.optional(z.string()) })

export interface NewExportToken {
  readonly name: string
  readonly channels: readonly string[] | null
  readonly days: number
}

const PATH = '/session/export-tokens'
const ANSWER_WITHIN_MS = 15_000
const OFFLINE: AccountFault = { code: 'offline', field: null, message: '' }

const CODES: Readonly<Record<number, AccountFault['code']>> = {
  400: 'invalid',
  401: 'auth',
  409: 'conflict',
  429: 'rate',
  503: 'unavailable',
}

export class ExportTokensApi {
  constructor(private readonly fetch: Fetch = (path, init) => globalThis.fetch(path, init)) {}

  /** Newest first. */
  list(): Promise<Answer<ExportToken[]>> {
    return this.#ask('GET', PATH, tokens)
  }

  /** The token is in this answer alone. */
  make(given: NewExportToken): Promise<Answer<MadeExportToken>> {
    return this.#ask('POST', PATH, made, given)
  }

  revoke(id: number): Promise<Answer<unknown>> {
    return this.#ask('DELETE', `${PATH}/${id}`, null)
  }

  async #ask<T>(method: string, path: string, shape: z.ZodMiniType<T> | null, body?: object): Promise<Answer<T>> {
    try {
      const answer = await this.fetch(path, {
        method,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        headers: { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      if (answer.status === 204 && shape === null) return { ok: true, value: null as T }
      const reply: unknown = await answer.json()
      if (!answer.ok) return { ok: false, fault: faultOf(answer.status, reply) }
      const value = shape?.safeParse(reply)
      // Some other program answered: as good as nobody.
      return value?.success ? { ok: true, value: value.data } : { ok: false, fault: OFFLINE }
    } catch {
      return { ok: false, fault: OFFLINE }
    }
  }
}

function faultOf(status: number, reply: unknown): AccountFault {
  const parsed = refusal.safeParse(reply)
  if (!parsed.success) return OFFLINE
  return { code: CODES[status] ?? 'failed', field: parsed.data.field ?? null, message: parsed.data.error }
}
