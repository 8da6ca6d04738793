/**
 * Before any journey: a browser to run it in, the web app to run, and the fixtures to look at. Fails here, once, rather than
 * in every file.
 */
import type { TestProject } from 'vitest/node'
import { buildIfNeeded } from '../../scripts/lib/build-if-needed.mjs'
import { findChromium } from './find-chromium.ts'
import { serveFixtures } from './serve-fixtures.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The page of fixtures, without a query. */
    readonly fixtures: string
  }
}

export default async function prepareJourneys(project: TestProject): Promise<() => Promise<void>> {
  console.log(`Journeys run in ${await findChromium()}`)
  await buildIfNeeded()
  const served = await serveFixtures()
  project.provide('fixtures', served.page)
  return served.end
}
