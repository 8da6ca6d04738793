/** Several tabs of one person: both write, one of them sends, and no message comes twice (DESIGN.md, 5: Sending). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPlace, type Person, type Place } from '../support/people.ts'
import type { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 70_000 }

describe('two tabs of one person', () => {
  let place: Place
  let ana: Person
  let ben: Person
  let first: Screen
  let second: Screen

  beforeAll(async () => {
    place = await aPlace()
    ;[ana, ben] = await Promise.all([place.signUp('ana'), place.signUp('ben')])
    first = ana.screen
    second = await ana.tab()
    for (const screen of [first, second, ben.screen]) await screen.openChat('general')
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  it('both write online, both show both, and the other person gets each once', async () => {
    await first.write('From the first tab')
    await second.write('From the second tab')
    for (const screen of [first, second, ben.screen]) {
      await expect.poll(() => screen.texts(), patient).toEqual(['From the first tab', 'From the second tab'])
    }
    for (const screen of [first, second]) {
      await expect.poll(() => screen.labelOf('From the second tab'), patient).toMatch(/(Sent|Delivered|Read)[^,]*$/)
    }
  })

  it('both write offline, each sees what the other wrote, and all goes once when the network is back', async () => {
    ana.link.cut()
    await first.isOffline()
    await second.isOffline()
    await first.write('Offline in the first')
    await second.write('Offline in the second')
    await expect.poll(() => first.texts(), patient).toContain('Offline in the second')
    await expect.poll(() => second.texts(), patient).toContain('Offline in the first')
    ana.link.mend()
    const all = ['From the first tab', 'From the second tab', 'Offline in the first', 'Offline in the second']
    for (const screen of [first, second, ben.screen]) await expect.poll(() => screen.texts(), patient).toEqual(all)
    await expect.poll(() => second.labelOf('Offline in the second'), patient).toMatch(/(Sent|Delivered|Read)[^,]*$/)
  })

  it('the sending tab is closed: the other takes over, with what was not sent', async () => {
    ana.link.cut()
    await second.isOffline()
    await first.write('Last words of the first')
    await expect.poll(() => second.texts(), patient).toContain('Last words of the first')
    await first.page.close()
    await second.write('The second alone')
    ana.link.mend()
    await expect
      .poll(async () => (await ben.screen.texts()).slice(4), patient)
      .toEqual(['Last words of the first', 'The second alone'])
    await expect.poll(() => second.labelOf('The second alone'), patient).toMatch(/(Sent|Delivered|Read)[^,]*$/)
    expect((await second.texts()).length).toBe(6)
  })

  it('read in one tab is read in the other', async () => {
    const third = await ana.tab()
    await third.openChat('Saved messages')
    await second.openChat('Saved messages')
    await ben.screen.write('Read me once')
    await expect.poll(() => third.chatName('general'), patient).toBe('general, 1 unread')
    await expect.poll(() => second.chatName('general'), patient).toBe('general, 1 unread')
    await second.page.bringToFront()
    await second.openChat('general')
    await expect.poll(() => second.chatName('general'), patient).toBe('general')
    await expect.poll(() => third.chatName('general'), patient).toBe('general')
  })
})
