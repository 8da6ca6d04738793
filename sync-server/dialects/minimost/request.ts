/** What minimost's forms carry. A field that is missing, or sent twice, counts as empty. */
import { z } from 'zod'
import { deviceName } from '../../accounts/device-name.ts'
import type { Caller } from '../../accounts/deps.ts'
import type { CairnContext } from '../../http/state.ts'

const field = z.string().catch('')
const signInForm = z.object({ username: field, password: field })
const signUpForm = z.object({ username: field, password: field, confirm_password: field })

export function parseSignIn(ctx: CairnContext): { login: string; password: string } {
  const { username, password } = signInForm.parse(ctx.request.body)
  return { login: username, password }
}

export function parseSignUp(ctx: CairnContext): { username: string; password: string; isConfirmed: boolean } {
  const { username, password, confirm_password } = signUpForm.parse(ctx.request.body)
  return { username, password, isConfirmed: password === confirm_password }
}

export function callerOf(ctx: CairnContext): Caller {
  return { address: ctx.ip, device: deviceName(ctx.get('user-agent')) }
}

/** Our own web app sends the same forms by fetch and asks for JSON; browsers and scripts get pages. */
export function wantsJson(ctx: CairnContext): boolean {
  return ctx.accepts('html', 'json') === 'json'
}
