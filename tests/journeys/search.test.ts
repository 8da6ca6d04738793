/** What is on the device is found without a network, followed as it changes, and gone to; what is not is on the server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { History, type Said } from '../support/history.ts'
import { aPlace, DESKTOP, type Person, type Place } from '../support/people.ts'
import type { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 40_000 }
const DAY = 24 * 60
const [ANA, BEN] = [1, 2]
const VOLUME = 20

/** Four volumes: two of long ago, two of these days. */
const TALK: readonly Said[] = Array.from({ length: 4 * VOLUME - 5 }, (_, n) => {
  const isOld = n < 2 * VOLUME
  const text = n === 3 ? 'The Übergabe of valve 7 is in the old shed' : `${isOld ? 'old' : 'new'} reading ${n}`
  return { by: n % 2 === 0 ? BEN : ANA, ago: (isOld ? 100 : 3) * DAY - n, text, ...(n === 62 ? { replyTo: 45 } : {}) }
})

describe('a search', () => {
  let place: Place
  let ana: Person
  let ben: Person
  let pump: ChannelId
  let ids: readonly MessageId[]

  beforeAll(async () => {
    place = await aPlace({
      async prepare(folder) {
        const history = new History(folder, Date.now(), { volumeMessages: VOLUME, days: 120 })
        await history.people([
          { username: 'ana', name: 'Ana Sousa' },
          { username: 'ben', name: 'Ben Okafor' },
        ])
        pump = history.channel({ kind: 'group', title: 'pump-crew' }, [ANA, BEN])
        ids = history.say(pump, TALK)
        history.end()
      },
    })
    ;[ana, ben] = await Promise.all([place.signIn('ana'), place.signIn('ben', { ...DESKTOP, stays: true })])
    // The older volumes come when somebody wants them, not by themselves.
    await ana.screen.page.evaluate(() => {
      localStorage.setItem('cairn.keep.1', JSON.stringify({ history: 'all', chats: {}, isSaving: true }))
    })
    await ana.screen.page.reload()
    await ben.screen.openChat('pump-crew')
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  it('[SR21][SR22] what only the server has is shown apart, and comes to the device when it is opened', async () => {
    const { screen } = ana
    await search(screen, 'ubergabe')
    await expect.poll(() => heading(screen), patient).toBe('On this device: nothing')
    await screen.panel.getByText('On the server: 1 more').waitFor()
    await screen.panel.getByRole('button', { name: /Übergabe/ }).click()
    await screen.message('The Übergabe of valve 7 is in the old shed').waitFor()
    await expect.poll(() => isInView(screen, ids[3]!), patient).toBe(true)
    await expect.poll(() => heading(screen), patient).toBe('On this device: 1 result')
    await screen.panel.getByText('On the server: nothing more').waitFor()
  })

  it('[SR1][SR3][SR14] without a network, after a cold start, it finds what is long ago, and goes there', async () => {
    ana.link.cut()
    await ana.kill()
    await ana.reopen('#/c/general')
    await ana.screen.isOffline()
    await search(ana.screen, 'ubergabe VALV')
    await expect.poll(() => hits(ana.screen), patient).toEqual(['The Übergabe of valve 7 is in the old shed'])
    expect(await ana.screen.panel.locator('mark').allInnerTexts()).toEqual(['Übergabe', 'valv'])
    await expect.poll(() => ana.screen.panel.getByText(en['search.serverOffline']).count(), patient).toBe(1)
    await ana.screen.panel.getByRole('link', { name: /Übergabe/ }).click()
    await ana.screen.message('The Übergabe of valve 7 is in the old shed').waitFor()
    expect(new URL(ana.screen.page.url()).hash).toContain(`/c/${pump}/m/${ids[3]}?q=`)
    await expect.poll(() => isInView(ana.screen, ids[3]!), patient).toBe(true)
  })

  it('[SR5][SR10][SR12] by author and chat; what was just written is found before it is sent', async () => {
    await ana.screen.openChat('pump-crew')
    await ana.screen.write('Filter B goes by courier')
    await search(ana.screen, 'courier from:me in:pump-crew')
    await expect.poll(() => hits(ana.screen), patient).toEqual(['Filter B goes by courier'])
    await ana.screen.panel.getByText(en['search.unsent']).waitFor()
    await search(ana.screen, 'from:@ben reading 6')
    await expect
      .poll(() => hits(ana.screen), patient)
      .toEqual(
        [74, 72, 70, 68, 66, 64, 62, 60, 56, 46, 36, 26, 16, 6]
          .filter((n) => String(n).includes('6'))
          .map((n) => TALK[n]!.text),
      )
  })

  it('[SR11][SR13] edits and deletions of another are followed while the results are on the screen', async () => {
    await ana.mend()
    await ana.screen.isLive()
    await ben.screen.write('Gasket 12 is cracked')
    await ben.screen.write('Gasket 13 is fine')
    await search(ana.screen, 'gasket')
    await expect.poll(() => hits(ana.screen), patient).toEqual(['Gasket 13 is fine', 'Gasket 12 is cracked'])
    await ben.screen.edit('Gasket 12 is cracked', 'Gasket 12 is replaced')
    await expect.poll(() => hits(ana.screen), patient).toEqual(['Gasket 13 is fine', 'Gasket 12 is replaced'])
    await ben.screen.delete('Gasket 13 is fine', 'general')
    await expect.poll(() => hits(ana.screen), patient).toEqual(['Gasket 12 is replaced'])
  })

  it('[SR19] another tab asks the one that has the index', async () => {
    const second = await ana.tab()
    // Before the app stands nobody hears its keys.
    await second.chat('pump-crew').waitFor()
    await search(second, 'ubergabe')
    await expect.poll(() => hits(second), patient).toEqual(['The Übergabe of valve 7 is in the old shed'])
    await second.page.close()
  })

  it('[SR22] an answer opens with its thread; a message that was hidden is said to be so', async () => {
    await ana.screen.go(`#/c/${pump}/m/${ids[62]}`)
    await expect.poll(() => new URL(ana.screen.page.url()).hash, patient).toBe(`#/c/${pump}/t/${ids[45]}/m/${ids[62]}`)
    await ana.screen.page.locator('cairn-thread').getByText(TALK[62]!.text).waitFor()
    await ana.screen.go(`#/c/${pump}/m/01HV0000000000000000000000`)
    await ana.screen.page.locator('cairn-toasts').getByText(en['search.jump.unknown']).waitFor()
  })

  it('[SR23] in a chat: how many, the older one, the newer one', async () => {
    const { screen } = ana
    await screen.openChat('pump-crew')
    await screen.page.keyboard.press('Control+f')
    const bar = screen.page.locator('cairn-find-bar')
    await bar.getByRole('textbox').fill('"old reading 1"')
    await bar.getByText('1 of 11').waitFor()
    await expect.poll(() => isInView(screen, ids[19]!), patient).toBe(true)
    await screen.page.keyboard.press('Enter')
    await bar.getByText('2 of 11').waitFor()
    await expect.poll(() => isInView(screen, ids[18]!), patient).toBe(true)
    await bar.getByRole('button', { name: en['find.newer'] }).click()
    await bar.getByText('1 of 11').waitFor()
    await screen.page.keyboard.press('Escape')
    await expect.poll(() => bar.count(), patient).toBe(0)
  })
})

async function search(screen: Screen, typed: string): Promise<void> {
  const box = screen.panel.getByRole('combobox', { name: en['search.label'] })
  if ((await box.count()) === 0) await screen.page.keyboard.press('Control+Shift+F')
  await box.fill(typed)
}

function hits(screen: Screen): Promise<string[]> {
  return screen.panel.locator('cairn-search-results .text').allInnerTexts()
}

function heading(screen: Screen): Promise<string> {
  return screen.panel.locator('cairn-search .heading').innerText()
}

/** Whether a message stands on the screen, and is marked. */
async function isInView(screen: Screen, id: string): Promise<boolean> {
  const row = screen.timeline.locator(`cairn-message[data-key="${id}"][flash]`)
  if ((await row.count()) === 0) return false
  const box = await row.boundingBox()
  return box !== null && box.y > 40 && box.y + box.height < 780
}
