/** Every address without a connection (UI.md, sections 2 and 5): what the device has of it, or the sentence that it needs one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Panel, Route } from '../../client/app/routes.ts'
import { en } from '../../client/messages/en.ts'
import { aPlace, DESKTOP, type Person, type Place } from '../support/people.ts'
import { tellFailure } from '../support/tell-failure.ts'

/** An address, and words that it shows; `:crew` and `:message` are one's own chat, and a message of `general`. */
type Shows = readonly [address: string, words: string]

const CHAT = '#/c/general'
const NEVER_SEEN = '01JNA0NEVERSEEN0000000000'
const NEEDS = en['settings.needsConnection']

const PANELS: Readonly<Record<Panel['name'], Shows>> = {
  info: [`${CHAT}/info`, en['info.noTopic']],
  members: [`${CHAT}/members`, en['members.everyone']],
  files: [`${CHAT}/files`, en['fileList.empty']],
  pins: [`${CHAT}/pins`, en['pins.empty']],
  safety: [`${CHAT}/safety`, en['safety.none']],
  thread: [`${CHAT}/t/:message`, en['chat.thread.none']],
  search: [`${CHAT}?q=valve`, en['search.serverOffline']],
}

const SETTINGS: readonly Shows[] = [
  ['#/settings/profile', en['profile.about']],
  ['#/settings/account', en['twoStep.setUp']],
  ['#/settings/privacy', en['privacy.avatar']],
  ['#/settings/notices', en['notices.quiet']],
  ['#/settings/devices', en['devices.this']],
  ['#/settings/export', NEEDS],
  ['#/settings/storage', en['storage.messages']],
  ['#/settings/keyboard', en['keyboard.explain']],
  ['#/settings/look', en['settings.theme']],
]

const ADMIN: readonly Shows[] = [
  ['#/admin/people', NEEDS],
  ['#/admin/channels', NEEDS],
  ['#/admin/limits', NEEDS],
  ['#/admin/sign-up', NEEDS],
]

const MANAGE: readonly Shows[] = [
  ['#/admin/chat/:crew/members', en['roles.owner']],
  ['#/admin/chat/:crew/invites', NEEDS],
  ['#/admin/chat/:crew/rights', en['admin.rights']],
  ['#/admin/chat/:crew/log', en['admin.log']],
  ['#/admin/chat/:crew/delete', en['manage.deleteHint']],
]

const PAGES: Readonly<Record<Route['page'], readonly Shows[]>> = {
  home: [['#/', en['home.pick']]],
  chat: [
    [CHAT, 'Valve 4 checked'],
    [`${CHAT}/m/:message`, 'Valve 4 checked'],
    [`${CHAT}/m/${NEVER_SEEN}`, en['search.jump.unknown']],
    [`${CHAT}/t/${NEVER_SEEN}`, en['chat.thread.unknown']],
    [`#/c/${NEVER_SEEN}`, en['notFound.offline']],
    ...Object.values(PANELS),
  ],
  search: [['#/search?q=valve', en['search.serverOffline']]],
  activity: [['#/activity', en['activity.empty']]],
  unsent: [['#/unsent', en['chat.outbox.none']]],
  unread: [['#/unread', en['list.noUnread']]],
  share: [['#/share', en['share.nothing']]],
  discover: [['#/discover', en['discover.offline']]],
  settings: [['#/settings', en['profile.about']], ...SETTINGS],
  admin: [['#/admin', NEEDS], ...ADMIN, ...MANAGE],
  join: [['#/join/abc', NEEDS]],
  'sign-up': [['#/sign-up', en['home.pick']]],
  reset: [
    ['#/reset', en['reset.explain']],
    ['#/reset?token=abc', en['reset.endsSessions']],
  ],
  verify: [['#/verify?token=abc', en['account.fault.offline']]],
}

/** Where nobody is signed in, and the browser knows that there is no network. */
const SIGNED_OUT: readonly Shows[] = [
  ['#/', en['auth.needsConnection']],
  [CHAT, en['auth.needsConnection']],
  ['#/sign-up', en['auth.signUpNeedsConnection']],
  ['#/reset', en['reset.needsConnection']],
  ['#/reset?token=abc', en['reset.needsConnection']],
  ['#/verify?token=abc', en['account.fault.offline']],
]

/** What says that something is on its way. */
const COMING = [en['state.loading'], en['auth.working'], en['storage.measuring'], en['search.serverAsking']]

describe('without a connection', () => {
  let place: Place
  let ana: Person
  let crew = ''
  let message = ''

  beforeAll(async () => {
    place = await aPlace()
    ana = await place.signUp('ana', { ...DESKTOP, stays: true })
    const { screen } = ana
    await screen.createChannel('ridge-crew', 'Private channel')
    crew = await screen.page.evaluate(() => location.hash.split('/')[2]!)
    await screen.openChat('general')
    await screen.write('Valve 4 checked')
    await screen.timeline.getByRole('article', { name: /Valve 4 checked, Sent$/ }).waitFor()
    message = (await screen.message('Valve 4 checked').getAttribute('data-key')) ?? ''
    ana.link.cut()
    await screen.isOffline()
  })
  afterAll(() => place.end())
  tellFailure(() => place)

  async function shows([address, words]: Shows): Promise<void> {
    const { page } = ana.screen
    await ana.screen.go(address.replace(':crew', crew).replace(':message', message))
    await page
      .getByText(words)
      .or(page.locator(`[aria-description="${words}"]`))
      .filter({ visible: true })
      .first()
      .waitFor()
    const waiting = async () => [
      ...(await page.locator('cairn-skeleton, cairn-progress').filter({ visible: true }).allInnerTexts()),
      ...(await page
        .getByText(new RegExp(`^(${COMING.join('|')})$`))
        .filter({ visible: true })
        .allInnerTexts()),
    ]
    await expect.poll(waiting).toEqual([])
  }

  it.each(Object.values(PAGES).flat())('[BU27] %s shows: %s', async (...one) => shows(one))

  it.each([
    ['#/settings', en['settings.parts'], SETTINGS],
    ['#/admin', en['admin.parts'], ADMIN],
    ['#/admin/chat/:crew', en['admin.parts'], MANAGE],
  ])('[BU27] every part of %s was looked at', async (address, name, looked) => {
    await ana.screen.go(address.replace(':crew', crew))
    const links = ana.screen.page.getByRole('navigation', { name, exact: true }).getByRole('link')
    await links.first().waitFor()
    const all = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
    const parts = all.map((href) => href.replace(crew, ':crew')).filter((href) => href.startsWith(`${address}/`))
    expect(parts).toEqual(looked.map(([at]) => at))
  })

  it.each([
    ['#/settings/devices', /This device/],
    ['#/admin/people', /^1 person$/],
    ['#/admin/limits', /Failed sign-ins before an account is locked/],
  ])('[UI124] %s asks when a connection comes', async (address, words) => {
    ana.link.cut()
    await ana.screen.isOffline()
    // Of an earlier visit nothing is there.
    await ana.screen.page.evaluate(() => localStorage.removeItem('cairn.account.1'))
    await ana.screen.page.reload()
    await ana.screen.go(address)
    const found = ana.screen.page.getByText(words).filter({ visible: true }).first()
    await ana.screen.page
      .getByText(/Needs a connection|Not known on this device yet/)
      .first()
      .waitFor()
    expect(await found.count()).toBe(0)
    await ana.mend()
    await found.waitFor()
  })

  it('[BU27] what needs a connection before anybody is signed in says so', async () => {
    ana.link.cut()
    await ana.context.setOffline(true)
    await ana.screen.go('#/settings')
    await ana.screen.signOut()
    await ana.screen.page.getByRole('heading', { name: en['auth.signIn'] }).waitFor()
    for (const one of SIGNED_OUT) await shows(one)
  })
})
