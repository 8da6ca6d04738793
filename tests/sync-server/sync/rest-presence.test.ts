import { describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import type { Presence } from '../../../schema/protocol/downstream.ts'
import { coreHarness, type MuxPeer } from '../../support/core-harness.ts'

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
  return { h, ada, sayByRest }
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
    const { h, ada, sayByRest } = aScene()
    void h.core.runInCommit((tx) =>
      tx.write({ userId: bo }, [{ doc: 'account/2', root: 'profile', key: 'privacy', value: { lastSeen: 'nobody' } }]),
    )
    h.clock.turn()
    sayByRest('active')
    expect(lastTold(ada)).toBeUndefined()
  })
})
