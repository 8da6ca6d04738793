/** A newer version of the web app on the server while somebody works in the older one (UI.md, sections 3 and 4). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { aPlace, DESKTOP, type Person, type Place } from '../support/people.ts'
import { projectCopy, type ProjectCopy } from '../support/project-copy.ts'
import { tellFailure } from '../support/tell-failure.ts'

/** Holds the dialog that forwards, which nobody has opened yet. */
const CHUNK = 'cairn-forward-'

describe('a newer version of the app', () => {
  let project: ProjectCopy
  let place: Place
  let ana: Person

  beforeAll(async () => {
    project = projectCopy(CHUNK)
    place = await aPlace({ project: project.folder })
    ana = await place.signUp('ana', { ...DESKTOP, stays: true })
  })
  afterAll(async () => {
    await place?.end()
    project?.remove()
  })
  tellFailure(() => place)

  const toast = () => ana.screen.page.locator('cairn-toasts')
  const lookForIt = () =>
    ana.screen.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  const keptBuilds = () =>
    ana.screen.page.evaluate(async () => (await caches.keys()).filter((name) => /[0-9a-f]{16}/.test(name)).length)
  const has = (path: string) => ana.screen.page.evaluate(async (one) => (await fetch(one)).ok, path)

  it('[BU26] is offered, and not forced on who is writing', async () => {
    await ana.screen.openChat('general')
    await ana.screen.write('To be passed on')
    await ana.screen.composer.fill('Half a sentence')
    project.publishNext()
    await lookForIt()
    await toast().getByText(en['update.available']).waitFor()
    expect(await keptBuilds()).toBe(2)
    await toast().getByRole('button', { name: en['update.now'] }).click()
    await toast().getByText(en['update.busy']).waitFor()
    expect(await ana.screen.composer.inputValue()).toBe('Half a sentence')
  })

  it('[BU26] the older one goes on with all its parts, which the server has no more', async () => {
    const old = await ana.screen.page.evaluate(async (chunk) => {
      const names = (await caches.keys()).filter((name) => !name.includes('fedcba9876543210'))
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      const paths = requests.flat().map(({ url }) => new URL(url).pathname)
      return paths.find((path) => path.startsWith(`/assets/${chunk}`) && path.endsWith('.js')) ?? ''
    }, CHUNK)
    expect(old).not.toBe('')
    expect((await fetch(place.server.url + old)).status).toBe(404)
    expect(await has(old)).toBe(true)
    await ana.screen.message('To be passed on').focus()
    await ana.screen.page.keyboard.press('f')
    await ana.screen.page.locator('cairn-forward').getByRole('option').first().waitFor()
    await ana.screen.page.keyboard.press('Escape')
  })

  it('[BU26] the next start is the newer one, with what was begun, and the files of the older one are let go', async () => {
    await ana.context.close()
    await ana.reopen('#/c/general')
    await ana.screen.isLive()
    await expect.poll(() => ana.screen.composer.inputValue()).toBe('Half a sentence')
    await expect.poll(keptBuilds).toBe(1)
    const scripts = await ana.screen.page.evaluate(async () => {
      const [name] = (await caches.keys()).filter((one) => one.includes('fedcba9876543210'))
      return name ? (await (await caches.open(name)).keys()).map(({ url }) => url) : []
    })
    expect(scripts.some((url) => url.includes(`/next-${CHUNK}`))).toBe(true)
  })
})
