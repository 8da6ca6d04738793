import '../../../client/app/all-words.ts'
import { describe, expect, it } from 'vitest'
import { deliveryName, saysWhyItWaits } from '../../../client/components/chat/delivery-name.ts'
import type { Delivery, PersonView } from '../../../client/stores/message-view.ts'

const HOUR = 60 * 60_000
const people = (...names: string[]): PersonView[] => names.map((name, i) => ({ userId: i + 2, name, username: name }))

describe('how far a message has come, in words', () => {
  it.each([
    [{ state: 'saved', since: 0 }, 'Saved on this device, not sent yet'],
    [{ state: 'sending' }, 'Saved on this device, sending'],
    [{ state: 'held', behind: 'photo.jpg' }, 'Waits for photo.jpg'],
    [{ state: 'held', behind: '' }, 'Waits for the message before it'],
    [{ state: 'rate-limited', againAt: 12_000 }, 'Sending again in 12 seconds'],
    [{ state: 'sent' }, 'Sent'],
    [{ state: 'delivered', people: people('Ana') }, 'Delivered to Ana'],
    [{ state: 'read', people: people('Ana', 'Ben'), delivered: [] }, 'Read by Ana and Ben'],
  ] as [Delivery, string][])('%j', (delivery, name) => {
    expect(deliveryName(delivery, 0)).toBe(name)
  })

  it('says since when it waits after an hour', () => {
    const waiting = { state: 'saved', since: 0 } as const
    expect(deliveryName(waiting, HOUR - 1)).toBe('Saved on this device, not sent yet')
    expect(deliveryName(waiting, HOUR)).toMatch(/^Saved on this device, waiting since /)
  })

  it('[MG29] what has waited for an hour says so beside its mark, too', () => {
    const isSaid = (delivery: Delivery, now = 0) => saysWhyItWaits(delivery, now)
    expect(isSaid({ state: 'saved', since: 0 }, HOUR - 1)).toBe(false)
    expect(isSaid({ state: 'saved', since: 0 }, HOUR)).toBe(true)
    expect(isSaid({ state: 'held', behind: 'photo.jpg' })).toBe(true)
    expect(isSaid({ state: 'sending' }, HOUR)).toBe(false)
  })

  it('[UI51] says the day too where it waits since another', () => {
    const since = new Date(2026, 2, 3, 14, 2).getTime()
    const name = (days: number) => deliveryName({ state: 'saved', since }, since + HOUR + days * 24 * HOUR)
    expect(name(0)).toMatch(/since 0?2:02/)
    expect(name(1)).toMatch(/since Tue/)
    expect(name(7)).toMatch(/since Mar 3/)
  })

  it('[UI5] counts more than three people: a press tells who', () => {
    const read = (...names: string[]): Delivery => ({ state: 'read', people: people(...names), delivered: [] })
    expect(deliveryName(read('Ana', 'Ben', 'Chi'), 0)).toBe('Read by Ana, Ben, and Chi')
    expect(deliveryName(read('Ana', 'Ben', 'Chi', 'Dee'), 0)).toBe('Read by 4 people')
    expect(deliveryName({ state: 'delivered', people: people('a', 'b', 'c', 'd', 'e') }, 0)).toBe(
      'Delivered to 5 people',
    )
  })
})
