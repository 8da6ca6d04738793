import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { aServer, GOOD_PASSWORD, removeFolders, type AServer, type AServerOptions } from '../support/a-server.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

let server: AServer | null = null
const start = async (options?: AServerOptions) => (server = await aServer(options))
afterEach(() => server?.stop())
afterAll(removeFolders)

describe('sign-up', () => {
  it('[AU1] a username has 1 to 32 letters, digits, hyphens and underscores', async () => {
    const { browser } = await start()
    for (const good of ['a', 'B-_9', 'x'.repeat(32)]) expect((await browser().signUp(good)).status).toBe(302)
    for (const bad of ['', 'x'.repeat(33), 'a b', 'zoë', 'a@b', 'a\n']) {
      const answer = await browser().signUp(bad)
      expect([bad, answer.status]).toEqual([bad, 200])
      expect(await answer.text()).toContain('1 to 32 letters')
    }
  })

  it('[AU2] minimost, everyone, deleteduser and system are reserved, whatever the case', async () => {
    const { browser } = await start()
    for (const name of ['minimost', 'Everyone', 'DELETEDUSER', 'sysTem']) {
      expect(await (await browser().signUp(name)).text()).toContain('reserved')
    }
  })

  it('[AU3] a username is taken whatever the case', async () => {
    const { browser, sync } = await start()
    await browser().signUp('Ada')
    expect(await (await browser().signUp('aDA')).text()).toContain('taken')
    expect(sync.announced).toHaveLength(1)
  })

  it('[AU3] of two who ask for one name at once, one gets it', async () => {
    const { browser, sync } = await start()
    const answers = await Promise.all([browser().signUp('ada'), browser().signUp('ADA')])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 302])
    expect(sync.announced).toHaveLength(1)
  })

  it('[AU5] a password has 8 characters or more, with an uppercase letter, a digit and a special character', async () => {
    const { browser } = await start()
    for (const weak of ['Short-1', 'no-upper-1', 'No-digits', 'NoSpecial1', 'No special1']) {
      expect(await (await browser().signUp('ada', weak)).text(), weak).toContain('The password needs')
    }
    expect((await browser().signUp('ada', 'Eight-8!')).status).toBe(302)
    expect((await browser().signUp('bo', 'Übergröße-9')).status).toBe(302)
  })

  it('[AU6] the two passwords must be the same', async () => {
    const { browser } = await start()
    const form = { username: 'ada', password: GOOD_PASSWORD, confirm_password: GOOD_PASSWORD + '.' }
    const answer = await browser().post('/signup', form)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('passwords differ')
  })

  it('[AU7] the first account is the administrator, no later one is', async () => {
    const { browser, sync } = await start()
    await browser().signUp('ada')
    await browser().signUp('bo')
    expect(sync.announced).toEqual([
      { userId: 1, username: 'ada', admin: true },
      { userId: 2, username: 'bo', admin: false },
    ])
  })

  it('[AU8] where sign-up is closed nobody can register, except the very first', async () => {
    const { browser, settings, folder } = await start()
    writeFileSync(join(folder, 'settings.json'), '{"sign_up":"closed"}')
    settings.reload()
    expect((await browser().signUp('ada')).status).toBe(302)
    expect((await browser().signUp('bo')).status).toBe(403)
    expect(await (await browser().get('/signup')).text()).not.toContain('<form')
  })

  it('[AU9] an account whose commit failed is not there at all', async () => {
    const { browser, sync } = await start()
    sync.failNextCommit = new Error('disk full')
    expect((await browser().signUp('ada')).status).toBe(500)
    expect(sync.announced).toEqual([])
    expect((await browser().signUp('ada')).status).toBe(302)
    expect(sync.announced).toEqual([{ userId: 1, username: 'ada', admin: true }])
  })

  it('[AU10] signing up signs in', async () => {
    const { browser } = await start()
    const ada = browser()
    const answer = await ada.signUp('ada')
    expect(answer.headers.get('location')).toBe('/')
    expect(await (await ada.get('/session')).json()).toEqual({ userId: 1, username: 'ada', admin: true })
  })

  it('[AU32] the web app gets the same refusals as codes', async () => {
    const { browser } = await start()
    const json = { accept: 'application/json' }
    const made = await browser().signUp('ada', GOOD_PASSWORD, json)
    expect([made.status, await made.json()]).toEqual([200, { userId: 1, username: 'ada', admin: true }])
    const taken = await browser().signUp('ada', GOOD_PASSWORD, json)
    expect([taken.status, await taken.json()]).toMatchObject([409, { code: 'conflict', reason: 'taken' }])
    const weak = await browser().signUp('bo', 'weak', json)
    expect([weak.status, await weak.json()]).toMatchObject([400, { code: 'invalid', reason: 'password_short' }])
  })
})
