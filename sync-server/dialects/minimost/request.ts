/** What minimost's forms carry. A field that is missing, or sent twice, counts as empty. */
import { z } from 'zod'
import type { CairnContext } from '../../http/state.ts'

const field = z.string().catch('')
const signInForm = z.object({ username: field, password: field, otp_code: field, trust_device: field })
const signUpForm = z.object({ username: field, password: field, confirm_password: field })

export function parseSignIn(ctx: CairnContext) {
  const { username, password, otp_code, trust_device } = signInForm.parse(ctx.request.body)
  return { login: username, password, otpCode: otp_code.trim(), trustsDevice: trust_device !== '' }
}

export function parseSignUp(ctx: CairnContext): { username: string; password: string; isConfirmed: boolean } {
  const { username, password, confirm_password } = signUpForm.parse(ctx.request.body)
  return { username, password, isConfirmed: password === confirm_password }
}

/** Our own web app sends the same forms by fetch and asks for JSON; browsers and scripts get pages. */
export function wantsJson(ctx: CairnContext): boolean {
  return ctx.accepts('html', 'json') === 'json'
}
