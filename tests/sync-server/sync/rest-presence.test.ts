import { describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import type { Json } from '../../../schema/json.ts'
import type { Presence } from '../../../schema/protocol/downstream.ts'
import { coreHarness, type CoreHarness, type MuxPeer } from '../../support/core-harness.ts'

const bo = 2 as UserId

function aScene() {
  const said = new Map<UserId, Presence>()
  const h = coreHarness({ restPresenceOf: (userId) => said.get(userId) ?? 'offline' })
  h.addUser(1, 'ada', true)
  h.addUser(2, 'bo')
  const ada = h.connect(1)
  ada.control({ t: 'watch', channel: 'general' })
  const sayByRest = (state: Presence) => {
    said.set(bo, state)
    h.core.refreshPresence(bo)
    h.clock.turn()
  }
  const setPrivacy = (lastSeen: string) => write(h, 'profile', 'privacy', { lastSeen })
  return { h, ada, sayByRest, setPrivacy }
}

const lastTold = (peer: MuxPeer) =>
  peer
    .controls()
    .flatMap((message) => (message.t === 'presence' && message.states[bo] ? [message.states[bo]] : []))
    .at(-1)

describe('what is said over REST, beside the sockets', () => {
  it('[PR5] whoever watches hears of it, as of a socket', () => {
    const { h, ada, sayByRest } = aScene()
    sayByRest('idle')
    expect([lastTold(ada), h.core.presenceOf(bo)]).toEqual(['idle', 'idle'])
    sayByRest('offline')
    expect([lastTold(ada), h.core.presenceOf(bo)]).toEqual(['offline', 'offline'])
  })

  it('[PR5] the most present of the two holds', () => {
    const { h, ada, sayByRest } = aScene()
    sayByRest('idle')
    const socket = h.connect(2)
    expect([lastTold(ada), h.core.presenceOf(bo)]).toEqual(['active', 'active'])
    sayByRest('offline')
    expect([lastTold(ada), h.core.presenceOf(bo)]).toEqual(['active', 'active'])
    sayByRest('idle')
    socket.drop()
    expect([lastTold(ada), h.core.presenceOf(bo)]).toEqual(['idle', 'idle'])
  })

  it('[PR3] it is told by the person’s privacy', () => {
    const { ada, sayByRest, setPrivacy } = aScene()
    setPrivacy('nobody')
    sayByRest('active')
    expect(lastTold(ada)).toBeUndefined()
  })

  it('[PR6] whoever may no longer know it sees offline at once, and again what is so when they may', () => {
    const { h, ada, sayByRest, setPrivacy } = aScene()
    sayByRest('active')
    setPrivacy('contacts')
    expect([lastTold(ada), h.core.presenceOf(bo)]).toEqual(['offline', 'active'])
    setContact(true)
    expect(lastTold(ada)).toBe('active')
    setContact(false)
    expect(lastTold(ada)).toBe('offline')
    setPrivacy('everyone')
    expect(lastTold(ada)).toBe('active')

    function setContact(isSet: boolean): void {
      write(h, 'contacts', '1', isSet ? 1 : null)
    }
  })

  it('[PR6] who sees nothing of it hears nothing of a change either', () => {
    const { ada, setPrivacy } = aScene()
    const heard = ada.received.length
    setPrivacy('nobody')
    expect(ada.received.length).toBe(heard)
  })
})

/** As bo. */
function write(h: CoreHarness, root: string, key: string, value: Json | null): void {
  void h.core.runInCommit((tx) => tx.write({ userId: bo }, [{ doc: 'account/2', root, key, value }]))
  h.clock.turn()
}
