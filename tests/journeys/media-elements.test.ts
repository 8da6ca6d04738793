/** What media do on the screen, over a server that answers from here (docs/behaviour.md, MV). */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FakeDevice } from '../../client/fixtures/fake-device.ts'
import { en } from '../../client/messages/en.ts'
import { fixturePages, focusedName, type FixturePages } from '../support/fixture-pages.ts'

describe('media on the screen', () => {
  let pages: FixturePages

  beforeAll(async () => {
    pages = await fixturePages()
  }, 240_000)
  afterAll(() => pages?.end())

  const viewer = (page: Page) => page.getByRole('dialog', { name: en['viewer.title'] })
  const shownName = (page: Page) => viewer(page).locator('cairn-zoom img').getAttribute('alt')

  it('[MV1] a picture has the same box before and after it comes', async () => {
    const boxes = async (state: string) => {
      const page = await pages.open(state)
      const box = await page.getByRole('main').locator('cairn-image').last().boundingBox()
      await page.context().close()
      return [box?.width, box?.height]
    }
    expect(await boxes('media-coming')).toEqual(await boxes('media'))
  })

  it('[MV3] [MV4] what is not here says why: a button with the size, a need of a connection, another try, gone', async () => {
    for (const [state, words] of [
      ['media-absent', '2.4 MB – Download'],
      ['media-absent-offline', '2.4 MB – Needs a connection'],
      ['media-failed', `${en['media.failed']} – ${en['media.retry']}`],
      ['media-gone', en['media.gone']],
    ] as const) {
      const page = await pages.open(state)
      await page.getByRole('main').locator('cairn-image').last().getByText(words, { exact: true }).waitFor()
      await page.context().close()
    }
  })

  it('[MV90] a film that is not here follows the connection: a button, one that says why not, a button again', async () => {
    const page = await pages.open('media-absent')
    const film = page.getByRole('main').locator('cairn-video').getByRole('button').last()
    const voice = page.getByRole('main').locator('cairn-voice').last().getByRole('button').first()
    await page.getByRole('main').locator('cairn-video').getByText('18.3 MB – Download').waitFor()
    const told = async () => [
      await film.innerText(),
      await film.getAttribute('aria-disabled'),
      await film.getAttribute('aria-description'),
      await voice.getAttribute('aria-description'),
    ]
    const online = ['18.3 MB – Download', null, null, null]
    const reason = en['settings.needsConnection']
    expect(await told()).toEqual(online)
    await setSync(page, 'offline')
    await expect.poll(told).toEqual([`18.3 MB – ${reason}`, 'true', reason, reason])
    await film.focus()
    await page.locator('cairn-tooltip .tip:popover-open', { hasText: reason }).waitFor()
    await setSync(page, 'live')
    await expect.poll(told).toEqual(online)
    await page.context().close()
  })

  it('[MV90] the viewer keeps its button to save a film that is not here, and says why it waits', async () => {
    const page = await pages.open('media-absent')
    await setSync(page, 'offline')
    await page.getByRole('main').locator('cairn-video .face').click()
    const save = viewer(page).getByRole('button', { name: en['media.save'] })
    await save.and(page.locator('[aria-disabled=true]')).waitFor()
    expect(await save.getAttribute('aria-description')).toBe(en['settings.needsConnection'])
    await page.context().close()
  })

  it('[MV16] keys go through the pictures in their order, and Escape gives the focus back', async () => {
    const page = await pages.open('media')
    const last = page.getByRole('main').locator('cairn-image').last().getByRole('button')
    await last.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => shownName(page)).toBe('Valve 4 from above, both clamps tight')
    expect(await focusedName(page)).toBe(en['action.close'])
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => shownName(page)).toBe('Picture IMG_0414.jpg')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => shownName(page)).toBe('Valve 4 from above, both clamps tight')
    await page.keyboard.press('Escape')
    await viewer(page).waitFor({ state: 'detached' })
    expect(await focusedName(page)).toBe('Valve 4 from above, both clamps tight')
    await page.context().close()
  })

  it('[MV7] one plays at a time, and its speed goes on to the next', async () => {
    const page = await pages.open('media')
    const [sound, voice] = [0, 1].map((n) => page.getByRole('main').locator('cairn-voice').nth(n))
    // Until it is on the device it would be asked of a server, which these pages do not have.
    await expect.poll(() => sound!.locator('audio').getAttribute('src'), { timeout: 20_000 }).toMatch(/^blob:/)
    await sound!.getByRole('button', { name: /^Play/ }).click()
    await sound!.getByRole('button', { name: /^Pause/ }).waitFor()
    await voice!.getByRole('button', { name: /^Speed/ }).click()
    await voice!.getByRole('button', { name: /^Play/ }).click()
    await voice!.getByRole('button', { name: /^Pause/ }).waitFor()
    await sound!.getByRole('button', { name: /^Play/ }).waitFor()
    expect(await voice!.locator('audio').evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(1.5)
    await page.context().close()
  })

  it('[MV23] thousands of files take a screenful of elements', async () => {
    const page = await pages.open('files-many')
    const panel = page.locator('cairn-files')
    await panel.locator('cairn-image').first().waitFor()
    expect(await panel.locator('cairn-image').count()).toBeLessThan(60)
    await page.context().close()
  })

  it('[MV22] where recording is not allowed, words say how to undo that; closing gives the focus back', async () => {
    const page = await pages.open('recording-denied')
    await page.locator('cairn-recorder').getByText(en['record.deniedMic']).waitFor()
    await page.locator('cairn-recorder').getByRole('button', { name: en['action.close'] }).click()
    await expect.poll(() => focusedName(page)).toBe(en['record.open'])
    await page.context().close()
  })

  it('[MV19] Escape ends what is recorded and throws nothing away', async () => {
    const page = await pages.open('recording')
    const recorder = page.locator('cairn-recorder')
    await recorder.getByRole('button', { name: en['record.stop'] }).press('Escape')
    await recorder.locator('cairn-voice').waitFor()
    await page.keyboard.press('Escape')
    expect(await recorder.locator('cairn-voice').count()).toBe(1)
    await page.context().close()
  })
})

/** The connection of the device in the page. */
function setSync(page: Page, to: 'offline' | 'live'): Promise<void> {
  return page.evaluate((state) => {
    const { stores } = document.querySelector('cairn-app') as unknown as { readonly stores: { device: FakeDevice } }
    const sinceMs = Date.now()
    stores.device.setSync(state === 'live' ? { state, sinceMs } : { state, sinceMs, nextTryAtMs: null })
  }, to)
}
