/** The app's first way onto a device, over a server that has half of it for a while. */
import { readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDevices, type FreshDevices } from '../support/fresh-devices.ts'
import { aPlace, PASSWORD, type Place } from '../support/people.ts'
import { projectCopy, type ProjectCopy } from '../support/project-copy.ts'
import { Screen } from '../support/screen.ts'

const patient = { timeout: 60_000 }
/** Holds the dialog that forwards, which nobody opens here. */
const CHUNK = 'cairn-forward-'

describe('[OS44] an app whose first way here is cut half way', () => {
  let project: ProjectCopy
  let place: Place
  let fresh: FreshDevices
  let page: Page
  let away: readonly string[]

  beforeAll(async () => {
    project = projectCopy(CHUNK)
    const assets = join(project.folder, 'dist/client/assets')
    away = readdirSync(assets)
      .filter((name) => name.startsWith(CHUNK))
      .map((name) => join(assets, name))
    for (const path of away) renameSync(path, `${path}.away`)
    place = await aPlace({ project: project.folder })
    fresh = await freshDevices()
    page = await fresh.open()
  }, 240_000)
  afterAll(async () => {
    await fresh?.end()
    await place?.end()
    project?.remove()
  })

  const isActive = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated')

  it('keeps what came, and is not said to be here', async () => {
    const screen = new Screen(page, place.server.url)
    await screen.signUp('ana', PASSWORD)
    await screen.isLive()
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined), patient)
      .toBe(true)
    expect(await isActive()).toBe(false)
    // One of those that came is marked: fetched again, it would have no mark.
    const marked = await page.evaluate(async () => {
      const [name = ''] = (await caches.keys()).filter((one) => /^cairn-[0-9a-f]{16}$/.test(one))
      const store = await caches.open(name)
      const [first] = await store.keys()
      const response = first && (await store.match(first))
      if (!first || !response) return ''
      const headers = new Headers(response.headers)
      headers.set('X-Kept', '1')
      await store.put(first, new Response(await response.blob(), { headers }))
      return new URL(first.url).pathname
    })
    expect(marked).toMatch(/^\/assets\//)
  })

  it('[OS45] comes by itself with only the rest fetched, and opens without a server', async () => {
    for (const path of away) renameSync(`${path}.away`, path)
    await expect.poll(isActive, patient).toBe(true)
    const kept = await page.evaluate(async () => {
      const [name = ''] = (await caches.keys()).filter((one) => /^cairn-[0-9a-f]{16}$/.test(one))
      const store = await caches.open(name)
      const all = await Promise.all((await store.keys()).map((request) => store.match(request)))
      return {
        marked: all.filter((one) => one?.headers.get('X-Kept') === '1').length,
        hasIndex: !!(await store.match('/')),
      }
    })
    expect(kept).toEqual({ marked: 1, hasIndex: true })
    await place.killServer()
    await page.reload()
    await new Screen(page, place.server.url).chat('general').waitFor()
  })
})
