/** Pictures and voice from one person to another, seen again without a network (docs/behaviour.md, MV). */
import type { Locator } from 'playwright'
import sharp from 'sharp'
import type { FileValue } from '../../schema/registers/messages.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { launchOptions } from '../support/find-chromium.ts'
import { aPlace, DESKTOP, type Person, type PersonOptions, type Place } from '../support/people.ts'
import type { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 20_000 }
const WITH_MICROPHONE: PersonOptions = {
  ...DESKTOP,
  permissions: ['microphone', 'camera'],
  args: [...launchOptions.args, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
}
const [WIDTH, HEIGHT] = [1500, 1000]

describe('pictures and voice', () => {
  let place: Place
  let ana: Person
  let ben: Person

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana', WITH_MICROPHONE)
    ben = await place.signUp('ben')
    for (const { screen } of [ana, ben]) await screen.openChat('general')
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  const picture = ({ page }: Screen) => page.getByRole('main').getByRole('button', { name: /^Picture valve.jpg/ })
  const viewer = ({ page }: Screen) => page.getByRole('dialog', { name: en['viewer.title'] })

  /** px of the picture itself, as soon as it is decoded. */
  const widthOf = (image: Locator) =>
    image.last().evaluate((one: HTMLImageElement) => (one.complete ? one.naturalWidth : 0))

  it('[MV1] [MV2] a picture is seen by the other, in a place of its own proportions', async () => {
    const photo = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#3f7d5a' } })
      .composite([{ input: await noise(), tile: true }])
      .jpeg({ quality: 90 })
      .toBuffer()
    const file = { name: 'valve.jpg', mimeType: 'image/jpeg', buffer: photo }
    await ana.screen.page.getByRole('main').locator('cairn-attach-button input[type=file]').setInputFiles(file)
    await ana.screen.page.locator('cairn-upload-tray').getByText('valve.jpg').first().waitFor()
    await ana.screen.page.getByRole('main').getByRole('button', { name: en['chat.composer.send'] }).click()
    // Its author sees it at once, from this device.
    await expect.poll(() => widthOf(picture(ana.screen).locator('img')), patient).toBeGreaterThan(0)

    await expect.poll(() => widthOf(picture(ben.screen).locator('img:not(.blurred)')), patient).toBe(480)
    const box = await picture(ben.screen).boundingBox()
    expect(Math.round((box!.width / box!.height) * 10)).toBe((WIDTH / HEIGHT) * 10)
  })

  it('[MV16] pressed, it is shown whole over everything; closing gives the focus back', async () => {
    const { page } = ben.screen
    await picture(ben.screen).click()
    await expect.poll(() => widthOf(viewer(ben.screen).locator('img')), patient).toBe(WIDTH)
    await viewer(ben.screen).getByText('ana', { exact: true }).waitFor()
    await page.keyboard.press('+')
    await viewer(ben.screen)
      .getByRole('button', { name: /150\s?%/ })
      .waitFor()
    await page.keyboard.press('Escape')
    await viewer(ben.screen).waitFor({ state: 'detached' })
    expect(await picture(ben.screen).evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(
      true,
    )
  })

  it('[MV3] [MV16] it is there without a network, after the browser was killed', async () => {
    ben.link.cut()
    await ben.screen.isOffline()
    await ben.kill()
    await ben.reopen('#/c/general')
    await expect.poll(() => widthOf(picture(ben.screen).locator('img:not(.blurred)')), patient).toBe(480)
    await picture(ben.screen).click()
    await expect.poll(() => widthOf(viewer(ben.screen).locator('img')), patient).toBe(WIDTH)
    await ben.screen.page.keyboard.press('Escape')
    ben.link.mend()
    await ben.screen.isLive()
  })

  it('[MV19] [MV20] a voice message is listened to, sent, and arrives with its length and waves', async () => {
    const { page } = ana.screen
    await ana.screen.choose(en['record.open'], en['record.voice'])
    const recorder = page.locator('cairn-recorder')
    await recorder.getByText('0:02').waitFor()
    await ben.screen.write('Meanwhile')
    await ana.screen.message('Meanwhile').waitFor()
    await recorder.getByRole('button', { name: en['record.stop'] }).click()
    await recorder.locator('cairn-voice').waitFor()
    await recorder.getByRole('button', { name: en['record.send'] }).click()
    await recorder.waitFor({ state: 'detached' })

    const voice = ben.screen.timeline.locator('cairn-voice')
    await voice.waitFor()
    const told = await voice.evaluate((one) => {
      const { durationMs = 0, waveform = [] } = (one as HTMLElement & { readonly file: FileValue }).file
      return { durationMs, points: waveform.length, isLoud: Math.max(...waveform) > 0 }
    })
    expect(told.durationMs).toBeGreaterThan(2_000)
    expect(told.points).toBeGreaterThan(10)
    expect(told.isLoud).toBe(true)

    const play = voice.getByRole('button', { name: `Play: ${en['media.voice']}` })
    await expect.poll(() => play.getAttribute('aria-disabled'), patient).toBe('false')
    await voice.getByRole('button', { name: /^Speed/ }).click()
    await play.click()
    await expect.poll(() => voice.getByRole('slider').getAttribute('aria-valuetext'), patient).toMatch(/^0:01 of/)
  })

  it('[MV23] the files of the chat are listed, newest first, also without a network', async () => {
    ben.link.cut()
    await ben.screen.isOffline()
    await ben.screen.go('#/c/general/files')
    const panel = ben.screen.panel
    await panel.getByRole('button', { name: /^Picture valve.jpg/ }).waitFor()
    await panel.getByRole('button', { name: en['fileList.sound'] }).click()
    await panel.locator('cairn-voice').waitFor()
    expect(await panel.locator('cairn-image').count()).toBe(0)
    await panel.getByRole('link', { name: /ana/ }).click()
    await expect.poll(() => ben.screen.page.url(), patient).toMatch(/#\/c\/general\/m\//)
    ben.link.mend()
  })

  it('[MV14] signing out takes the media off the device', async () => {
    const { page } = ben.screen
    const stored = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))
    expect((await stored()).some((name) => name.startsWith('cairn-media-'))).toBe(true)
    await ben.screen.isLive()
    await ben.screen.go('#/settings')
    await ben.screen.signOut()
    await expect
      .poll(async () => (await stored()).filter((name) => name.startsWith('cairn-media-')), patient)
      .toEqual([])
  })
})

/** A picture of one colour is too small a file to tell anything. */
function noise(): Promise<Buffer> {
  const gaussian = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width: 250, height: 250, channels: 3, background: '#808080', noise: gaussian } })
    .png()
    .toBuffer()
}
