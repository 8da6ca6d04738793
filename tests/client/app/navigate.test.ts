import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepBefore, leaveTo, navigate, redirect } from '../../../client/app/navigate.ts'
import { chatRoute, HOME, type Route } from '../../../client/app/routes.ts'

const CHAT = chatRoute('general')
const INFO = chatRoute('general', { name: 'info' })
const MEMBERS = chatRoute('general', { name: 'members' })

let browser: ReturnType<typeof fakeBrowser>

beforeEach(() => {
  browser = fakeBrowser()
  vi.stubGlobal('location', browser.location)
  vi.stubGlobal('history', browser.history)
  vi.stubGlobal('HashChangeEvent', FakeHashChange)
  vi.stubGlobal('dispatchEvent', (event: FakeHashChange) => keepBefore(event as unknown as HashChangeEvent))
})
afterEach(() => vi.unstubAllGlobals())

describe('[UI167] what is closed', () => {
  it('is left as by Back, where Back leads there', () => {
    browser.open('#/')
    go(CHAT, INFO)
    leave(CHAT)
    leave(HOME)
    expect(browser.all()).toEqual(['> #/', '#/c/general', '#/c/general/info'])
  })

  it('goes with what stands on top of it', () => {
    browser.open('#/')
    go(CHAT, INFO, MEMBERS)
    leave(CHAT)
    expect(browser.all()).toEqual(['#/', '> #/c/general', '#/c/general/info', '#/c/general/members'])
  })

  it('is replaced, where Back leads elsewhere or out of the app', () => {
    browser.open('#/c/general/info')
    leaveTo(CHAT)
    expect(browser.all()).toEqual(['> #/c/general'])
    browser.open('#/c/general')
    go(chatRoute('ridge'), INFO)
    leave(CHAT)
    expect(browser.all()).toEqual(['#/c/general', '#/c/ridge', '> #/c/general'])
  })

  it('[UI213] is replaced, where another chat stands between whose id begins as its own', () => {
    browser.open('#/c/dm-1-2')
    go(chatRoute('dm-1-23'), chatRoute('dm-1-2', { name: 'info' }))
    leave(chatRoute('dm-1-2'))
    expect(browser.all()).toEqual(['#/c/dm-1-2', '#/c/dm-1-23', '> #/c/dm-1-2'])
  })

  it('is known after a reload, a redirect, and forward again', () => {
    browser.open('#/')
    go(CHAT)
    redirect(chatRoute('general', null, '01JNA'))
    go(INFO)
    redirect(CHAT)
    browser.history.go(-2)
    browser.turn()
    browser.history.go(2)
    browser.turn()
    keepBefore()
    leave(HOME)
    expect(browser.all()).toEqual(['> #/', '#/c/general/m/01JNA', '#/c/general'])
  })

  it('is known of two steps at once', () => {
    browser.open('#/')
    navigate(CHAT)
    navigate(INFO)
    browser.turn()
    browser.history.go(-1)
    browser.turn()
    leave(HOME)
    expect(browser.all()).toEqual(['> #/', '#/c/general', '#/c/general/info'])
  })

  it('is replaced where the browser does not come back there', () => {
    vi.useFakeTimers()
    browser.open('#/')
    go(CHAT)
    browser.history.go = () => undefined
    leaveTo(HOME)
    leaveTo(HOME)
    expect(browser.all()).toEqual(['#/', '> #/c/general'])
    vi.runAllTimers()
    expect(browser.all()).toEqual(['#/', '> #/'])
    vi.useRealTimers()
  })

  it('is closed once, however often it is pressed', () => {
    browser.open('#/')
    go(CHAT, HOME, CHAT)
    leaveTo(HOME)
    leaveTo(HOME)
    browser.turn()
    expect(browser.all()).toEqual(['#/', '#/c/general', '> #/', '#/c/general'])
  })
})

/** One step after the other, each made before the next. */
function go(...routes: readonly Route[]): void {
  for (const route of routes) {
    navigate(route)
    browser.turn()
  }
}

function leave(route: Route): void {
  leaveTo(route)
  browser.turn()
}

class FakeHashChange {
  constructor(
    readonly type: string,
    readonly init: { readonly oldURL?: string } = {},
  ) {}
  get oldURL(): string {
    return this.init.oldURL ?? ''
  }
}

/** One tab: its entries, and the moves that it makes only after the script is over. */
function fakeBrowser() {
  let entries: { hash: string; state: unknown }[] = []
  let at = 0
  const waiting: (() => void)[] = []
  const here = () => entries[at]!
  const told = (old: string) =>
    keepBefore(new FakeHashChange('hashchange', { oldURL: `https://cairn.test/${old}` }) as unknown as HashChangeEvent)
  return {
    /** Another start of the app, on an entry of nobody's. */
    open(hash: string): void {
      entries = [{ hash, state: null }]
      at = 0
      keepBefore()
    },
    turn: () => waiting.splice(0).forEach((move) => move()),
    all: () => entries.map(({ hash }, i) => (i === at ? `> ${hash}` : hash)),
    location: {
      get hash() {
        return here().hash
      },
      set hash(hash: string) {
        const old = here().hash
        entries.splice(++at, Infinity, { hash, state: null })
        waiting.push(() => told(old))
      },
    },
    history: {
      get state() {
        return here().state
      },
      replaceState(state: unknown, _: string, hash = here().hash) {
        entries[at] = { hash, state }
      },
      go: (by: number): void =>
        void waiting.push(() => {
          const old = here().hash
          at += by
          told(old)
        }),
    },
  }
}
