/** "Nothing shown as saved is lost": the browser's process is killed while somebody writes, again and again, online and offline. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countFrom, dice } from '../support/hostile-random.ts'
import { aPlace, type Person, type Place } from '../support/people.ts'
import { pause, signUp, stockClient } from '../support/process-clients.ts'
import { tellFailure } from '../support/tell-failure.ts'

const KILLS = countFrom('CAIRN_BROWSER_KILLS', 4)
const SEED = countFrom('CAIRN_SEED', Date.now() % 1_000_000)
const DOC = 'channel/general/0'
/** What a message says of itself once it is durable, here or at the server. */
const SAVED = /(Saved on this device|Sent|Delivered|Read by)/
/** Of the time in which a message is written, painted and stored. */
const MOST_MS = 600
const patient = { timeout: 60_000 }

interface Said {
  readonly text: string
}

describe('a browser that is killed while somebody writes', () => {
  let place: Place
  let ana: Person
  /** What ana saw to be saved, in the order in which she wrote it. */
  const saved = new Set<string>()
  let written = 0

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana')
    await ana.screen.openChat('general')
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  /** Until the browser is gone. */
  async function write(): Promise<void> {
    const { screen } = ana
    try {
      for (;;) {
        await screen.composer.fill(`note ${++written}`)
        await screen.composer.press('Enter')
        for (const { text, label } of await screen.rows()) if (SAVED.test(label)) saved.add(text)
      }
    } catch (error) {
      if (!/closed|crashed/.test(String(error))) throw error
    }
  }

  it(`[BU6] loses nothing that it showed as saved and doubles nothing, ${KILLS} times (seed ${SEED})`, async () => {
    const d = dice(SEED)
    for (let kill = 0; kill < KILLS; kill++) {
      if (d.chance(0.5)) ana.link.cut()
      else ana.link.mend()
      const before = saved.size
      const writing = write()
      await expect.poll(() => saved.size, patient).toBeGreaterThan(before)
      await pause(d.below(MOST_MS))
      await ana.kill()
      await writing
      await ana.reopen('#/c/general')
      const last = [...saved].slice(-5)
      await expect.poll(() => ana.screen.texts(), patient).toEqual(expect.arrayContaining(last))
    }
    await ana.mend()
    const reader = stockClient(place.server.url, DOC, await signUp(place.server.url, 'reader'))
    const texts = () => {
      const seq = (id: string) => (reader.stamps().get(id) as { seq: number } | undefined)?.seq ?? 0
      const all = [...reader.messages().entries()].sort(([a], [b]) => seq(a) - seq(b))
      return all.map(([, message]) => (message as Said).text)
    }
    await expect.poll(() => [...saved].filter((text) => !texts().includes(text)), patient).toEqual([])
    const arrived = texts()
    reader.end()
    console.log(`${KILLS} kills, ${written} written, ${saved.size} shown as saved, ${arrived.length} arrived`)
    expect(arrived).toEqual([...new Set(arrived)].sort((a, b) => numberOf(a) - numberOf(b)))
  })
})

function numberOf(text: string): number {
  return Number(text.split(' ')[1])
}
