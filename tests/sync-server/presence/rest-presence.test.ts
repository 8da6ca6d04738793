import { describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { openRestPresence, REST_PRESENCE_MS } from '../../../sync-server/presence/rest-presence.ts'

const ada = 1 as UserId

function aPresence() {
  const told: UserId[] = []
  const clock = { nowMs: 1_000_000 }
  const presence = openRestPresence({ now: () => clock.nowMs, changed: (userId) => void told.push(userId) })
  return { presence, clock, told }
}

describe('where people are by what they said over REST', () => {
  it('[PR4] is offline until something was said', () => {
    const { presence, told } = aPresence()
    presence.touch(ada)
    expect([presence.stateOf(ada), told]).toEqual(['offline', []])
  })

  it.each([
    ['active', 'active'],
    ['idle', 'idle'],
    ['hidden', 'offline'],
    ['offline', 'offline'],
  ] as const)('[PR4] %s shows as %s', (said, shown) => {
    const { presence } = aPresence()
    presence.setState(ada, said)
    expect(presence.stateOf(ada)).toBe(shown)
  })

  it('[PR4] lasts 5 minutes after the last request, and no longer', () => {
    const { presence, clock } = aPresence()
    presence.setState(ada, 'idle')
    clock.nowMs += REST_PRESENCE_MS - 1
    presence.touch(ada)
    clock.nowMs += REST_PRESENCE_MS - 1
    expect(presence.stateOf(ada)).toBe('idle')
    clock.nowMs += 1
    expect(presence.stateOf(ada)).toBe('offline')
  })

  it('[PR4] a request after its end brings nothing back', () => {
    const { presence, clock } = aPresence()
    presence.setState(ada, 'active')
    clock.nowMs += REST_PRESENCE_MS
    presence.touch(ada)
    expect(presence.stateOf(ada)).toBe('offline')
  })

  it('[MM18] tells hidden from offline to who asks, as long as it holds', () => {
    const { presence, clock } = aPresence()
    expect(presence.isHidden(ada)).toBe(false)
    presence.setState(ada, 'hidden')
    expect([presence.isHidden(ada), presence.stateOf(ada)]).toEqual([true, 'offline'])
    clock.nowMs += REST_PRESENCE_MS
    expect(presence.isHidden(ada)).toBe(false)
  })

  it('[MM18] after signing out nothing that was said holds, and open sockets count again', () => {
    const { presence, told } = aPresence()
    presence.forget(ada)
    expect(told).toEqual([])
    presence.setState(ada, 'idle')
    presence.forget(ada)
    expect([presence.stateOf(ada), told]).toEqual(['offline', [ada, ada]])
    presence.enter(ada)
    expect(presence.stateOf(ada)).toBe('active')
  })

  it('[PR5] its begin, change and end are told', () => {
    const { presence, clock, told } = aPresence()
    presence.setState(ada, 'active')
    presence.expire()
    expect(told).toEqual([ada])
    clock.nowMs += REST_PRESENCE_MS
    presence.expire()
    presence.expire()
    expect(told).toEqual([ada, ada])
  })

  it('[PR7] is active while a socket of a dialect is open, however many there are', () => {
    const { presence, told } = aPresence()
    const [leave, leaveOther] = [presence.enter(ada), presence.enter(ada)]
    expect(presence.stateOf(ada)).toBe('active')
    leave()
    expect(presence.stateOf(ada)).toBe('active')
    leaveOther()
    expect(presence.stateOf(ada)).toBe('offline')
    expect(told.length).toBe(4)
  })

  it('[PR7] what a person says of themselves counts before their sockets', () => {
    const { presence, clock } = aPresence()
    presence.enter(ada)
    presence.setState(ada, 'hidden')
    expect(presence.stateOf(ada)).toBe('offline')
    clock.nowMs += REST_PRESENCE_MS
    expect(presence.stateOf(ada)).toBe('active')
  })
})
