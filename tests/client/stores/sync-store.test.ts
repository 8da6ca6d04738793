import { describe, expect, it } from 'vitest'
import { aRidge, NOW, PUMP } from '../../../client/fixtures/ridge.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox, handTimers } from './support.ts'

function open() {
  const ridge = aRidge()
  const { device } = ridge
  const timers = handTimers()
  const stores = new Stores(device, aBox(), timers)
  stores.sync.subscribe(() => undefined)
  const see = () => stores.sync.view
  see()
  const pass = (ms: number) => {
    device.advance(ms)
    timers.advance(ms)
  }
  return { ridge, device, stores, see, pass }
}

describe('the connection strip', () => {
  it('is quiet while the server is in touch: three stones, no words', () => {
    expect(open().see()).toMatchObject({ stones: 3, words: 'quiet', asOfMs: null })
  })

  it('says offline only after two seconds without the server', () => {
    const { device, see, pass } = open()
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    expect(see().words).toBe('quiet')
    pass(1_999)
    expect(see().words).toBe('quiet')
    pass(1)
    expect(see()).toMatchObject({ stones: 1, words: 'offline', canTry: true, asOfMs: NOW })
  })

  it('says connecting only when that lasts over three seconds', () => {
    const { device, see, pass } = open()
    device.setSync({ state: 'connecting', sinceMs: NOW }, 0)
    pass(2_999)
    expect(see().words).toBe('quiet')
    pass(1)
    expect(see()).toMatchObject({ stones: 2, words: 'connecting', canTry: true })
  })

  it('[UI138] goes on saying connecting when the try is given up for a new one', () => {
    const { device, see, pass } = open()
    device.setSync({ state: 'connecting', sinceMs: NOW }, 0)
    pass(3_000)
    expect(see().words).toBe('connecting')
    device.setSync({ state: 'connecting', sinceMs: NOW + 3_000 }, 0)
    expect(see()).toMatchObject({ words: 'connecting', canTry: true })
  })

  it('a retry within a long cut goes on saying offline', () => {
    const { device, see, pass } = open()
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    pass(10_000)
    device.setSync({ state: 'connecting', sinceMs: NOW + 10_000 })
    expect(see().words).toBe('offline')
  })

  it('says syncing after a second, and its numbers never go backwards', () => {
    const { device, see, pass } = open()
    device.setSync({ state: 'syncing', done: 10, total: 40, sinceMs: NOW })
    expect(see().words).toBe('quiet')
    pass(1_000)
    expect(see()).toMatchObject({ stones: 2, words: 'syncing', done: 10, total: 40, asOfMs: null })
    device.setSync({ state: 'syncing', done: 4, total: 30, sinceMs: NOW })
    expect(see()).toMatchObject({ done: 10, total: 40 })
  })

  it('"back online" for four seconds, only if something was queued', async () => {
    const { device, stores, see, pass } = open()
    const cut = () => device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    cut()
    device.setSync({ state: 'live', sinceMs: NOW })
    expect(see().words).toBe('quiet')
    cut()
    await stores.actions.send({ channelId: PUMP, text: 'a' })
    await stores.actions.send({ channelId: PUMP, text: 'b' })
    expect(see().unsent).toBe(2)
    device.setSync({ state: 'live', sinceMs: NOW })
    expect(see().words).toBe('sending')
    device.deliver()
    expect(see()).toMatchObject({ words: 'back', sent: 2 })
    pass(3_999)
    expect(see().words).toBe('back')
    pass(1)
    expect(see().words).toBe('quiet')
  })

  it('a refused message is not counted as sent', async () => {
    const { device, stores, see } = open()
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    await stores.actions.send({ channelId: PUMP, text: 'a' })
    await stores.actions.send({ channelId: PUMP, text: 'b' })
    see()
    device.setSync({ state: 'live', sinceMs: NOW })
    device.refuse(device.outbox()[0]!.n, 'forbidden').deliver()
    expect(see()).toMatchObject({ words: 'back', sent: 1, refused: 1, unsent: 0 })
  })

  it('[UI139] what was cancelled during the cut is not counted as sent, nor are edits and deletions', async () => {
    const { device, stores, ridge, see } = open()
    const cut = () => device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    cut()
    await stores.actions.send({ channelId: PUMP, text: 'a' })
    await stores.actions.send({ channelId: PUMP, text: 'b' })
    await stores.actions.edit(PUMP, ridge.ids.get(PUMP)![15]!, 'Mine')
    await device.discard(device.outbox()[0]!.n)
    device.setSync({ state: 'live', sinceMs: NOW })
    device.deliver()
    expect(see()).toMatchObject({ words: 'back', sent: 1 })
    cut()
    await stores.actions.send({ channelId: PUMP, text: 'c' })
    await device.discard(device.outbox()[0]!.n)
    device.setSync({ state: 'live', sinceMs: NOW })
    expect(see()).toMatchObject({ words: 'quiet', sent: 0 })
  })

  it('[UI139] what arrived before the strip saw the server in touch is counted', async () => {
    const { device, stores, see } = open()
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    await stores.actions.send({ channelId: PUMP, text: 'a' })
    device.setSync({ state: 'syncing', done: 1, total: 2, sinceMs: NOW })
    device.deliver()
    device.setSync({ state: 'live', sinceMs: NOW })
    expect(see()).toMatchObject({ words: 'back', sent: 1 })
  })

  it('[UI141] what is not new messages alone is called changes', async () => {
    const { device, stores, ridge, see } = open()
    await stores.actions.send({ channelId: PUMP, text: 'a' })
    expect(see()).toMatchObject({ unsent: 1, unsentWord: 'messages', refusedWord: 'messages' })
    await stores.actions.edit(PUMP, ridge.ids.get(PUMP)![15]!, 'Mine')
    expect(see()).toMatchObject({ unsent: 2, unsentWord: 'changes' })
    device.refuse(device.outbox()[1]!.n, 'forbidden')
    expect(see()).toMatchObject({ unsent: 1, unsentWord: 'messages', refused: 1, refusedWord: 'changes' })
  })

  it('signed out and too old are said at once', () => {
    const { device, see } = open()
    device.setSync({ state: 'signed-out' })
    expect(see()).toMatchObject({ stones: 1, words: 'signed-out' })
    device.setSync({ state: 'too-old' })
    expect(see()).toMatchObject({ stones: 1, words: 'too-old' })
  })

  it('[UI6] a session that was ended elsewhere is said whatever the socket does, and with what is unsent', async () => {
    const { stores, see } = open()
    await stores.actions.send({ channelId: PUMP, text: 'a' })
    expect(see().words).toBe('quiet')
    stores.sync.sessionEnded(true)
    expect(see()).toMatchObject({ stones: 1, words: 'signed-out', unsent: 1 })
    stores.sync.sessionEnded(false)
    expect(see().words).toBe('quiet')
  })
})
