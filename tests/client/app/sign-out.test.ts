/** Signing out: what waits gets a moment to reach the server, which takes nothing of this device afterwards. */
import { expect, it, vi } from 'vitest'
import { GO_WITHIN_MS, letUnsentGo } from '../../../client/app/let-unsent-go.ts'
import { signOut } from '../../../client/app/sign-out.ts'
import { GENERAL, NOW } from '../../../client/fixtures/ridge.ts'
import { SessionStore } from '../../../client/stores/session-store.ts'
import { handTimers, openStores } from '../stores/support.ts'

vi.mock('../../../client/storage/leave-device.ts', () => ({ leaveDevice: () => Promise.resolve() }))

it('[OS41] the last words of a draft reach the server before the session ends', async () => {
  const { stores, device, box } = openStores()
  const done: string[] = []
  const fetch = async (path: string) => (done.push(path), new Response(null, { status: 204 }))
  const session = new SessionStore(fetch, box)
  device.stop = async () => void done.push('stopped')
  stores.drafts.set(GENERAL, 'half a sentence')
  const over = signOut(stores, session)
  await expect.poll(() => device.outbox().map(({ root }) => root)).toEqual(['drafts'])
  await expect.poll(() => stores.drafts.onlyHere().has(GENERAL)).toBe(true)
  expect(done).toEqual([])
  device.deliver()
  await over
  expect(done).toEqual(['/logout', 'stopped'])
})

async function letGo(state: 'live' | 'offline' = 'live') {
  const { stores, device } = openStores()
  await stores.actions.send({ channelId: GENERAL, text: 'Bring the long wrench' })
  if (state === 'offline') device.setSync({ state, sinceMs: NOW, nextTryAtMs: null })
  const timers = handTimers()
  let isOver = false
  const over = letUnsentGo(device, timers).then(() => (isOver = true))
  const soon = () => new Promise((resolve) => setImmediate(resolve))
  return { device, timers, over, isOver: async () => (await soon(), isOver) }
}

it('[OS41] is not waited for without a connection, nor where it is cut meanwhile', async () => {
  expect(await (await letGo('offline')).isOver()).toBe(true)
  const cut = await letGo()
  expect(await cut.isOver()).toBe(false)
  cut.device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
  await cut.over
})

it('[OS41] what was refused is not waited for, and nothing for longer than 3 s', async () => {
  const refused = await letGo()
  refused.device.refuse(refused.device.outbox()[0]!.n, 'forbidden')
  await refused.over
  const slow = await letGo()
  slow.timers.advance(GO_WITHIN_MS - 1)
  expect(await slow.isOver()).toBe(false)
  slow.timers.advance(1)
  await slow.over
})
