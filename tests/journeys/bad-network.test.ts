/** The offline journey of UI.md, section 11, on a slow device over a thin link that delays, cuts and stalls; then a hotel's network. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { captivePortal, PORTAL_WORDS, type CaptivePortal } from '../support/captive-portal.ts'
import { History } from '../support/history.ts'
import { countFrom } from '../support/hostile-random.ts'
import { aPlace, DESKTOP, type Person, type Place } from '../support/people.ts'
import type { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 70_000 }
/** How many times slower than this machine. */
const SLOWER = 4
/** Second generation: 250 kbit/s to the device, 50 kbit/s from it, and 300 ms each way. */
const TWO_G = { down: 250_000 / 8, up: 50_000 / 8 }
const TWO_G_DELAY_MS = 300
/** A better one, for the photo. */
const DELAY_MS = 60
/** The photo takes some seconds over it, and is cut off when so much of it has left. */
const BETTER = { down: Infinity, up: 500_000 }
const CUT_AFTER = [0.3, 0.6]
/** The largest piece that an upload sends at once: what a cut may cost (docs/behaviour.md, UQ12). */
const PIECE_BYTES = 1_000_000
const AS_IT_COMES = { down: Infinity, up: Infinity }
const TEXTS = countFrom('CAIRN_BAD_TEXTS', 3)
const CUTS = countFrom('CAIRN_BAD_CUTS', 3)
/** 2,400 px of noise are about 5 MB. */
const PHOTO_WIDTH = countFrom('CAIRN_BAD_PHOTO_WIDTH', 2_400)

/** What the device has of another chat from before: to fetch it anew would take seconds each time. */
const KNOWN = Array.from({ length: 400 }, (_, n) => ({
  by: 2,
  ago: 3_000 - n,
  text: `Reading ${n}: ${randomBytes(180).toString('base64')}`,
}))

const written = Array.from({ length: TEXTS }, (_, n) => `Written offline ${n + 1}`)
/** Words and files of each row. */
const EXPECTED = [['Before, edited'], ['From the base'], ...written.map((text) => [text]), ['The valve', 'valve.jpg']]

describe('a bad network and a slow device', () => {
  let place: Place
  let portal: CaptivePortal
  let ana: Person
  let ben: Person
  /** Bytes of all that the device did not have yet. */
  let firstSync = 0
  let photoBytes = 0

  beforeAll(async () => {
    portal = await captivePortal()
    place = await aPlace({ prepare })
    ;[ana, ben] = await Promise.all([place.signIn('ana'), place.signIn('ben', { ...DESKTOP, stays: true })])
    firstSync = ana.link.bytesOf('/sync')
    expect(firstSync).toBeGreaterThan(KNOWN.length * 180)
    await ben.screen.openChat('general')
    await ana.screen.openChat('general')
    await slowDown(ana)
  })
  afterAll(async () => {
    await place.end()
    await portal.close()
  })
  tellFailure(() => place)

  it('[BU4] offline and after a reload one reads, writes, attaches a photo, edits and reacts', async () => {
    ana.link.delay(DELAY_MS)
    await ana.screen.write('Before')
    await expect.poll(() => shown(ben.screen), patient).toEqual([['Before']])
    await ben.screen.write('From the base')
    await expect.poll(() => shown(ana.screen), patient).toEqual([['Before'], ['From the base']])
    ana.link.cut()
    await ana.screen.page.reload()
    await ana.screen.isOffline()
    await expect.poll(() => shown(ana.screen), patient).toEqual([['Before'], ['From the base']])

    for (const text of written) await ana.screen.write(text)
    photoBytes = await attachPhoto(ana.screen)
    await ana.screen.write('The valve')
    await ana.screen.edit('Before', 'Before, edited')
    await ana.screen.react('From the base', 'thumbsup')
    await expect.poll(() => shown(ana.screen), patient).toEqual(EXPECTED)
  })

  it('[BU4] a kill loses none of it; over a thin link that is cut and stalls all arrive once, in order', async () => {
    await ana.kill()
    await ana.reopen('#/c/general')
    await slowDown(ana)
    await expect.poll(() => shown(ana.screen), patient).toEqual(EXPECTED)

    ana.link.limit(TWO_G)
    ana.link.delay(TWO_G_DELAY_MS)
    const before = ana.link.bytesOf('/sync')
    const sentBefore = ana.link.sentBytes()
    for (let cut = 0; cut < CUTS; cut++) {
      await ana.mend()
      await isInTouch(ana)
      ana.link.stall()
      ana.link.cut()
      await ana.screen.isOffline()
    }
    // Each time it asked for what it lacks, and not for everything anew.
    expect(ana.link.bytesOf('/sync') - before).toBeLessThan(firstSync / 4)
    ana.link.delay(DELAY_MS)
    ana.link.limit(BETTER)
    for (const share of CUT_AFTER) {
      await ana.mend()
      await expect.poll(() => ana.link.sentBytes() - sentBefore, patient).toBeGreaterThan(photoBytes * share)
      ana.link.cut()
      await ana.screen.isOffline()
    }
    ana.link.limit(AS_IT_COMES)
    await ana.mend()
    await expect.poll(() => shown(ben.screen), patient).toEqual(EXPECTED)
    await expect.poll(() => ana.screen.labelOf('The valve'), patient).toMatch(/(Sent|Delivered|Read by \w+)$/)
    expect(await shown(ana.screen)).toEqual(EXPECTED)
    // The photo went on where it was cut off: sent anew each time it would be nearly twice as much.
    expect(ana.link.sentBytes() - sentBefore).toBeLessThan(photoBytes + CUT_AFTER.length * PIECE_BYTES)
    expect(await ben.screen.labelOf('Before, edited')).toContain('edited')
    await expect.poll(() => ben.screen.labelOf('From the base'), patient).toContain('1 reaction')
  })

  it('[BU5] a network that answers everything with its own page is no connection, and signs nobody out', async () => {
    ana.link.cut()
    ana.link.aimAt(portal.port)
    ana.link.mend()
    await ana.screen.page.reload()
    await expect.poll(() => portal.asked.includes('/sync'), patient).toBe(true)
    await ana.screen.isOffline()
    await expect.poll(() => shown(ana.screen), patient).toEqual(EXPECTED)
    await ana.screen.write('Through the hotel')
    expect(await ana.screen.labelOf('Through the hotel')).toMatch(/Saved on this device, not sent yet$/)
    // Its page was offered in place of our own, more than once, and is kept nowhere.
    const before = portal.asked.length
    await tryAgain(ana)
    await expect.poll(() => portal.asked.length, patient).toBeGreaterThan(before)
    await ana.screen.page.evaluate(
      async () => void (await (await navigator.serviceWorker.ready).update().catch(() => {})),
    )
    expect(await cachedWith(ana.screen, PORTAL_WORDS)).toEqual([])
    expect(await ana.screen.chats.isVisible()).toBe(true)
    expect(await ana.screen.strip.innerText()).toMatch(/Offline/)
  })

  it('[BU5] when the server answers again, what waited is sent', async () => {
    ana.link.cut()
    ana.link.aimAt(place.server.port)
    await ana.mend()
    await ana.screen.isLive()
    const all = [...EXPECTED, ['Through the hotel']]
    await expect.poll(() => shown(ben.screen), patient).toEqual(all)
    await ana.screen.page.reload()
    await expect.poll(() => shown(ana.screen), patient).toEqual(all)
  })
})

async function prepare(folder: string): Promise<void> {
  const history = new History(folder)
  await history.people([
    { username: 'ana', name: 'ana' },
    { username: 'ben', name: 'ben' },
  ])
  history.say(history.channel({ kind: 'private', title: 'Readings' }, [2, 1]), KNOWN)
  history.end()
}

async function slowDown({ context, screen }: Person): Promise<void> {
  const devtools = await context.newCDPSession(screen.page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}

/** The photo is still on its way. */
function isInTouch({ screen }: Person): Promise<void> {
  return screen.strip.filter({ hasText: /Connected|Sending|Back online/ }).waitFor()
}

/** As the system tells a page that there is a network; else it waits for its next try. */
async function tryAgain({ screen }: Person): Promise<void> {
  await screen.page.evaluate(() => void window.dispatchEvent(new Event('online')))
}

/** @returns its bytes */
async function attachPhoto({ page }: Screen): Promise<number> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const height = Math.round(PHOTO_WIDTH * 0.75)
  const buffer = await sharp({ create: { width: PHOTO_WIDTH, height, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 90 })
    .toBuffer()
  const main = page.getByRole('main')
  const input = main.locator('cairn-attach-button input[type=file]')
  await input.setInputFiles({ name: 'valve.jpg', mimeType: 'image/jpeg', buffer })
  await main.locator('cairn-upload-row').waitFor()
  return buffer.length
}

/** Of each row: its words, and the names of its files. */
function shown({ timeline }: Screen): Promise<string[][]> {
  return timeline.locator('cairn-message').evaluateAll((messages) =>
    messages.map((message) => {
      const { text, files } = (message as HTMLElement & { message: { text: string; files: { name: string }[] } })
        .message
      return [text, ...files.map(({ name }) => name)]
    }),
  )
}

/** Addresses of what the app keeps that has these words in it. */
function cachedWith({ page }: Screen, words: string): Promise<string[]> {
  return page.evaluate(async (sought) => {
    const found: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))?.text()
        if (text?.includes(sought)) found.push(request.url)
      }
    }
    return found
  }, words)
}
