/** Before any journey: a browser to run it in, and the web app to run. Fails here, once, rather than in every file. */
import { buildIfNeeded } from '../../scripts/lib/build-if-needed.mjs'
import { findChromium } from './find-chromium.ts'

export default async function prepareJourneys(): Promise<void> {
  console.log(`Journeys run in ${await findChromium()}`)
  await buildIfNeeded()
}
