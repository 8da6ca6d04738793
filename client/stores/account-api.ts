/**
 * What of an account only the server can do (`/api/v1`): typed answers and typed faults, never an exception. A page of a
 * hotel's network in between is no answer.
 */
import * as z from 'zod/mini'

export interface AccountFault {
  /** `offline`: no answer of the server. `rate`: later. `unavailable`: the server cannot just now, as without its mail. */
  readonly code: 'offline' | 'auth' | 'conflict' | 'rate' | 'invalid' | 'unavailable' | 'failed'
  /** As the server calls it: `new_password`. */
  readonly field: string | null
  /** The server's own words, in English: for what the screens have no words of theirs for. */
  readonly message: string
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: AccountFault }

const me = z.object({
  username: z.string(),
  email: z.nullable(z.string()),
  email_verified: z.boolean(),
  twofa_enabled: z.boolean(),
  /** One's own, whoever else may see it. */
  avatar_url: z.nullable(z.string()),
})
export type OwnAccount = z.infer<typeof me>

const device = z.object({
  jti: z.string(),
  device_name: z.string(),
  ip_address: z.string(),
  created_at: z.string(),
  last_seen_at: z.string(),
  is_current: z.boolean(),
})
export type SignedInDevice = z.infer<typeof device>

export const ownAccount = me
export const signedInDevices = z.array(device)

const twoStepSecret = z.object({ secret: z.string(), otpauth_url: z.string() })
export type TwoStepSecret = z.infer<typeof twoStepSecret>

const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) })
const named = z.object({ username: z.string() })
const uploadPlace = z.object({
  upload_url: z.string(),
  file_url: z.string(),
  required_headers: z.record(z.string(), z.string()),
})
const joined = z.object({ channel_id: z.string() })
const done = z.object({ message: z.string() })
const refusal = z.object({
  detail: z.string(),
  errors: z.optional(z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() }))),
})

/** The server delays a wrong password by seconds; a link that swallows packets must not keep a form waiting for ever. */
const ANSWER_WITHIN_MS = 15_000
const UPLOAD_WITHIN_MS = 120_000

export type Fetch = (path: string, init?: RequestInit) => Promise<Response>

export class AccountApi {
  constructor(private readonly fetch: Fetch = (path, init) => globalThis.fetch(path, init)) {}

  me = (): Promise<Answer<OwnAccount>> => this.#ask('GET', '/auth/me', me)
  devices = (): Promise<Answer<SignedInDevice[]>> => this.#ask('GET', '/auth/sessions', signedInDevices)
  signOutOthers = (): Promise<Answer<null>> => this.#ask('DELETE', '/auth/sessions', null)

  signOutDevice(jti: string): Promise<Answer<null>> {
    return this.#ask('DELETE', `/auth/sessions/${encodeURIComponent(jti)}`, null)
  }

  changePassword(current: string, next: string): Promise<Answer<unknown>> {
    return this.#ask('POST', '/auth/change-password', done, { current_password: current, new_password: next })
  }

  changeEmail(email: string, password: string): Promise<Answer<unknown>> {
    return this.#ask('POST', '/auth/change-email', done, { email, password })
  }

  resendVerification(email: string): Promise<Answer<unknown>> {
    return this.#ask('POST', '/auth/resend-verification', done, { email })
  }

  verifyEmail(token: string): Promise<Answer<unknown>> {
    return this.#ask('POST', '/auth/verify-email', done, { token })
  }

  requestReset(email: string): Promise<Answer<unknown>> {
    return this.#ask('POST', '/auth/request-password-reset', done, { email })
  }

  resetPassword(token: string, next: string): Promise<Answer<unknown>> {
    return this.#ask('POST', '/auth/reset-password', done, { token, new_password: next })
  }

  prepareTwoStep = (): Promise<Answer<TwoStepSecret>> => this.#ask('POST', '/auth/2fa/setup', twoStepSecret)

  /** @returns the recovery codes, which are not told again */
  async enableTwoStep(code: string): Promise<Answer<readonly string[]>> {
    const answer = await this.#ask('POST', '/auth/2fa/enable', recoveryCodes, { code })
    return answer.ok ? { ok: true, value: answer.value.recovery_codes } : answer
  }

  disableTwoStep(code: string): Promise<Answer<unknown>> {
    return this.#ask('POST', '/auth/2fa/disable', done, { code })
  }

  rename(username: string): Promise<Answer<unknown>> {
    return this.#ask('PUT', '/users/profile', named, { username })
  }

  /** The picture goes to a place of its own, then it is named: a link that breaks in between changes nothing. */
  async setPicture(picture: Blob): Promise<Answer<unknown>> {
    const about = { file_name: 'avatar.jpg', file_type: picture.type, file_size: picture.size }
    const place = await this.#ask('POST', '/media/upload-url', uploadPlace, about)
    if (!place.ok) return place
    const { upload_url: address, file_url, required_headers: headers } = place.value
    try {
      const signal = AbortSignal.timeout(UPLOAD_WITHIN_MS)
      const put = await this.fetch(ownPath(address), { method: 'PUT', headers, body: picture, signal })
      if (!put.ok) return { ok: false, fault: { code: 'failed', field: null, message: '' } }
    } catch {
      return { ok: false, fault: OFFLINE }
    }
    return this.#ask('PUT', '/users/profile', named, { avatar_url: file_url })
  }

  removePicture(): Promise<Answer<unknown>> {
    return this.#ask('PUT', '/users/profile', named, { avatar_url: null })
  }

  /** @returns the chat that an invitation's link leads to */
  joinByInvite(token: string): Promise<Answer<{ channel_id: string }>> {
    return this.#ask('POST', '/chats/join-by-invite', joined, { token })
  }

  deleteAccount(password: string): Promise<Answer<null>> {
    return this.#ask('POST', '/auth/delete-account', null, { password })
  }

  #ask<T>(method: string, path: string, shape: z.ZodMiniType<T> | null, body?: object): Promise<Answer<T>> {
    return askServer(this.fetch, method, path, shape, body)
  }
}

/**
 * @param path   under `/api/v1`
 * @param shape  of the answer; null = it has no body
 */
export async function askServer<T>(
  fetch: Fetch,
  method: string,
  path: string,
  shape: z.ZodMiniType<T> | null,
  body?: object,
): Promise<Answer<T>> {
  let answer: Response
  let reply: unknown
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (answer.status === 204 && shape === null) return { ok: true, value: null as T }
    reply = await answer.json()
  } catch {
    return { ok: false, fault: OFFLINE }
  }
  if (answer.ok) {
    const value = shape?.safeParse(reply)
    // Some other program answered: as good as nobody.
    return value?.success ? { ok: true, value: value.data } : { ok: false, fault: OFFLINE }
  }
  return { ok: false, fault: faultOf(answer.status, reply) }
}

/**
 * The server names itself as PUBLIC_URL says, but this page may have come by another name of it. A bucket is elsewhere, and
 * its address stays whole.
 */
function ownPath(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  return url && /^\/uploads\/[0-9a-f-]{36}$/.test(url.pathname) ? url.pathname + url.search : address
}

const OFFLINE: AccountFault = { code: 'offline', field: null, message: '' }

/** Where the codes stand for several statuses: a wrong password is 403, a wrong token or code 400, both with their field. */
function faultOf(status: number, reply: unknown): AccountFault {
  const parsed = refusal.safeParse(reply)
  if (!parsed.success) return OFFLINE
  const { detail, errors } = parsed.data
  const field = errors?.[0]?.loc.at(-1) ?? /^([a-z_]+): /.exec(detail)?.[1] ?? null
  const fault = { field: field === null ? null : String(field), message: errors?.[0]?.msg ?? detail }
  return { code: codeOf(status, fault.field), ...fault }
}

function codeOf(status: number, field: string | null): AccountFault['code'] {
  switch (status) {
    case 401:
      return 'auth'
    case 403:
      return field === null ? 'failed' : 'invalid'
    case 400:
    case 422:
      return 'invalid'
    case 409:
      return 'conflict'
    case 429:
      return 'rate'
    case 503:
      return 'unavailable'
    case 502:
    case 504:
      return 'offline'
    default:
      return 'failed'
  }
}
