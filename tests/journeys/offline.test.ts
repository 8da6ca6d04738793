/** The network goes, the browser dies, the server dies; what was written arrives once, in order (DESIGN.md, 1; UI.md, 11). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { weighApp } from '../support/app-files.ts'
import { aPlace, type Person, type Place } from '../support/people.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 70_000 }
const MINUTES_12 = 12 * 60_000
/** What ana sees before anybody hears of it; the deleted one has no text. */
const OFFLINE = ['Valve 4 checked', 'Thanks', 'Edited offline', '', 'Written offline 1']

describe('a day with a bad network', () => {
  let place: Place
  let ana: Person
  let ben: Person
  /** In general, at the end. */
  let arrived: string[] = []

  beforeAll(async () => {
    place = await aPlace()
    ;[ana, ben] = await Promise.all([place.signUp('ana'), place.signUp('ben')])
    await ana.screen.openChat('general')
    await ben.screen.openChat('general')
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  it('what one writes, the other reads; the marks go from sent to read', async () => {
    await ana.screen.write('Valve 4 checked')
    await expect.poll(() => ben.screen.texts(), patient).toEqual(['Valve 4 checked'])
    await ben.screen.write('Thanks')
    await expect.poll(() => ana.screen.texts(), patient).toEqual(['Valve 4 checked', 'Thanks'])
    await ana.screen.page.bringToFront()
    await expect.poll(() => ana.screen.labelOf('Valve 4 checked'), patient).toMatch(/Read by ben$/)
  })

  it('without a network everything is done and marked as not sent, and the other one goes on writing', async () => {
    await ana.screen.write('To be edited')
    await ana.screen.write('To be deleted')
    await expect.poll(() => ben.screen.texts(), patient).toContain('To be deleted')
    await expect.poll(() => ana.screen.labelOf('To be deleted'), patient).toMatch(/(Sent|Delivered|Read).*$/)
    ana.link.cut()
    await ana.screen.isOffline()

    await ana.screen.write('Written offline 1')
    await ana.screen.edit('To be edited', 'Edited offline')
    await ana.screen.react('Thanks', 'thumbsup')
    await ana.screen.createChannel('ridge-crew', 'Private channel', ['ben'])
    await ana.screen.write('First words in the crew')
    await ana.screen.startDirect('ben')
    await ana.screen.write('Just for you')
    await ana.screen.openChat('general')
    await ana.screen.delete('To be deleted', 'ridge-crew')
    await ana.screen.openChat('general')
    await ben.screen.write('Meanwhile at the base')
    await ben.screen.write('Still at the base')

    await expect.poll(() => ana.screen.texts(), patient).toEqual(OFFLINE)
    expect(await ana.screen.labelOf('Written offline 1')).toMatch(/Saved on this device, not sent yet$/)
    expect(await ana.screen.timeline.getByText('Edit saved on this device, not sent yet').count()).toBe(1)
  })

  it('its browser is killed; without a network it opens cold, with everything there', async () => {
    await ana.kill()
    await ana.reopen('#/c/general')
    await expect.poll(() => ana.screen.texts(), patient).toEqual(OFFLINE)
    await ana.screen.isOffline()
    expect(await ana.screen.labelOf('Written offline 1')).toMatch(/Saved on this device, not sent yet$/)
    await expect.poll(() => ana.screen.chatName('ridge-crew'), patient).toContain('unsent')
    await ana.screen.openChat('ridge-crew')
    await expect.poll(() => ana.screen.texts(), patient).toEqual(['First words in the crew'])
    await ana.screen.openChat('ben')
    await expect.poll(() => ana.screen.texts(), patient).toEqual(['Just for you'])

    // This one was written long ago when it arrives.
    await ana.screen.openChat('general')
    await ana.screen.turnBack(MINUTES_12)
    await ana.screen.write('Written offline 2')
  })

  it('[BU28] what the first screen needs came from the caches, past the service worker', async () => {
    const sources = await ana.screen.page.evaluate(() => {
      const asked = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
      const files = asked.filter(({ name }) =>
        /^\/($|theme-boot|assets\/(start|lit|shell|device|chat|timeline)-)/.test(new URL(name).pathname),
      )
      return files.map((file) => (file as { workerFinalSourceType?: string }).workerFinalSourceType)
    })
    expect(sources.length).toBeGreaterThan(6)
    expect(new Set(sources)).toEqual(new Set(['cache']))
  })

  it('[BU22] where it starts it answers 200 all the same, all of its script is here, and its manifest has no errors', async () => {
    const { page } = ana.screen
    const start = await page.reload()
    expect([start?.status(), start?.fromServiceWorker(), new URL(page.url()).pathname]).toEqual([200, true, '/'])
    const scripts = weighApp().allScripts.files.filter((file) => file !== 'sw.js')
    expect(await cachedScripts(ana)).toEqual(scripts.map((file) => `/${file}`).sort())
    const devtools = await ana.context.newCDPSession(page)
    const { url, errors } = await devtools.send('Page.getAppManifest')
    expect({ path: new URL(url).pathname, errors }).toEqual({ path: '/manifest.webmanifest', errors: [] })
    await expect.poll(() => ana.screen.texts(), patient).toContain('Written offline 2')
  })

  it('the server is killed and comes back meanwhile, and nothing that it had is lost', async () => {
    await place.killServer()
    await ben.screen.isOffline()
    await ben.screen.write('Nobody hears me')
    await place.startServer()
    await expect.poll(() => ben.screen.labelOf('Nobody hears me'), patient).toMatch(/Sent|Delivered|Read/)
    expect(await ben.screen.texts()).toEqual([
      ...['Valve 4 checked', 'Thanks', 'To be edited', 'To be deleted'],
      ...['Meanwhile at the base', 'Still at the base', 'Nobody hears me'],
    ])
  })

  it('the network comes back: all arrive once, in order of arrival, on both sides', async () => {
    ana.link.mend()
    const all = [
      ...['Valve 4 checked', 'Thanks', 'Edited offline', ''],
      ...['Meanwhile at the base', 'Still at the base', 'Nobody hears me', 'Written offline 2', 'Written offline 1'],
    ]
    await expect.poll(() => ben.screen.texts().then((texts) => texts.toSorted()), patient).toEqual(all.toSorted())
    // Ben has only what has its place.
    arrived = await ben.screen.texts()
    expect(arrived.slice(0, 7)).toEqual(all.slice(0, 7))
    await expect.poll(() => ana.screen.texts(), patient).toEqual(arrived)
  })

  it('marks are as promised: written long ago, edited, deleted, reacted to, ticks instead of clocks', async () => {
    expect(await ben.screen.labelOf('Written offline 2')).toMatch(/, written \d\d:\d\d, Written offline 2/)
    expect(await ben.screen.labelOf('Edited offline')).toContain('edited')
    await expect.poll(() => ben.screen.labelOf('Thanks'), patient).toContain('1 reaction')
    expect(await ben.screen.timeline.getByText('This message was deleted').count()).toBe(1)
    await expect.poll(() => ana.screen.labelOf('Written offline 1'), patient).toMatch(/(Sent|Delivered|Read)[^,]*$/)
    await expect.poll(() => ana.screen.strip.innerText(), patient).not.toMatch(/\d unsent/)
  })

  it('the channel and the direct message that were begun offline are there, unread', async () => {
    await expect.poll(() => ben.screen.chatName('ridge-crew'), patient).toBe('ridge-crew, 1 unread')
    await expect.poll(() => ben.screen.chatName('ana'), patient).toBe('ana, 1 unread')
    await ben.screen.openChat('ridge-crew')
    await expect.poll(() => ben.screen.texts(), patient).toEqual(['First words in the crew'])
    await ben.screen.openChat('ana')
    await expect.poll(() => ben.screen.texts(), patient).toEqual(['Just for you'])
    await ben.screen.page.bringToFront()
    await expect.poll(() => ben.screen.chatName('ana'), patient).toBe('ana')
  })

  it('both kept the same after another cold start of both', async () => {
    await ben.kill()
    await ben.reopen('#/c/general')
    await ana.kill()
    await ana.reopen('#/c/general')
    for (const { screen } of [ben, ana]) await expect.poll(() => screen.texts(), patient).toEqual(arrived)
    // Nor does it go from the screen when the server is in touch again.
    for (const { screen } of [ben, ana]) {
      await screen.isLive()
      expect(await screen.texts()).toEqual(arrived)
    }
  })
})

/** Paths of the scripts that the service worker keeps, in all its caches. */
function cachedScripts({ screen }: Person): Promise<string[]> {
  return screen.page.evaluate(async () => {
    const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    const paths = kept.flat().map(({ url }) => new URL(url).pathname)
    return paths.filter((path) => path.endsWith('.js')).sort()
  })
}
