/** Settings, sign-in's further pages and the administration, over a device in memory and a server that answers from the page. */
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ME, NOTICES, PUMP } from '../../client/fixtures/ridge.ts'
import { en } from '../../client/messages/en.ts'
import { accountDocument, channelDocument } from '../../schema/documents.ts'
import { fixturePages, storesOf, type FixturePages } from '../support/fixture-pages.ts'

const NEEDS = en['settings.needsConnection']
let pages: FixturePages

beforeAll(async () => void (pages = await fixturePages()), 240_000)
afterAll(() => pages?.end())

describe('[UI168] no connection', () => {
  it('is said without red by the page of a mail’s link', async () => {
    const page = await pages.open('verify-offline')
    const note = page.locator('cairn-verify').getByText(en['account.fault.offline'])
    await note.waitFor()
    expect(await page.locator('cairn-verify .note').getAttribute('class')).toBe('note')
  })

  it('is said without red by the page of an invitation, and its end in red', async () => {
    const page = await pages.open('join')
    await page.evaluate(() => (window.fetch = () => Promise.reject(new TypeError('no server'))))
    await page.locator('cairn-join').getByRole('button', { name: en['action.join'] }).click()
    await page.locator('cairn-join').getByText(en['account.fault.offline']).waitFor()
    expect(await page.locator('cairn-join .note').getAttribute('class')).toBe('note')
    const over = await pages.open('join-over')
    await over.locator('cairn-join').getByText(en['join.over']).waitFor()
    expect(await over.locator('cairn-join .note').getAttribute('class')).toBe('note bad')
  })
})

describe('[KB51] Alt with an arrow', () => {
  /** Whether the app took it for a key of its own. */
  const isTaken = (field: Locator) =>
    field.evaluate((element: HTMLElement) => {
      element.focus()
      const held = { altKey: true, bubbles: true, composed: true, cancelable: true }
      return ['ArrowDown', 'ArrowUp'].map(
        (key) => !element.dispatchEvent(new KeyboardEvent('keydown', { key, ...held })),
      )
    })

  it('opens the list of a field, and leaves no page', async () => {
    const page = await pages.open('settings-notices')
    const settings = page.locator('cairn-settings')
    expect(await isTaken(settings.locator('select').first())).toEqual([false, false])
    expect(await isTaken(settings.locator('input[type=time]').first())).toEqual([false, false])
    expect(await page.evaluate(() => location.hash)).toMatch(/^#\/settings/)
  })

  it('leads to another chat elsewhere', async () => {
    const page = await pages.open('settings-notices')
    const [isDown] = await isTaken(page.locator('cairn-settings').locator('input[type=checkbox]').first())
    expect(isDown).toBe(true)
    await page.locator('cairn-chat').waitFor()
  })
})

describe('[UI34] without a connection, what needs one', () => {
  it.each([
    ['settings-account-offline', ['account.changePassword', 'account.changeEmail', 'twoStep.setUp', 'delete.action']],
    ['settings-profile-offline', ['profile.changeUsername', 'picture.choose']],
    ['settings-devices-offline', ['devices.others']],
    // [UI172] Nothing of the account was told to this device.
    ['settings-account-unknown', ['twoStep.setUp', 'delete.action']],
    ['settings-devices-unknown', ['devices.others']],
  ] as const)('[UI172] keeps its buttons, without effect and with the reason: %s', async (state, buttons) => {
    const page = await pages.open(state)
    for (const words of buttons) {
      const button = page.locator('cairn-settings').getByRole('button', { name: en[words], exact: true }).first()
      await keepsReason(button)
      await button.press('Enter')
      expect(await page.getByRole('dialog').filter({ visible: true }).count()).toBe(0)
    }
    await page.context().close()
  })

  it('the sign-out of each other device has it too', async () => {
    const page = await pages.open('settings-devices-offline')
    const buttons = page.locator('cairn-set-devices').getByRole('listitem').getByRole('button')
    await expect.poll(() => buttons.count()).toBe(2)
    for (const button of await buttons.all()) await keepsReason(button)
  })
})

it('[UI177] the colour of a name is chosen, and given back', async () => {
  const page = await pages.open('settings-profile')
  const part = page.locator('cairn-set-profile')
  const save = part.getByRole('button', { name: en['settings.save'], exact: true })
  const stores = await storesOf(page)
  const kept = () =>
    stores.evaluate(({ device }, doc) => device.view(doc).get('profile', 'color'), accountDocument(ME as never))
  await part.getByLabel(en['profile.color']).fill('#0f6b57')
  await save.click()
  await expect.poll(kept).toBe('#0f6b57')
  await part.getByRole('button', { name: en['profile.colorDefault'] }).click()
  await save.click()
  await expect.poll(async () => (await kept()) ?? null).toBe(null)
  await expect.poll(() => part.getByRole('button', { name: en['profile.colorDefault'] }).isDisabled()).toBe(true)
})

it('[UI184] Back from a chat that was joined by a link passes the invitation by', async () => {
  const page = await pages.open('join')
  await page.evaluate((channel_id) => {
    globalThis.fetch = async () => Response.json({ channel_id })
    location.hash = '#/settings/look'
  }, PUMP)
  await page.locator('cairn-set-look').waitFor()
  await page.evaluate(() => (location.hash = '#/join?token=abc'))
  await page.locator('cairn-join').getByRole('button', { name: en['action.join'] }).click()
  await page.waitForURL(`**#/c/${PUMP}`)
  await page.goBack()
  await page.waitForURL('**#/settings/look')
})

describe('[UI182] what could not be kept turns back, and that is told', () => {
  it.each([
    ['settings-notices', 'switch', en['notices.reactions']],
    ['settings-privacy', 'switch', en['talk.card.setting']],
    ['settings-privacy', 'radio', en['privacy.nobody']],
    ['info', 'switch', en['info.pinned']],
  ] as const)('refused by the device: %s, %s %s', async (state, role, name) => {
    const page = await pages.open(state)
    await (await storesOf(page)).evaluate(({ device }) => void (device.isFull = true))
    const control = page.getByRole(role, { name }).first()
    const group = page.getByRole('radio', { checked: true })
    const [was, chosen] = [await control.isChecked(), await group.evaluateAll(namesOfRadios)]
    await control.click()
    await page.locator('cairn-toasts').getByText(en['app.storageFailed']).waitFor()
    await expect.poll(() => control.isChecked()).toBe(was)
    expect(await group.evaluateAll(namesOfRadios)).toEqual(chosen)
    await (await storesOf(page)).evaluate(({ device }) => void (device.isFull = false))
    await control.click()
    await expect.poll(() => control.isChecked()).toBe(!was)
  })

  it('of a list of choices', async () => {
    const page = await pages.open('settings-notices')
    await (await storesOf(page)).evaluate(({ device }) => void (device.isFull = true))
    const list = page.locator('cairn-set-notices select').first()
    const was = await list.inputValue()
    await list.selectOption({ index: was === 'all' ? 2 : 0 })
    await page.locator('cairn-toasts').getByText(en['app.storageFailed']).waitFor()
    await expect.poll(() => list.inputValue()).toBe(was)
  })

  it('where the browser keeps no more texts', async () => {
    const page = await pages.open('storage')
    const saver = page.getByRole('switch', { name: en['storage.saver'] })
    const history = page.getByRole('combobox', { name: en['storage.history'], exact: true })
    const was = [await saver.isChecked(), await history.inputValue()]
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await saver.click()
    await page.locator('cairn-toasts').getByText(en['app.storageFailed']).waitFor()
    await history.selectOption('30d')
    await expect.poll(async () => [await saver.isChecked(), await history.inputValue()]).toEqual(was)
  })

  it('refused by the server', async () => {
    const page = await pages.open('admin-sign-up')
    const verified = page.getByRole('switch', { name: en['admin.verified'] })
    const was = await verified.isChecked()
    await page.evaluate(() => {
      const real = globalThis.fetch
      globalThis.fetch = (input, init) =>
        init?.method && init.method !== 'GET'
          ? Promise.resolve(Response.json({ detail: 'no' }, { status: 403 }))
          : real(input, init)
    })
    await verified.click()
    await page.locator('cairn-adm-settings .note').waitFor()
    await expect.poll(() => verified.isChecked()).toBe(was)
  })
})

describe('[UI175] a table of the administration', () => {
  const names = (page: Page) => page.locator('cairn-adm-table').getByRole('rowheader').allInnerTexts()

  it('is sorted by the button in a header, up and then down', async () => {
    const page = await pages.open('admin-people')
    const header = page.getByRole('columnheader', { name: en['admin.devices'] })
    await header.getByRole('button').click()
    expect(await header.getAttribute('aria-sort')).toBe('ascending')
    const up = await names(page)
    expect([up[0], up.at(-1)]).toEqual(['old-tom', 'ana'])
    await header.getByRole('button').press('Enter')
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending')
    const down = await names(page)
    expect([down[0], down.at(-1)]).toEqual(['ana', 'old-tom'])
    expect(await page.locator('cairn-adm-table [aria-sort]').count()).toBe(1)
  })

  it('is filtered by a box, whatever the accents', async () => {
    const page = await pages.open('admin-people')
    await page.locator('cairn-adm-table').getByRole('searchbox', { name: en['admin.filter'] }).fill('ÁNA')
    await expect.poll(() => names(page)).toEqual(['ana'])
  })

  it.each([
    [599, 'grid'],
    [600, 'table-row'],
  ])('has cards that name their cells below 600 px: %s px', async (width, display) => {
    const page = await pages.open('admin-people', { width, height: 800 })
    const row = page.locator('cairn-adm-table tbody tr').first()
    await row.waitFor()
    const seen = await row.evaluate((tr) => [
      getComputedStyle(tr).display,
      getComputedStyle(tr.querySelector('td[data-name]')!, '::before').content,
    ])
    expect(seen).toEqual([display, width < 600 ? `"${en['admin.lastSeen']}"` : 'none'])
    await page.context().close()
  })
})

describe('[UI176] in the administration', () => {
  it('limits are saved, and a number that may not be is blamed at its field', async () => {
    const page = await pages.open('admin-limits')
    const sent = await hearChanges(page)
    const part = page.locator('cairn-adm-settings')
    const attempts = part.getByRole('textbox', { name: en['admin.attempts'] })
    const save = part.getByRole('button', { name: en['settings.save'], exact: true })
    await attempts.fill('0')
    await save.click()
    await part.getByText('Enter a number from 1 to 1,000').waitFor()
    expect(await attempts.getAttribute('aria-invalid')).toBe('true')
    expect(await sent()).toEqual([])
    await attempts.fill('7')
    await save.click()
    await page.getByText(en['settings.saved'], { exact: true }).first().waitFor()
    expect(await sent()).toEqual([{ max_login_attempts: 7, lockout_duration_minutes: 15 }])
    expect(await attempts.inputValue()).toBe('7')
  })

  it('sign-up is saved as it is chosen', async () => {
    const page = await pages.open('admin-sign-up')
    const sent = await hearChanges(page)
    const part = page.locator('cairn-adm-settings')
    await part.getByRole('radio', { name: en['admin.closed'] }).check()
    await expect.poll(sent).toEqual([{ sign_up: 'closed' }])
    await part.getByRole('switch', { name: en['admin.verified'] }).check()
    await expect.poll(sent).toEqual([{ sign_up: 'closed' }, { require_verified_email: true }])
    expect(await part.getByRole('radio', { name: en['admin.closed'] }).isChecked()).toBe(true)
  })

  it('the handle of a channel for announcements is judged, then saved', async () => {
    const page = await pages.open('live')
    const stores = await storesOf(page)
    await stores.evaluate(({ device }, doc) => void device.put(doc, 'members', '1', { role: 'owner', by: 2 }), owned)
    await page.evaluate((id) => void (location.hash = `#/admin/chat/${id}/rights`), NOTICES)
    const part = page.locator('cairn-adm-rights')
    const handle = part.getByRole('textbox', { name: en['info.handle'] })
    const save = part.getByRole('button', { name: en['settings.save'], exact: true })
    await handle.fill('ridge news')
    await save.click()
    await part.getByText(en['create.invalidName']).waitFor()
    await handle.fill('ridge-news')
    await save.click()
    const kept = () => stores.evaluate(({ device }, doc) => device.view(doc).get('meta', 'handle'), owned)
    await expect.poll(kept).toBe('ridge-news')
    expect(await part.getByText(en['create.invalidName']).count()).toBe(0)
  })
})

const owned = channelDocument(NOTICES)

async function keepsReason(button: Locator): Promise<void> {
  await button.waitFor()
  expect([await button.getAttribute('aria-disabled'), await button.getAttribute('aria-description')]).toEqual([
    'true',
    NEEDS,
  ])
}

/** What the page asks the server to change, which does as it is asked. */
async function hearChanges(page: Page): Promise<() => Promise<unknown[]>> {
  await page.locator('cairn-adm-settings').getByRole('switch').first().waitFor()
  const changes = await page.evaluateHandle(() => {
    const all: unknown[] = []
    const real = window.fetch.bind(window)
    window.fetch = async (input, init) => {
      const answer = await real(input, init)
      if (typeof init?.body !== 'string') return answer
      all.push(JSON.parse(init.body))
      return Response.json(Object.assign(await answer.json(), ...all))
    }
    return all
  })
  return () => changes.jsonValue()
}

function namesOfRadios(all: readonly Element[]): string[] {
  return all.map((one) => `${(one as HTMLInputElement).name} ${one.closest('label')?.innerText ?? ''}`)
}
