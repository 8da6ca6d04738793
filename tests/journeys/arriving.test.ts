/** Who comes without an account, a session or a network: invited, by a link to a message, by the forms (docs/behaviour.md, UI36, UI90, UI120). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { freshDevices, type FreshDevices } from '../support/fresh-devices.ts'
import { aPlace, PASSWORD, type Person, type Place } from '../support/people.ts'
import { Screen } from '../support/screen.ts'
import { tellFailure } from '../support/tell-failure.ts'

describe('who arrives', () => {
  let place: Place
  let ana: Person
  let fresh: FreshDevices
  /** `#/c/…/m/…` */
  let messageLink = ''

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana')
    fresh = await freshDevices()
  })
  afterAll(async () => {
    await fresh?.end()
    await place?.end()
  })
  tellFailure(() => place)

  it('[UI36] who has no account makes one on the way to an invitation, and lands in the chat', async () => {
    const { screen } = ana
    await screen.go('#/')
    await screen.createChannel('night-watch', en['kind.private'])
    await screen.write('Quiet so far')
    const api = (path: string) => new URL(`/api/v1${path}`, screen.page.url()).href
    const chats = await screen.page.request.get(api('/chats?query=night-watch'))
    const [{ id }] = (await chats.json()) as [{ id: number }]
    const headers = { origin: new URL(screen.page.url()).origin }
    const made = await screen.page.request.post(api(`/chats/${id}/invite-link`), { data: {}, headers })
    const { pathname, hash } = new URL(((await made.json()) as { invite_url: string }).invite_url)

    const guest = new Screen(await fresh.open(), place.server.url)
    const { page } = guest
    await page.goto(`${place.server.url}${pathname}${hash}`)
    await page.getByRole('link', { name: en['auth.createOne'] }).click()
    await page.getByLabel(en['auth.username']).fill('dee')
    await page.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: en['auth.signUp'] }).click()
    await page.getByText(en['join.explain']).waitFor()
    await guest.isLive()
    await page.getByRole('button', { name: en['action.join'], exact: true }).click()
    await guest.message('Quiet so far').waitFor()
    messageLink = await guest.message('Quiet so far').evaluate((row) => {
      const [chat = ''] = /#\/c\/[^/?]+/.exec(location.hash) ?? []
      return `${chat}/m/${(row as HTMLElement).dataset['key']}`
    })
    await page.context().close()
  })

  it('[UI120] signing in, signing up and a new password say at once that there is no network, and when there is one', async () => {
    const page = await fresh.open()
    const guest = new Screen(page, place.server.url)
    const note = page.getByText(/needs? a connection/)
    for (const [hash, action] of [
      ['#/', 'auth.signIn'],
      ['#/sign-up', 'auth.signUp'],
      ['#/reset', 'reset.send'],
    ] as const) {
      await guest.open(hash)
      const button = page.getByRole('button', { name: en[action], exact: true })
      await button.waitFor()
      expect([await note.count(), await button.getAttribute('aria-disabled')]).toEqual([0, null])
      await page.context().setOffline(true)
      await note.first().waitFor()
      await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true')
      expect(await button.getAttribute('aria-description')).toBe(en['settings.needsConnection'])
      await page.context().setOffline(false)
      await note.waitFor({ state: 'detached' })
      await expect.poll(() => button.getAttribute('aria-disabled')).toBe(null)
    }
    await page.context().close()
  })

  it("[UI90] a link to a message that is opened signed out is where one is after signing in, by the app's own form", async () => {
    const page = await fresh.open()
    const guest = new Screen(page, place.server.url)
    await guest.open(messageLink)
    await page.getByRole('button', { name: en['auth.showPassword'] }).waitFor()
    await page.getByLabel(en['auth.login']).fill('dee')
    await page.getByLabel(en['auth.password'], { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: en['auth.signIn'], exact: true }).click()
    await guest.message('Quiet so far').waitFor()
    expect(new URL(page.url())).toMatchObject({ pathname: '/', hash: messageLink })
    await page.context().close()
  })
})
