/** `npm run screenshots`: a crew's two days of talk on a server of its own, photographed into docs/screenshots/. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { en } from '../client/messages/en.ts'
import { aPlace, DESKTOP, PHONE } from '../tests/support/people.ts'
import { ridgeHistory } from '../tests/support/ridge-history.ts'
import { buildIfNeeded } from './lib/build-if-needed.mjs'
import { projectRoot } from './lib/run.mjs'

const folder = join(projectRoot, 'docs/screenshots')
const look = { timezoneId: zoneOfNoon(), deviceScaleFactor: 2 }
const LINES = 'Meter at 09:30, both pumps running'

await buildIfNeeded()
mkdirSync(folder, { recursive: true })
/** @type {import('../tests/support/ridge-history.ts').Ridge | undefined} */
let ridge
const place = await aPlace({ prepare: async (data) => void (ridge = await ridgeHistory(data)) })
try {
  if (!ridge) throw new Error('there is no history')
  const { pump, root } = ridge
  await sendPicture(pump)
  await photographDesk(pump, root)
  await photographPhone(pump)
} finally {
  await place.end()
}

/** @param {string} pump */
async function sendPicture(pump) {
  const { screen, context } = await place.signIn('ana', { ...DESKTOP, ...look })
  await screen.go(`#/c/${pump}`)
  await screen.message('and the M12 bolts').waitFor()
  await screen.page
    .getByRole('main')
    .locator('cairn-attach-button input[type=file]')
    .setInputFiles({ name: 'ridge.jpg', mimeType: 'image/jpeg', buffer: await aView() })
  await screen.composer.fill(LINES)
  await screen.page.getByRole('main').getByRole('button', { name: en['chat.composer.send'] }).click()
  await screen.timeline
    .getByRole('article', { name: /Sent|Delivered|Read by/ })
    .last()
    .getByText(LINES)
    .waitFor()
  await context.close()
}

/**
 * @param {string} pump
 * @param {string} root  of a thread
 */
async function photographDesk(pump, root) {
  const { screen, link, context } = await place.signIn('yara', { ...DESKTOP, ...look })
  const { page } = screen
  await screen.go('#/')
  await dismissCards(page)
  await screen.go(`#/c/${pump}/t/${root}`)
  await page.getByRole('main').locator('cairn-image img:not(.blurred)').first().waitFor()
  await screen.go(`#/settings/storage`)
  await page.getByRole('heading', { name: en['storage.prepare'] }).waitFor()
  await photo(screen, 'desktop-storage')
  link.cut()
  await screen.isOffline()
  await screen.go(`#/c/${pump}/t/${root}`)
  await screen.write('Wrench and bolts are packed, leaving now')
  await page
    .getByText(/^As of /)
    .first()
    .waitFor()
  await photo(screen, 'desktop')
  await screen.go('#/search?q=valve')
  await page.locator('mark').first().waitFor()
  await photo(screen, 'desktop-search')
  await context.close()
}

/** @param {string} pump */
async function photographPhone(pump) {
  const { screen, link, context } = await place.signIn('yara', { ...PHONE, ...look })
  await screen.go('#/')
  await dismissCards(screen.page)
  await screen.go(`#/c/${pump}`)
  await screen.page.getByRole('main').locator('cairn-image img:not(.blurred)').first().waitFor()
  link.cut()
  await screen.page.getByText(en['chat.composer.offline']).first().waitFor()
  await screen.write('Wrench and bolts are packed, leaving now')
  await photo(screen, 'phone')
  await screen.go('#/')
  await screen.chat('pump-crew').waitFor()
  await photo(screen, 'phone-chats')
  await context.close()
}

/**
 * What is offered to somebody new: to keep the app, to be notified.
 *
 * @param {import('playwright').Page} page
 */
async function dismissCards(page) {
  const notNow = page.getByRole('button', { name: en['action.notNow'] }).first()
  await notNow.waitFor()
  while (await notNow.isVisible()) await notNow.click()
}

/**
 * @param {import('../tests/support/screen.ts').Screen} screen
 * @param {string} name
 */
async function photo({ page }, name) {
  // The ring shows where a keyboard is: nobody uses one here.
  await page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    if (active instanceof HTMLElement) active.blur()
  })
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme })
    const taken = await page.screenshot({ animations: 'disabled' })
    // A third of the bytes, and nobody sees it.
    await sharp(taken)
      .png({ palette: true, effort: 10 })
      .toFile(join(folder, `${name}-${colorScheme}.png`))
  }
}

/** A valley with ridges behind it, drawn. */
function aView() {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="750">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#7fa6bd"/><stop offset="1" stop-color="#f0dcc0"/></linearGradient></defs>
    <rect width="1200" height="750" fill="url(#sky)"/><circle cx="880" cy="250" r="54" fill="#fff3d6"/>
    <path d="M0 430 190 300 340 390 560 220 760 400 930 310 1200 440V750H0z" fill="#8fa3a1"/>
    <path d="M0 520 240 400 420 500 640 360 900 520 1200 430V750H0z" fill="#5f7d72"/>
    <path d="M0 620 300 520 620 610 900 540 1200 600V750H0z" fill="#34564a"/>
    <path d="M120 750C300 640 520 690 700 620S980 600 1060 560" fill="none" stroke="#d9d2c3" stroke-width="14"/>
    <g fill="#c96f3b"><rect x="640" y="566" width="96" height="60" rx="8"/><rect x="668" y="532" width="18" height="36"/></g>
    <g fill="#b9b3a6"><path d="M1010 556h120l-14-26h-92z"/><path d="M1030 530h80l-12-24h-56z"/><path d="M1046 506h48l-10-20h-28z"/></g>
  </svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toBuffer()
}

/** Where it is about noon now: what people wrote this morning was written in the morning. */
function zoneOfNoon() {
  const hours = 12 - new Date().getUTCHours()
  // The other way round than everywhere else: Etc/GMT-2 is two hours ahead.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}
