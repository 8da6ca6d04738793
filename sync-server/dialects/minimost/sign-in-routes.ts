/** Minimost's sign-in, sign-up and sign-out (seed 000; docs/behaviour.md, AU). */
import Router from '@koa/router'
import { ErrorCode } from '../../../schema/errors.ts'
import { signIn } from '../../accounts/sign-in.ts'
import { signOut } from '../../accounts/sign-out.ts'
import { isSignUpOpen, signUp } from '../../accounts/sign-up.ts'
import { callerOf } from '../../http/caller.ts'
import { formBody } from '../../http/limit-body.ts'
import type { CairnContext, SessionState } from '../../http/state.ts'
import type { MinimostDeps } from './deps.ts'
import { parseSignIn, parseSignUp, wantsJson } from './request.ts'

/** "Failed login attempts are deliberately delayed by 3 seconds." */
const FAILED_SIGN_IN_MS = 3_000

export function signInRoutes(deps: MinimostDeps): Router<SessionState> {
  const { account, cookie, trust, present, presence } = deps
  const router = new Router<SessionState>()

  router.get('/sign-in.css', (ctx) => present.style(ctx))

  router.get('/sign-in.js', (ctx) => present.script(ctx))

  router.get('/login', (ctx) => present.page(ctx, 'login'))

  // JSON is another dialect's sign-in, which stands before this one; whatever is neither, formBody answers with 415.
  router.post('/login', formBody(), async (ctx) => {
    const trustToken = trust.read(ctx.cookies)
    const input = { ...parseSignIn(ctx), trustToken, caller: callerOf(ctx), failureMs: FAILED_SIGN_IN_MS }
    const result = await signIn(account, input)
    if (!result.ok) return present.refused(ctx, 'login', { ...result, fault: result.reason })
    startSession(ctx, result.token)
    if (result.trustToken !== null) trust.write(ctx.cookies, result.trustToken)
    present.signedIn(ctx, result)
  })

  router.get('/signup', (ctx) => present.page(ctx, isSignUpOpen(account) ? 'signup' : 'closed'))

  router.post('/signup', formBody(), async (ctx) => {
    const { username, password, isConfirmed } = parseSignUp(ctx)
    if (!isConfirmed) return present.refused(ctx, 'signup', { code: ErrorCode.Invalid, fault: 'confirm' })
    const input = { username, password, passwordRule: 'strong', email: null, caller: callerOf(ctx) } as const
    const result = await signUp(account, input)
    if (!result.ok) {
      return present.refused(ctx, result.reason === 'closed' ? 'closed' : 'signup', { ...result, fault: result.reason })
    }
    startSession(ctx, result.token)
    present.signedIn(ctx, result)
  })

  router.get('/logout', (ctx) => {
    if (ctx.state.session) {
      // Not `offline` as a word of theirs: it would go on holding against another device's socket.
      presence.forget(ctx.state.session.userId)
      signOut(account, ctx.state.session)
    }
    cookie.clear(ctx.cookies)
    if (wantsJson(ctx)) ctx.status = 204
    else ctx.redirect('/login')
  })

  router.get('/chat', (ctx) => ctx.redirect('/'))
  return router

  /** The cookie names one session; the one that it named before would stay open with nobody to end it. */
  function startSession(ctx: CairnContext, token: string): void {
    if (ctx.state.session) signOut(account, ctx.state.session)
    cookie.write(ctx.cookies, token)
  }
}
