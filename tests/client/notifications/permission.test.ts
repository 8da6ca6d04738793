import { describe, expect, it } from 'vitest'
import { PermissionStore, type NotifyingBrowser } from '../../../client/notifications/permission.ts'

const DAY_MS = 24 * 60 * 60_000

function aBrowser(permission: NotificationPermission | null, more: Partial<NotifyingBrowser> = {}) {
  const kept = new Map<string, string>()
  const asked: string[] = []
  const clock = { nowMs: 1_000 * DAY_MS }
  const state = { permission, answer: 'granted' as NotificationPermission }
  const browser: NotifyingBrowser = {
    get permission() {
      return state.permission
    },
    ...{ isIos: false, isInstalled: false },
    request: async () => (state.permission = state.answer),
    subscribe: async (key) => ({ endpoint: 'https://push.example.org/1', keys: { p256dh: key, auth: 'a' } }),
    ...more,
  }
  const box = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const server = async (path: string, init: RequestInit = {}) => {
    asked.push([init.method ?? 'GET', path, init.body ?? ''].map(String).join(' ').trim())
    return init.method ? new Response(null, { status: 204 }) : Response.json({ publicKey: 'key' })
  }
  const make = () => new PermissionStore(browser, box, server, () => clock.nowMs)
  return { store: make(), make, asked, clock, state }
}

describe('[NF18] whether this device may notify', () => {
  it('is asked by a press, and then the server is told where to wake it', async () => {
    const { store, asked } = aBrowser('default')
    expect([store.view, store.mayAsk, asked]).toEqual(['ask', true, []])
    await store.ask()
    expect([store.view, store.mayAsk]).toEqual(['granted', false])
    const body = '{"endpoint":"https://push.example.org/1","keys":{"p256dh":"key","auth":"a"}}'
    expect(asked).toEqual(['GET /session/push', `PUT /session/push ${body}`])
  })

  it('"Not now" keeps the card away for 30 days, also after a restart', () => {
    const { store, make, clock } = aBrowser('default')
    store.notNow()
    clock.nowMs += 30 * DAY_MS - 1
    expect([store.mayAsk, make().mayAsk]).toEqual([false, false])
    clock.nowMs += 1
    expect(store.mayAsk).toBe(true)
  })

  it('a no is no reason to ask the server', async () => {
    const { store, asked, state } = aBrowser('default')
    state.answer = 'denied'
    await store.ask()
    expect([store.view, asked]).toEqual(['denied', []])
  })

  it('where no push service can be had, pages tell all the same', async () => {
    for (const subscribe of [async () => null, () => Promise.reject(new Error('no service'))]) {
      const { store, asked } = aBrowser('default', { subscribe })
      await store.ask()
      expect([store.view, asked]).toEqual(['granted', ['GET /session/push']])
    }
  })

  it('[NF19] says what is in the way', () => {
    expect(aBrowser('denied').store.view).toBe('denied')
    expect(aBrowser(null).store.view).toBe('unsupported')
    expect(aBrowser(null).store.mayAsk).toBe(false)
    expect(aBrowser(null, { isIos: true }).store.view).toBe('needs-install')
    expect(aBrowser('default', { isIos: true, isInstalled: true }).store.view).toBe('ask')
  })

  it('is looked at again when it was changed in the browser', () => {
    const { store, state } = aBrowser('denied')
    state.permission = 'granted'
    store.look()
    expect(store.view).toBe('granted')
  })
})
