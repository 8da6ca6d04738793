/** A member writes offline and is removed meanwhile: the texts are refused, kept, and can be copied (UI.md, 4: permission-lost). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { aPlace, type Person, type Place } from '../support/people.ts'

const patient = { timeout: 70_000 }

describe('somebody who was removed while offline', () => {
  let place: Place
  let ana: Person
  let ben: Person

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana')
    ben = await place.signUp('ben')
    await ana.screen.createChannel('ridge-crew', en['kind.private'], ['ben'])
    await ana.screen.write('Welcome')
    await ben.screen.openChat('ridge-crew')
    await ben.screen.message('Welcome').waitFor()
  })
  afterAll(() => place.end())

  it('writes offline, and is removed meanwhile', async () => {
    ben.link.cut()
    await ben.screen.isOffline()
    await ben.screen.write('The pump is dry')
    await ben.screen.write('Bring the spare one')
    await ben.screen.composer.fill('And one more thing')
    await ana.screen.removeMember('ben')
    expect(await ben.screen.labelOf('The pump is dry')).toContain(en['chat.state.saved'])
  })

  it('is told on return, in place of the composer', async () => {
    ben.link.mend()
    const main = ben.screen.page.getByRole('main')
    await expect.poll(() => main.getByText(en['chat.closed.removed-by-nobody']).count(), patient).toBe(1)
    expect(await ben.screen.composer.count()).toBe(0)
    expect(await main.getByText('And one more thing').count()).toBe(1)
  })

  it('keeps the refused texts with the reason, after a reload too, and copies them', async () => {
    await expect.poll(async () => (await ben.screen.unsent()).length, patient).toBe(2)
    await ben.screen.page.reload()
    const items = await ben.screen.unsent()
    expect(items[0]).toContain('The pump is dry')
    expect(items[1]).toContain('Bring the spare one')
    for (const item of items) expect(item).toContain('You can no longer post in ridge-crew')

    await ben.screen.page.getByRole('button', { name: new RegExp(`^${en['chat.outbox.copy-all']}`) }).click()
    const copied = await ben.screen.page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('The pump is dry')
    expect(copied).toContain('Bring the spare one')
  })

  it('and nobody else got them', async () => {
    expect((await ana.screen.texts()).filter((text) => text !== '')).toEqual(['Welcome'])
  })
})
