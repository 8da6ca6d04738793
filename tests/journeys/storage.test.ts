/** What the device keeps: the first run, being ready for offline, the limit of history, a full disk, one's own data, leaving (OS). */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { History } from '../support/history.ts'
import { aPlace, DESKTOP, PASSWORD, type Person, type Place } from '../support/people.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 30_000 }
const DAY_MINUTES = 24 * 60
const CHATS = 40
/** 430 days ago to now, forty messages; eight to a volume. */
const LOG = Array.from({ length: 86 }, (_, n) => ({
  by: 1,
  ago: (86 - n) * 5 * DAY_MINUTES,
  text: `Log entry ${n + 1}`,
}))

async function prepare(folder: string): Promise<void> {
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ volume_messages: 16 }))
  const history = new History(folder, Date.now(), { volumeMessages: 16, days: 450 })
  await history.people([{ username: 'mia', name: 'Mia' }])
  history.say('general' as ChannelId, LOG)
  for (let n = 2; n <= CHATS - 1; n++) {
    const id = history.channel({ kind: 'private', title: `Camp ${n}` }, [1])
    history.say(id, [{ by: 1, ago: n, text: `Hello from camp ${n}` }])
  }
  history.end()
}

describe('what the device keeps', () => {
  let place: Place
  let mia: Person

  beforeAll(async () => {
    place = await aPlace({ prepare })
    mia = await place.signIn('mia', { ...DESKTOP, stays: true, permissions: ['notifications'] })
    await mia.context.addInitScript(breakDatabases)
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  const fact = () => mia.screen.page.locator('cairn-set-storage cairn-prepare p').last()
  const prepareButton = () => mia.screen.page.locator('cairn-set-storage cairn-prepare').getByRole('button')
  const volumes = () => databases(mia.context, /^cairn-1-channel\/general\/\d+-/)
  const toSettings = () => mia.screen.go('#/settings/storage')

  it('[OS1] the list is there, and [OS3] one card asks to keep it, then says that all is ready', async () => {
    const { page } = mia.screen
    await expect.poll(() => mia.screen.chats.getByRole('link', { name: /^Camp \d+/ }).count(), patient).toBe(CHATS - 2)
    const card = page.locator('cairn-keep-card')
    await card.getByText(en['storage.keepTitle']).waitFor()
    await card.getByRole('button', { name: en['action.notNow'] }).click()
    await card.getByText(en['storage.readyTitle']).waitFor()
    await card.getByRole('button', { name: en['action.close'] }).click()
    await expect.poll(() => card.getByRole('group').count()).toBe(0)
  })

  it('[OS4] Prepare offline brings every volume, and ends in what is here', async () => {
    await toSettings()
    await prepareButton().click()
    await expect.poll(() => fact().innerText(), patient).toMatch(/^Ready\. 40 chats, 124 messages, 0 files, /)
    expect((await volumes()).length).toBe(6)
  })

  it('[OS4] after that an old volume is read without a connection', async () => {
    mia.link.cut()
    await mia.screen.isOffline()
    await mia.screen.openChat('general')
    await mia.screen.message('Log entry 86').waitFor()
    await mia.screen.timeline.focus()
    await mia.screen.message('Log entry 86').focus()
    await expect
      .poll(async () => {
        await mia.screen.page.keyboard.press('Home')
        return (await mia.screen.texts())[0]
      }, patient)
      .toBe('Log entry 1')
    await toSettings()
    expect(await prepareButton().getAttribute('aria-disabled')).toBe('true')
  })

  it('[OS20] one’s own data is saved as a file, also now', async () => {
    const { page } = mia.screen
    const button = page.getByRole('button', { name: en['storage.mineSave'] })
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
    const bytes = readFileSync(await file.path())
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    expect(bytes.toString('latin1')).toContain('chats/Camp 12.txt')
    expect(bytes.toString('latin1')).toContain('data.json')
    await page
      .locator('cairn-export-data')
      .getByText(/^Saved: 124 messages/)
      .waitFor()
    await mia.mend()
    await mia.screen.isLive()
  })

  it('[OS10] a limit takes older volumes away, [OS13] and what left comes again when asked for', async () => {
    const { page } = mia.screen
    await page.getByLabel(en['storage.saver']).check()
    await page.getByRole('combobox', { name: en['storage.history'], exact: true }).selectOption('90d')
    await expect.poll(async () => (await volumes()).length, patient).toBeLessThan(4)
    await mia.screen.openChat('general')
    await mia.screen.message('Log entry 86').waitFor()
    await mia.screen.message('Log entry 86').focus()
    await expect
      .poll(async () => {
        await mia.screen.page.keyboard.press('Home')
        return (await mia.screen.texts())[0]
      }, patient)
      .toBe('Log entry 1')
  })

  it('[OS17] [OS19] [OS26] without any room it opens, says so, and goes on when there is some', async () => {
    const { page } = mia.screen
    const uncaught: string[] = []
    page.on('pageerror', ({ message }) => void uncaught.push(message))
    await failing(page, 'full')
    await page.locator('cairn-keep-card').getByText(en['storage.full']).waitFor()
    await mia.screen.openChat('Camp 5')
    await mia.screen.message('Hello from camp 5').waitFor()
    // What a person did is told; a read mark, which nobody asked for, is not.
    const told = page.locator('cairn-toasts').getByText(en['app.storageFailed'])
    expect(await told.count()).toBe(0)
    await mia.screen.go('#/settings/look')
    await page.getByRole('switch', { name: en['settings.enter'] }).click()
    await told.waitFor()
    expect(uncaught.filter((error) => /storage failed/.test(error))).toEqual([])
    await failing(page, '')
    await mia.screen.isLive()
    await mia.screen.openChat('Camp 5')
    await mia.screen.write('There is room again')
    await expect.poll(() => mia.screen.labelOf('There is room again'), patient).toMatch(/Sent$/)
  })

  it('[OS19] with its databases closed to it the app opens, says so, and has all again when they open', async () => {
    const { page } = mia.screen
    await failing(page, 'closed')
    await page.locator('cairn-keep-card').getByText(en['storage.broken']).waitFor()
    await failing(page, '')
    await mia.screen.openChat('Camp 5')
    await mia.screen.message('There is room again').waitFor()
    expect(await page.locator('cairn-keep-card').getByText(en['storage.broken']).count()).toBe(0)
  })

  it('[BU23] with every thirteenth request to a database failing once it opens, and what is written is sent', async () => {
    const { page } = mia.screen
    await failing(page, 'thirteenth')
    await mia.screen.isLive()
    await mia.screen.openChat('Camp 6')
    await mia.screen.message('Hello from camp 6').waitFor()
    const { composer } = mia.screen
    await composer.fill('In spite of it all')
    // Where it is not saved, it is said, and the text is there to be sent again.
    await expect
      .poll(async () => {
        if ((await composer.inputValue()) !== '') await composer.press('Enter')
        return (await mia.screen.texts()).includes('In spite of it all')
      }, patient)
      .toBe(true)
    await expect.poll(() => mia.screen.labelOf('In spite of it all'), patient).toMatch(/Sent$/)
    expect(await page.evaluate(() => Number(sessionStorage.getItem('failed')))).toBeGreaterThan(2)
  })

  it('[BU23] with its databases deleted while it is open it says so or goes on, and has all again', async () => {
    const { page } = mia.screen
    await failing(page, '')
    await mia.screen.isLive()
    await page.evaluate(async () => {
      for (const { name } of await indexedDB.databases())
        if (name) indexedDB.deleteDatabase(name).onsuccess = () => sessionStorage.setItem(`deleted ${name}`, '1')
    })
    // Whoever holds one lets go of it; those that are written to are made again.
    const deleted = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('deleted ')))
    await expect.poll(deleted, patient).toContainEqual(expect.stringContaining('channel/'))
    await mia.screen.composer.fill('Written over nothing')
    await mia.screen.composer.press('Enter')
    const isTold = () => page.locator('cairn-keep-card').getByText(en['storage.broken']).count()
    const isSent = async () => /Sent$/.test(await mia.screen.labelOf('Written over nothing'))
    await expect.poll(async () => (await isTold()) > 0 || (await isSent()), patient).toBe(true)
    await page.reload()
    await mia.screen.isLive()
    await mia.screen.message('In spite of it all').waitFor()
    await mia.screen.write('All is there again')
    await expect.poll(() => mia.screen.labelOf('All is there again'), patient).toMatch(/Sent$/)
  })

  it('[OS21] [OS60] signing out leaves nothing of the account on the device, nor on its screen', async () => {
    const { page } = mia.screen
    const shown = () =>
      page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ tag }) => tag))
    await page.evaluate(async () => {
      const data = { user: 1, chat: 'camp', message: 'm', seq: 9, isDirect: false, isOfMany: false }
      await (await navigator.serviceWorker.ready).showNotification('Camp 2', { tag: 'camp', data })
    })
    await expect.poll(shown, patient).toEqual(['camp'])
    await mia.screen.go('#/settings')
    await mia.screen.signOut()
    await page.getByRole('button', { name: en['auth.signIn'], exact: true }).waitFor()
    await expect.poll(() => databases(mia.context, /^cairn-(media-|search-)?1(-|$)/), patient).toEqual([])
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => /[.-]1($|\.)/.test(key)))
    expect(kept).toEqual([])
    await expect.poll(shown, patient).toEqual([])
  })

  it('[OS24] somebody else who signs up in this browser finds nothing of it', async () => {
    const { screen } = mia
    await screen.signUp('noa', PASSWORD)
    await screen.isLive()
    await expect.poll(() => screen.chats.getByRole('link', { name: /^general/ }).count(), patient).toBe(1)
    expect(await screen.chats.getByRole('link', { name: /^Camp/ }).count()).toBe(0)
    expect(await databases(mia.context, /^cairn-(media-|search-)?1(-|$)/)).toEqual([])
    expect(await databases(mia.context, /^cairn-2$/)).toEqual(['cairn-2'])
  })
})

/** Chromium's own override of the quota changes a number that is told, and refuses no write: the refusal is played here. */
function breakDatabases(): void {
  const how = sessionStorage.getItem('fails')
  if (how === 'closed') {
    IDBFactory.prototype.open = () => {
      throw new DOMException('closed', 'UnknownError')
    }
  } else if (how === 'thirteenth') {
    let asked = 0
    const count = (): void => {
      if (++asked % 13 !== 0) return
      sessionStorage.setItem('failed', String(asked / 13))
      throw new DOMException('this once', 'UnknownError')
    }
    for (const name of ['put', 'add', 'get', 'getAll', 'getAllKeys', 'delete', 'openCursor', 'count'] as const) {
      const real = IDBObjectStore.prototype[name] as (...given: unknown[]) => IDBRequest
      const once = function (this: IDBObjectStore, ...given: unknown[]) {
        count()
        return real.apply(this, given)
      }
      Object.defineProperty(IDBObjectStore.prototype, name, { value: once })
    }
  } else if (how === 'full') {
    for (const name of ['put', 'add'] as const) {
      IDBObjectStore.prototype[name] = () => {
        throw new DOMException('no room', 'QuotaExceededError')
      }
    }
  }
}

/** Nothing asks more than ten times in a row: what failed once gets through when it is tried again. */
async function failing(page: Page, how: '' | 'full' | 'closed' | 'thirteenth'): Promise<void> {
  await page.evaluate((to) => sessionStorage.setItem('fails', to), how)
  await page.reload()
}

async function databases(context: BrowserContext, name: RegExp): Promise<string[]> {
  const names = await context
    .pages()[0]!
    .evaluate(async () => (await indexedDB.databases()).map((one) => one.name ?? ''))
  return names.filter((one) => name.test(one))
}
