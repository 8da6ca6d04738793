/** Minimost's pages, and the same answers as JSON for the web app. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SignedIn } from '../../accounts/deps.ts'
import type { SignInRefusal } from '../../accounts/sign-in.ts'
import type { SignUpRefusal } from '../../accounts/sign-up.ts'
import type { CairnContext } from '../../http/state.ts'
import { jsonStatus, PAGE_STATUS, SENTENCES, type Fault } from './errors.ts'
import { wantsJson } from './request.ts'

export type PageName = 'login' | 'signup' | 'closed'

/** A refusal, with what a page and a program are told. */
export type Refusal = {
  readonly code: SignInRefusal['code'] | SignUpRefusal['code']
  readonly fault: Fault
  readonly retryAfterSeconds?: number
}

export interface Presenter {
  page(ctx: CairnContext, name: PageName): void
  signedIn(ctx: CairnContext, account: SignedIn): void
  refused(ctx: CairnContext, name: PageName, refusal: Refusal): void
  style(ctx: CairnContext): void
  script(ctx: CairnContext): void
}

/** Where a page shows what went wrong. */
const SLOT = '<!-- error -->'

/** @param folder  holds login.html, signup.html, closed.html, sign-in.css and sign-in.js; read once */
export function openPresenter(folder: string): Presenter {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const pages = { login: read('login.html'), signup: read('signup.html'), closed: read('closed.html') }
  const css = read('sign-in.css')
  const script = read('sign-in.js')

  const serve = (ctx: CairnContext, type: 'css' | 'js', text: string) => {
    ctx.set('Cache-Control', 'no-cache')
    ctx.type = type
    ctx.etag = createHash('sha256').update(text).digest('hex').slice(0, 16)
    ctx.status = 200
    if (ctx.fresh) ctx.status = 304
    else ctx.body = text
  }

  const show = (ctx: CairnContext, html: string) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.type = 'html'
    ctx.body = html
  }
  return {
    page: (ctx, name) => show(ctx, pages[name]),
    signedIn: (ctx, { userId, username, admin }) => {
      if (wantsJson(ctx)) ctx.body = { userId, username, admin }
      else ctx.redirect('/')
    },
    refused: (ctx, name, { code, fault, retryAfterSeconds }) => {
      const sentence = SENTENCES[fault]
      if (retryAfterSeconds !== undefined) ctx.set('Retry-After', String(retryAfterSeconds))
      ctx.status = wantsJson(ctx) ? jsonStatus(code) : PAGE_STATUS[fault]
      if (wantsJson(ctx)) ctx.body = { code, reason: fault, message: sentence }
      else show(ctx, pages[name].replace(SLOT, `<p class="error" role="alert">${sentence}</p>`))
    },
    style: (ctx) => serve(ctx, 'css', css),
    script: (ctx) => serve(ctx, 'js', script),
  }
}
