/** "Nothing shown as saved is lost": the browser's process is killed while somebody writes, again and again, online and offline. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countFrom, dice } from '../support/hostile-random.ts'
import { aPlace, type Person, type Place } from '../support/people.ts'
import { pause, signUp, stockClient } from '../support/process-clients.ts'
import { tellFailure } from '../support/tell-failure.ts'

const KILLS = countFrom('CAIRN_BROWSER_KILLS', 20)
const SEED = countFrom('CAIRN_SEED', Date.now() % 1_000_000)
const DOC = 'channel/general/0'
/** What a message says of itself once it is durable, here or at the server. */
const SAVED = /(Saved on this device|Waits for|Sent|Delivered|Read by)/
/** Of the time in which a message is written, painted and stored. */
const MOST_MS = 600
const patient = { timeout: 60_000 }
const long = { timeout: 60_000 + KILLS * 20_000 }
/** What somebody is doing when the browser is killed, one round after the other. */
const DOINGS = ['write', 'draft', 'write', 'edit', 'attach'] as const

interface Said {
  readonly text: string
  readonly files?: readonly { readonly name: string }[]
}

describe('a browser that is killed while somebody writes', () => {
  let place: Place
  let ana: Person
  /** What ana saw to be saved, in the order in which she wrote it. */
  const saved = new Set<string>()
  /** Names of files that she saw in the tray. */
  const attached = new Set<string>()
  let written = 0

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana')
    await ana.screen.openChat('general')
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  const tray = () => ana.screen.page.getByRole('main').locator('cairn-upload-row')

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

  /** Each ends once it is shown that it is kept; resolves with what a fresh browser has to show then. */
  const DO: Record<(typeof DOINGS)[number], () => Promise<() => Promise<unknown>>> = {
    async write() {
      const before = saved.size
      const writing = write()
      await expect.poll(() => saved.size, patient).toBeGreaterThan(before)
      await pause(d.below(MOST_MS))
      await ana.kill()
      await writing
      return async () => {}
    },
    async draft() {
      const text = `note ${++written}`
      await ana.screen.composer.fill(text)
      // A row of a desktop shows that there is one, not which.
      const drafts = () =>
        ana.screen.page
          .locator('cairn-chat-row')
          .evaluateAll((rows) => rows.map((row) => (row as HTMLElement & { row: { draft: string } }).row.draft))
      await expect.poll(drafts, patient).toContain(text)
      await ana.kill()
      return () => expect.poll(() => ana.screen.composer.inputValue(), patient).toBe(text)
    },
    async edit() {
      const text = [...saved].at(-1) as string
      const changed = `${text} edited`
      await ana.screen.edit(text, changed)
      saved.delete(text)
      saved.add(changed)
      await ana.kill()
      return async () => {}
    },
    async attach() {
      const name = `file-${attached.size + 1}.txt`
      const input = ana.screen.page.getByRole('main').locator('cairn-attach-button input[type=file]')
      await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
      await tray().filter({ hasText: name }).waitFor()
      attached.add(name)
      await ana.kill()
      return () => tray().filter({ hasText: name }).waitFor()
    },
  }
  const d = dice(SEED)

  it(
    `[BU6] [BU20] loses nothing that it showed as saved and doubles nothing, ${KILLS} times (seed ${SEED})`,
    long,
    async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        if (d.chance(0.5)) ana.link.cut()
        else ana.link.mend()
        const isThere = await DO[DOINGS[kill % DOINGS.length]!]()
        await ana.reopen('#/c/general')
        const last = [...saved].slice(-5)
        await expect.poll(() => ana.screen.texts(), patient).toEqual(expect.arrayContaining(last))
        await isThere()
      }
      // With what the last round left in the box and in the tray.
      await ana.screen.write(`note ${++written}`)
      await ana.mend()
      const reader = stockClient(place.server.url, DOC, await signUp(place.server.url, 'reader'))
      const arrivedInOrder = () => {
        const seq = (id: string) => (reader.stamps().get(id) as { seq: number } | undefined)?.seq ?? 0
        const all = [...reader.messages().entries()].sort(([a], [b]) => seq(a) - seq(b))
        return all.map(([, message]) => message as Said)
      }
      const missing = () => {
        const all = arrivedInOrder()
        const [texts, names] = [
          all.map(({ text }) => text),
          all.flatMap(({ files = [] }) => files.map((one) => one.name)),
        ]
        return [...saved]
          .filter((one) => !texts.includes(one))
          .concat([...attached].filter((one) => !names.includes(one)))
      }
      await expect.poll(missing, patient).toEqual([])
      const arrived = arrivedInOrder().map(({ text }) => text)
      reader.end()
      console.log(`${KILLS} kills, ${written} written, ${saved.size} shown as saved, ${arrived.length} arrived`)
      expect(arrived).toEqual([...new Set(arrived)].sort((a, b) => numberOf(a) - numberOf(b)))
    },
  )
})

function numberOf(text: string): number {
  return Number(text.split(' ')[1])
}
