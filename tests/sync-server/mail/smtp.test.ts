import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { DATABASE_FILE } from '../../../sync-server/storage/database.ts'
import { anApi, PASSWORD, readMail, type AnApi } from '../../contract/support/an-api.ts'
import { localSmtp, type LocalSmtp } from '../../support/smtp-server.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'

let server: AnApi | null = null
let smtp: LocalSmtp | null = null
const start = async (env: Record<string, string> = {}, folder?: string) => {
  smtp ??= await localSmtp()
  server = await anApi({ folder, env: { SMTP_URL: smtp.url, ...env } })
  return { api: server, smtp }
}
afterEach(async () => {
  await server?.stop()
  await smtp?.leave()
  server = smtp = null
})
afterAll(removeFolders)

const register = (api: AnApi, username = 'ada') =>
  api.ask('POST', '/auth/register', {
    body: { email: `${username}@example.org`, name: username, username, password: PASSWORD },
  })
const login = (api: AnApi) => api.ask('POST', '/auth/login', { body: { email: 'ada', password: PASSWORD } })
const requestReset = (api: AnApi, email = 'ada@example.org') =>
  api.ask('POST', '/auth/request-password-reset', { body: { email } })

/** How many mails wait in the database. */
function waiting({ folder }: AnApi): number {
  const db = new SqliteDatabase(join(folder, DATABASE_FILE), { readonly: true })
  try {
    return (db.prepare('SELECT count(*) AS n FROM waiting_mails').get() as { n: number }).n
  } finally {
    db.close()
  }
}

describe('with a mail server', () => {
  it('[AU50] mails go there, and no file is written', async () => {
    const { api, smtp } = await start({ MAIL_FROM: 'Crew <crew@example.org>' })
    expect((await register(api)).status).toBe(201)
    await smtp.arrived(1)
    const mail = readMail(smtp.received[0] ?? '')
    expect(mail).toMatchObject({ to: 'ada@example.org', subject: 'Confirm your e-mail address' })
    expect(mail.raw).toContain('From: Crew <crew@example.org>')
    expect(mail.raw).toContain(`${api.url}/#/verify?token=${mail.token}`)
    expect((await api.ask('POST', '/auth/verify-email', { body: { token: mail.token } })).status).toBe(200)
    expect(api.mails()).toEqual([])
    await vi.waitFor(() => expect(waiting(api)).toBe(0))
  })

  it('[AU51] while it is away registration and resets are 503, and nothing has changed', async () => {
    const { api, smtp } = await start()
    await smtp.leave()
    const refused = await register(api)
    expect([refused.status, typeof refused.json.detail]).toEqual([503, 'string'])
    expect((await login(api)).status).toBe(401)
    expect(waiting(api)).toBe(0)
    await smtp.comeBack()
    expect((await register(api)).status).toBe(201)
    await smtp.arrived(1)
    await smtp.leave()
    const answers = [await requestReset(api), await requestReset(api, 'nobody@example.org')]
    expect(answers.map(({ status }) => status)).toEqual([503, 503])
    expect(answers[0]?.json).toEqual(answers[1]?.json)
    expect((await login(api)).status).toBe(200)
    await smtp.comeBack()
    expect((await requestReset(api)).status).toBe(200)
    await smtp.arrived(2)
  })

  it('[AU51] a sign-up without an e-mail needs no mail server', async () => {
    const { api, smtp } = await start()
    await smtp.leave()
    expect((await api.browser().signUp('bo')).status).toBe(302)
  })

  it('[AU51] a mail that was not taken waits, and goes out when the server takes it, also after a restart', async () => {
    const folder = newFolder()
    const { api, smtp } = await start({}, folder)
    smtp.refuseWith = 450
    expect((await register(api)).status).toBe(201)
    await vi.waitFor(() => expect(api.logged()).toContain('a mail was not taken'))
    expect(waiting(api)).toBe(1)
    await api.stop()
    smtp.refuseWith = null
    server = await anApi({ folder, env: { SMTP_URL: smtp.url } })
    // Not before its time: the first pause is a minute.
    expect((await register(server, 'bo')).status).toBe(201)
    await smtp.arrived(1)
    expect(readMail(smtp.received[0] ?? '').to).toBe('bo@example.org')
    server.clock.advance(60_000)
    expect((await register(server, 'cy')).status).toBe(201)
    await smtp.arrived(3)
    expect(smtp.received.map((raw) => readMail(raw).to).sort()).toEqual([
      'ada@example.org',
      'bo@example.org',
      'cy@example.org',
    ])
  })

  it('[AU51] a mail that the server refuses for good is dropped, and the log names nobody', async () => {
    const { api, smtp } = await start()
    smtp.refuseWith = 550
    expect((await register(api)).status).toBe(201)
    await vi.waitFor(() => expect(waiting(api)).toBe(0))
    expect(smtp.received).toEqual([])
    expect(api.logged()).toContain('"dropped":true')
    expect(api.logged()).not.toContain('ada@')
  })

  it('[AU26] a mail that waits is kept sealed', async () => {
    const { api, smtp } = await start()
    smtp.refuseWith = 450
    await register(api)
    await vi.waitFor(() => expect(api.logged()).toContain('a mail was not taken'))
    const db = new SqliteDatabase(join(api.folder, DATABASE_FILE), { readonly: true })
    const kept = JSON.stringify(db.prepare('SELECT * FROM waiting_mails').all())
    db.close()
    for (const word of ['token=', 'verify', 'ada', 'example.org']) expect(kept).not.toContain(word)
  })
})

describe('without one', () => {
  it('[AU50] each mail is a file under outbox/, for the server alone to read', async () => {
    server = await anApi()
    await register(server)
    await requestReset(server)
    const folder = join(server.folder, 'outbox')
    const names = readdirSync(folder)
    expect(names.map((name) => name.endsWith('.eml'))).toEqual([true, true])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    expect(server.mails().map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
      'Choose a new password',
    ])
  })

  it('[AU52] mails hold a username, a link with its token behind the #, and no words of a person', async () => {
    server = await anApi({ env: { PUBLIC_URL: 'https://chat.example.org' } })
    await server.ask('POST', '/auth/register', {
      body: { email: 'ada@example.org', name: 'Buy this at http://spam.example', username: 'ada', password: PASSWORD },
    })
    const [mail] = server.mails()
    expect(mail?.raw).toContain('Hello ada,')
    expect(mail?.raw).toMatch(/^https:\/\/chat\.example\.org\/#\/verify\?token=[\w-]{32}$/m)
    expect(mail?.raw).toContain('From: Cairn <no-reply@chat.example.org>')
    expect(mail?.raw).not.toContain('spam')
  })
})
