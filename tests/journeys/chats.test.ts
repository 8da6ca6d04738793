/** Running chats and the workspace with several people: found and joined offline, invited by link, deleted for all, switched off. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../client/messages/en.ts'
import { aPlace, DESKTOP, PHONE, type Person, type Place } from '../support/people.ts'
import { tellFailure } from '../support/tell-failure.ts'

const patient = { timeout: 60_000 }

describe('running chats and the workspace', () => {
  let place: Place
  /** The first account: she administers the workspace. */
  let ana: Person
  let ben: Person
  let chi: Person

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana', { ...DESKTOP, stays: true })
    ;[ben, chi] = await Promise.all([
      place.signUp('ben', { ...DESKTOP, stays: true }),
      place.signUp('chi', { ...PHONE, stays: true }),
    ])
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  it('[AP22] a channel is found and joined without a connection, and merged when there is one', async () => {
    await ana.screen.createChannel('ice-report', en['kind.group'])
    await ana.screen.write('Ice on the north side')
    await ben.screen.go('#/discover')
    const row = ben.screen.page.getByRole('listitem').filter({ hasText: 'ice-report' })
    // What may be joined is looked at while there is a connection: then it can be written in without one.
    await row.getByText('1 member').waitFor()
    ben.link.cut()
    await ben.screen.isOffline()
    await row.getByRole('button', { name: 'Join ice-report' }).click()
    await row.getByText(en['discover.waiting']).waitFor()
    await ben.screen.openChat('ice-report')
    await ben.screen.write('I was there at six')
    expect(await ana.screen.texts()).not.toContain('I was there at six')
    await ben.mend()
    await ben.screen.isLive()
    await expect.poll(() => ana.screen.texts(), patient).toContain('I was there at six')
    await expect.poll(() => ben.screen.texts(), patient).toContain('Ice on the north side')
    const members = await ana.screen.openPanel('members')
    await members.getByRole('button', { name: 'ben', exact: true }).waitFor()
  })

  it('[AP27] a name opens the card of a person, and blocking folds what they said', async () => {
    const { screen } = ben
    await screen.message('Ice on the north side').getByRole('button', { name: 'ana', exact: true }).click()
    const card = screen.dialog('About ana')
    await card.getByRole('link', { name: 'ice-report' }).waitFor()
    ben.link.cut()
    await card.getByRole('button', { name: en['people.block'], exact: true }).click()
    await card.getByRole('button', { name: en['people.unblock'], exact: true }).waitFor()
    await screen.page.keyboard.press('Escape')
    const folded = screen.timeline.getByText(en['people.hidden'])
    await folded.waitFor()
    await screen.timeline.getByRole('button', { name: en['people.show'], exact: true }).click()
    await screen.timeline.getByText('Ice on the north side').waitFor()
    await ben.mend()
    await screen.isLive()
    await screen.go('#/settings/privacy')
    await screen.page.getByRole('button', { name: 'Unblock ana' }).click()
  })

  it('[AP30] an invitation link is made with its code, used, and taken back', async () => {
    const { screen } = ana
    await screen.createChannel('night-watch', en['kind.private'])
    await screen.write('Quiet so far')
    const panel = await screen.openPanel('members')
    await panel.getByRole('button', { name: en['invite.people'] }).click()
    const dialog = screen.dialog(en['invite.people'])
    await dialog.getByLabel(en['invite.uses']).selectOption('5')
    await dialog.getByRole('button', { name: en['invite.make'] }).click()
    await dialog.getByRole('img', { name: en['invite.qr'] }).waitFor()
    await dialog.getByRole('button', { name: en['action.copy'], exact: true }).click()
    const link = await screen.page.evaluate(() => navigator.clipboard.readText())
    expect(link).toMatch(/\/#\/join\?token=[\w-]{43}$/)
    const join = async (person: Person) => {
      await person.screen.go(link.slice(link.indexOf('#')))
      await person.screen.page.getByText(en['join.explain']).waitFor()
      await person.screen.page.getByRole('button', { name: en['action.join'], exact: true }).click()
    }
    await join(chi)
    await expect.poll(() => chi.screen.texts(), patient).toContain('Quiet so far')
    await screen.page.keyboard.press('Escape')
    await screen.go(`#/admin/chat/${screen.page.url().split('/c/')[1]?.split('/')[0]}/invites`)
    const row = screen.page.getByRole('listitem').filter({ hasText: 'used 1 of 5 times' })
    await row.getByRole('button', { name: /^Take back/ }).click()
    await screen.dialog(en['invite.revokeAsk']).getByRole('button', { name: en['invite.revoke'] }).click()
    await screen.page.getByText(en['invite.none']).waitFor()
    await join(ben)
    await ben.screen.page.getByRole('main').getByText(en['join.over']).waitFor()
    ana.link.cut()
    await screen.isOffline()
    const make = screen.page.getByRole('button', { name: en['invite.make'] })
    await expect.poll(() => make.getAttribute('aria-disabled')).toBe('true')
    expect(await make.getAttribute('aria-description')).toBe(en['settings.needsConnection'])
    await ana.mend()
    await screen.isLive()
  })

  it('[AP25] a chat that is deleted for everyone says so to who was away, and keeps what they wrote', async () => {
    await ben.screen.openChat('ice-report')
    ben.link.cut()
    await ben.screen.isOffline()
    await ben.screen.write('Bring crampons')
    await ben.screen.composer.fill('And the long rope')
    await ana.screen.openChat('ice-report')
    const info = await ana.screen.openPanel('info')
    await info.getByRole('button', { name: en['manage.delete'] }).click()
    const ask = ana.screen.dialog('Delete ice-report for everyone?')
    const confirm = ask.getByRole('button', { name: en['manage.delete'] })
    expect(await confirm.isDisabled()).toBe(true)
    await ask.getByRole('textbox').fill('ice-report')
    await confirm.click()
    // Ben's message is the later one for the server: it waits behind the deletion until that is there.
    await ana.screen.page.getByRole('main').getByText(en['chat.closed.deleted']).waitFor()
    await expect.poll(() => ana.screen.unsent(), patient).toEqual([])
    await ben.mend()
    const main = ben.screen.page.getByRole('main')
    await expect.poll(() => main.getByText(en['chat.closed.deleted']).count(), patient).toBe(1)
    const kept = main.getByRole('region', { name: en['chat.closed.draft'] })
    await kept.getByText('And the long rope').waitFor()
    await kept.getByRole('button', { name: en['chat.closed.copy'] }).click()
    expect(await ben.screen.page.evaluate(() => navigator.clipboard.readText())).toBe('And the long rope')
    await expect
      .poll(() => ben.screen.unsent(), patient)
      .toEqual([expect.stringMatching(/Bring crampons[^]*was deleted/)])
  })

  it('[AP31] who is switched off is signed out within a second, and what is unsent stays', async () => {
    const { screen } = ana
    await chi.screen.go('#/')
    await screen.go('#/admin/people')
    const row = screen.page.getByRole('row', { name: /^chi / })
    await row.getByRole('button', { name: 'Actions for chi' }).click()
    await screen.page.getByRole('menuitem', { name: en['admin.disable'] }).click()
    const ask = screen.dialog('Switch off the account chi?')
    await ask.getByRole('textbox').fill('chi')
    const since = Date.now()
    await ask.getByRole('button', { name: en['admin.disable'], exact: true }).click()
    await chi.screen.strip.filter({ hasText: en['sync.signedOut'] }).waitFor({ timeout: 10_000 })
    const tookMs = Date.now() - since
    await row.filter({ hasText: en['admin.off'] }).waitFor()
    expect(tookMs).toBeLessThan(1_000)
  })
})
