/** `npm run screenshots`: a crew's two days of talk on a server of its own, photographed into docs/screenshots/. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '../client/messages/en.ts'
import { aPlace, DESKTOP, PHONE } from '../tests/support/people.ts'
import { ridgeHistory } from '../tests/support/ridge-history.ts'
import { buildIfNeeded } from './lib/build-if-needed.mjs'
import { projectRoot } from './lib/run.mjs'

const folder = join(projectRoot, 'docs/screenshots')

await buildIfNeeded()
mkdirSync(folder, { recursive: true })
/** @type {import('../tests/support/ridge-history.ts').Ridge | undefined} */
let ridge
const place = await aPlace({ prepare: async (data) => void (ridge = await ridgeHistory(data)) })
try {
  const look = { timezoneId: zoneOfNoon(), deviceScaleFactor: 2 }
  await photograph('desktop', { ...DESKTOP, ...look })
  await photograph('phone', { ...PHONE, ...look })
} finally {
  await place.end()
}

/**
 * @param {string} device
 * @param {import('playwright').BrowserContextOptions} options
 */
async function photograph(device, options) {
  const { screen, link, context } = await place.signIn('yara', options)
  if (!ridge) throw new Error('there is no history')
  const { pump, root } = ridge
  await screen.go('#/')
  await screen.page.getByRole('button', { name: en['action.notNow'] }).click()
  await screen.go(device === 'desktop' ? `#/c/${pump}/t/${root}` : `#/c/${pump}`)
  await screen.message('and the M12 bolts').waitFor()
  link.cut()
  await screen.write('Wrench and bolts are packed, leaving now')
  await screen.page
    .getByText(/^As of /)
    .first()
    .waitFor()
  await photo(screen, device)
  if (device === 'phone') {
    await screen.go('#/')
    await screen.chat('pump-crew').waitFor()
    await photo(screen, 'phone-chats')
  }
  await context.close()
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
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' })
  }
}

/** Where it is about noon now: what people wrote this morning was written in the morning. */
function zoneOfNoon() {
  const hours = 12 - new Date().getUTCHours()
  // The other way round than everywhere else: Etc/GMT-2 is two hours ahead.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}
