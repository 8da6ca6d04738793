/** Photos and files over a bad network: in the tray, across a reload and a kill, once and in order (docs/behaviour.md, UQ10-UQ22). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { en } from '../../client/messages/en.ts'
import { pasteText } from '../support/fixture-composer.ts'
import { aPlace, DESKTOP, type Person, type Place } from '../support/people.ts'
import type { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 70_000 }
const LIMIT = 6_000_000
/** A name that would be markup, were it ever taken for any. */
const HOSTILE = '<img src=x onerror=alert(1)>.txt'

interface Upload {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

async function photo(width: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  return sharp({ create: { width, height: Math.round(width * 0.75), channels: 3, background: '#888', noise } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

const trayOf = ({ page }: Screen) => page.getByRole('main').locator('cairn-upload-row')

/** By the button; resolves when the row stands. */
async function attach(screen: Screen, file: Upload): Promise<void> {
  const rows = await trayOf(screen).count()
  await screen.page.getByRole('main').locator('cairn-attach-button input[type=file]').setInputFiles(file)
  await expect.poll(() => trayOf(screen).count(), patient).toBe(rows + 1)
}

/** Of each row of a chat: its words, and the names of its files. */
function shown({ timeline }: Screen): Promise<string[][]> {
  return timeline.locator('cairn-message').evaluateAll((messages) =>
    messages.map((message) => {
      const { files, text } = (message as HTMLElement & { message: { text: string; files: { name: string }[] } })
        .message
      return [text, ...files.map(({ name }) => name)]
    }),
  )
}

describe('files over a bad network', () => {
  let place: Place
  let ana: Person
  let ben: Person

  beforeAll(async () => {
    place = await aPlace({ env: { MAX_UPLOAD_SIZE_BYTES: String(LIMIT) } })
    ana = await place.signUp('ana')
    ben = await place.signUp('ben', { ...DESKTOP, stays: true })
    await ana.screen.openChat('general')
    await ben.screen.openChat('general')
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  it('[UQ10] [UQ14] written without a network, a photo waits with its words, and so does what follows', async () => {
    await ana.screen.write('Before')
    await expect.poll(() => shown(ben.screen), patient).toEqual([['Before']])
    ana.link.cut()
    await ana.screen.isOffline()
    await attach(ana.screen, { name: 'valve.jpg', mimeType: 'image/jpeg', buffer: await photo(1_200) })
    await attach(ana.screen, { name: HOSTILE, mimeType: 'text/plain', buffer: Buffer.from('Rope, water, stove.') })
    await ana.screen.write('Valve 4 leaks')
    await ana.screen.write('After')
    await expect
      .poll(() => shown(ana.screen), patient)
      .toEqual([['Before'], ['Valve 4 leaks', 'valve.jpg', HOSTILE], ['After']])
    expect(await trayOf(ana.screen).count()).toBe(0)
    expect(await ana.screen.labelOf('After')).toContain('valve.jpg')
    await ana.screen.page.getByText(/2 files waiting/).waitFor()
  })

  it('[UQ10] [UQ21] a draft keeps its file; a reload and a kill lose nothing', async () => {
    await attach(ana.screen, { name: 'draft.txt', mimeType: 'text/plain', buffer: Buffer.from('later') })
    await ana.screen.page.reload()
    await expect.poll(() => trayOf(ana.screen).count(), patient).toBe(1)
    await ana.kill()
    await ana.reopen('#/c/general')
    await expect
      .poll(() => shown(ana.screen), patient)
      .toEqual([['Before'], ['Valve 4 leaks', 'valve.jpg', HOSTILE], ['After']])
    await expect.poll(() => trayOf(ana.screen).count(), patient).toBe(1)
    await trayOf(ana.screen).getByRole('button', { name: en['files.remove'] }).click()
    await expect.poll(() => trayOf(ana.screen).count(), patient).toBe(0)
  })

  it('[MG32] a long pasted text that waits for its answer is there after a reload', async () => {
    const { page } = ana.screen
    const question = page.getByRole('main').locator('cairn-composer-question.paste')
    await ana.screen.composer.focus()
    await pasteText(page, 'x'.repeat(4_001))
    await question.waitFor()
    await page.reload()
    await question.getByRole('button', { name: en['talk.paste.file'] }).click()
    await trayOf(ana.screen).getByText('text.txt').waitFor()
    expect(await question.count()).toBe(0)
    await page.reload()
    await expect.poll(() => trayOf(ana.screen).count(), patient).toBe(1)
    expect(await question.count()).toBe(0)
    await trayOf(ana.screen).getByRole('button', { name: en['files.remove'] }).click()
    await expect.poll(() => trayOf(ana.screen).count(), patient).toBe(0)
  })

  it('[UQ11] [UQ15] back online all of it arrives once, in order, with the cleaned picture', async () => {
    ana.link.mend()
    await ana.screen.page.bringToFront()
    await expect
      .poll(() => shown(ben.screen), patient)
      .toEqual([['Before'], ['Valve 4 leaks', 'valve.jpg', HOSTILE], ['After']])
    await expect.poll(() => ana.screen.labelOf('After'), patient).toMatch(/(Sent|Delivered|Read)/)
    const file = await ben.screen.timeline
      .locator('cairn-message')
      .nth(1)
      .evaluate((row) => (row as HTMLElement & { message: { files: object[] } }).message.files[0])
    expect(file).toMatchObject({ type: 'image/jpeg', width: 1_200, height: 900, placeholder: expect.any(String) })
    await ben.screen.timeline.locator('cairn-image').first().waitFor()
    // Nobody took the name for markup.
    expect(await ben.screen.timeline.getByText(HOSTILE).count()).toBeGreaterThan(0)
    await expect.poll(() => leftOver(ana.screen), patient).toEqual([])
  })

  it('[UQ17] a file over the limit is refused before a byte is sent', async () => {
    await ana.screen.page
      .getByRole('main')
      .locator('cairn-attach-button input[type=file]')
      .setInputFiles({ name: 'film.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(LIMIT + 1) })
    await ana.screen.page
      .getByText(/film\.bin is over the limit of 6 MB/)
      .first()
      .waitFor()
    expect(await trayOf(ana.screen).count()).toBe(0)
  })

  it('[UQ16] what the server refuses is told on its message; Edit gives words and file back', async () => {
    ana.link.cut()
    await ana.screen.isOffline()
    await attach(ana.screen, { name: 'not-a.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') })
    await ana.screen.write('Look at this')
    await ana.screen.write('And then this')
    ana.link.mend()
    await ana.screen.page.bringToFront()
    await ana.screen.timeline.getByText(en['chat.refused.type']).waitFor({ timeout: patient.timeout })
    await expect.poll(() => shown(ben.screen).then((rows) => rows.at(-1)), patient).toEqual(['And then this'])
    // Its row has come to rest behind what was sent.
    await expect.poll(() => shown(ana.screen).then((rows) => rows.at(-1)?.[0]), patient).toBe('Look at this')
    await expect.poll(() => ana.screen.labelOf('And then this'), patient).toMatch(/Read by/)
    await ana.screen.timeline.locator('cairn-refusal').getByRole('button', { name: en['chat.refusal.edit'] }).click()
    await expect.poll(() => ana.screen.composer.inputValue(), patient).toBe('Look at this')
    await expect.poll(() => trayOf(ana.screen).count(), patient).toBe(1)
  })
})

/** Keys of files that the device still keeps to send. */
function leftOver({ page }: Screen): Promise<string[]> {
  return page.evaluate(async () => {
    const [{ name = '' } = {}] = (await indexedDB.databases()).filter((one) => one.name?.startsWith('cairn-uploads-'))
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(new Error('closed'))
    })
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const asked = db.transaction('blobs').objectStore('blobs').getAllKeys()
      asked.onsuccess = () => resolve(asked.result)
    })
    db.close()
    return keys.map(String)
  })
}
