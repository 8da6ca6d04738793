/** A member writes offline and is removed meanwhile: the texts are refused, kept, and can be copied (UI.md, 4: permission-lost). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { aPlace, type Person, type Place } from '../support/people.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 70_000 }
const REFUSED: unknown[] = ['The pump is dry', 'Bring the spare one'].map((text) =>
  expect.stringMatching(new RegExp(`ridge-crew[^]*${text}[^]*You can no longer post in ridge-crew`)),
)

describe('somebody who was removed while offline', () => {
  let place: Place
  let ana: Person
  let ben: Person

  beforeAll(async () => {
    place = await aPlace()
    ;[ana, ben] = await Promise.all([place.signUp('ana'), place.signUp('ben')])
    await ana.screen.createChannel('ridge-crew', en['kind.private'], ['ben'])
    await ana.screen.write('Welcome')
    await ben.screen.openChat('ridge-crew')
    await ben.screen.message('Welcome').waitFor()
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  it('writes offline, and is removed meanwhile', async () => {
    ben.link.cut()
    await ben.screen.isOffline()
    await ben.screen.write('The pump is dry')
    await ben.screen.write('Bring the spare one')
    await ben.screen.composer.fill('And one more thing')
    await ana.screen.removeMember('ben')
    await expect.poll(() => ben.screen.labelOf('The pump is dry'), patient).toContain(en['chat.state.saved'])
  })

  it('[UI10] is told by whom and when on return, in place of the composer', async () => {
    ben.link.mend()
    const main = ben.screen.page.getByRole('main')
    // With the time, though this device was away when it happened.
    await expect.poll(() => main.getByText(/^You were removed by ana, .*\d/).count(), patient).toBe(1)
    await expect.poll(() => ben.screen.composer.count(), patient).toBe(0)
    await expect.poll(() => main.getByText('And one more thing').count(), patient).toBe(1)
  })

  it('keeps the refused texts with the reason, and copies them', async () => {
    await expect.poll(() => ben.screen.unsent(), patient).toEqual(REFUSED)
    await ben.screen.page.getByRole('button', { name: new RegExp(`^${en['chat.outbox.copy-all']}`) }).click()
    await expect
      .poll(() => ben.screen.page.evaluate(() => navigator.clipboard.readText()), patient)
      .toMatch(/The pump is dry[^]*Bring the spare one/)
  })

  it('keeps them after a reload, and after a crash without a network', async () => {
    await ben.screen.page.reload()
    await expect.poll(() => ben.screen.unsent(), patient).toEqual(REFUSED)
    ben.link.cut()
    await ben.kill()
    await ben.reopen()
    await expect.poll(() => ben.screen.unsent(), patient).toEqual(REFUSED)
  })

  it('and nobody else got them', async () => {
    expect((await ana.screen.texts()).filter((text) => text !== '')).toEqual(['Welcome'])
  })

  it('[UI36] comes back by the link of an invitation, which asks first; one that is over says so', async () => {
    ben.link.mend()
    const api = (path: string) => new URL(`/api/v1${path}`, ana.screen.page.url()).href
    const chats = await ana.screen.page.request.get(api('/chats?query=ridge-crew'))
    const [{ id }] = (await chats.json()) as [{ id: number }]
    const origin = new URL(ana.screen.page.url()).origin
    const made = await ana.screen.page.request.post(api(`/chats/${id}/invite-link`), {
      ...{ data: { max_uses: 1 }, headers: { origin } },
    })
    const link = new URL(((await made.json()) as { invite_url: string }).invite_url).hash

    const { page } = ben.screen
    await ben.screen.go('#/join?token=nothing')
    // It waits for the connection.
    await expect.poll(() => page.locator('cairn-join cairn-button').getAttribute('reason'), patient).toBe('')
    await page.getByRole('button', { name: en['action.join'] }).click()
    await page.locator('cairn-join').getByText(en['join.over']).waitFor()
    await ben.screen.go(link)
    await page.locator('cairn-join').getByText(en['join.over']).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: en['action.join'] }).click()
    await ben.screen.message('Welcome').waitFor()
    await ben.screen.write('I am back')
    await ana.screen.message('I am back').waitFor()
  })
})
