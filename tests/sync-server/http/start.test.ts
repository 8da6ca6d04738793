import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { localUrl, readConfig } from '../../../sync-server/config.ts'
import { DATABASE_FILE, openDatabase } from '../../../sync-server/storage/database.ts'
import { addressKey } from '../../../sync-server/accounts/rate-limits.ts'
import { createLog } from '../../../sync-server/log.ts'
import {
  aServer,
  GOOD_PASSWORD,
  newFolder,
  readSettingsFile,
  removeFolders,
  type AServer,
  type AServerOptions,
} from '../support/a-server.ts'

let server: AServer | null = null
const start = async (options?: AServerOptions) => (server = await aServer(options))
afterEach(() => server?.stop())
afterAll(removeFolders)

describe('configuration', () => {
  it('[AU29] a bad variable stops the start with one sentence that names it', () => {
    for (const [name, value] of [
      ['PORT', 'abc'],
      ['PORT', '65536'],
      ['TRUST_PROXY', '-1'],
      ['LOGIN_RATE_LIMIT_PER_MINUTE', '0'],
      ['PUBLIC_URL', 'chat.example.org'],
      ['PUBLIC_URL', 'https://chat.example.org/chat'],
      ['LOG_LEVEL', 'loud'],
    ] as const) {
      expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must be .*"${value}"\\.$`))
    }
  })

  it('[AU29] an empty variable counts as unset', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: ' ' })).toEqual(readConfig({}))
    expect(readConfig({ PUBLIC_URL: 'https://chat.example.org/' }).publicUrl).toBe('https://chat.example.org')
  })

  it('[AU29] the address that is shown can be opened on this machine', () => {
    expect(localUrl('0.0.0.0', 80)).toBe('http://127.0.0.1:80')
    expect(localUrl('::1', 8080)).toBe('http://[::1]:8080')
  })

  it('[AU29] a port that is taken is told in one sentence', async () => {
    const { url } = await start()
    await expect(aServer({ env: { PORT: new URL(url).port } })).rejects.toThrow(/another program uses that port/)
  })
})

describe('settings', () => {
  it('[AU30] the first start writes the defaults, for the operator to edit', async () => {
    const { folder } = await start()
    expect(readSettingsFile(folder)).toEqual({
      default_channels: ['general'],
      sign_up: 'open',
      volume_messages: 1024,
      admins_delete_messages: false,
      max_login_attempts: 5,
      lockout_duration_minutes: 15,
      require_verified_email: false,
    })
  })

  it('[AU30] a change counts without a restart, and missing keys take their default', async () => {
    const { folder, settings } = await start()
    writeFileSync(join(folder, 'settings.json'), '{"max_login_attempts": 3, "reactions": {"ok": "👌"}}')
    await vi.waitFor(() => expect(settings.current().maxLoginAttempts).toBe(3), 5000)
    expect(settings.current().lockoutDurationMinutes).toBe(15)
    expect([...settings.current().reactions]).toEqual([['ok', '👌']])
  })

  it('[AU30] a broken file changes nothing and is logged', async () => {
    const { folder, settings, logged } = await start()
    const before = settings.current()
    for (const broken of ['{', '{"sign_up":"maybe"}', '{"default_channels":["dm-1-2"]}', '{"reactions":{"a":"ab"}}']) {
      writeFileSync(join(folder, 'settings.json'), broken)
      settings.reload()
      expect(settings.current()).toBe(before)
    }
    expect(logged().match(/last good settings stay/g)?.length).toBeGreaterThanOrEqual(4)
  })

  it('[AU30] at the start a broken file stops it: defaults could open what was closed', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'settings.json'), '{"sign_up": "closed",}')
    await expect(aServer({ folder })).rejects.toThrow(/settings\.json is not JSON/)
  })
})

describe('storage', () => {
  it('[AU26] passwords are kept as argon2id of 19 MiB, sessions as hashes; the folder is private', async () => {
    const parent = newFolder()
    const folder = join(parent, 'data')
    const { browser, stop } = await start({ folder })
    const ada = browser()
    await ada.signUp('ada')
    await stop()
    const db = new SqliteDatabase(join(folder, DATABASE_FILE), { readonly: true })
    const { password_hash } = db.prepare('SELECT password_hash FROM accounts').get() as { password_hash: string }
    expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const { id } = db.prepare('SELECT id FROM sessions').get() as { id: string }
    db.close()
    expect(id).toMatch(/^[0-9a-f]{64}$/)
    expect(readFileSync(join(folder, DATABASE_FILE)).includes(/session=([\w-]+)/.exec(ada.cookie)?.[1] ?? '')).toBe(
      false,
    )
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  it('[AU27] the log holds no password, cookie, token or query', async () => {
    const { browser, socket, logged, sync } = await start()
    const ada = browser()
    await ada.signUp('ada')
    await ada.signIn('ada', 'Wrong-horse-1')
    await ada.get('/login?next=secret-query')
    await socket('/sync?token=secret-token')
    sync.failNextCommit = new SyntaxError(`"${GOOD_PASSWORD}" is not valid JSON`)
    await ada.signUp('bo')
    expect(logged()).toContain('"path":"/login"')
    expect(logged()).toContain('request failed')
    const cookieValues = ada.cookie.split('; ').map((pair) => pair.replace(/^[^=]*=/, ''))
    for (const secret of [GOOD_PASSWORD, 'Wrong-horse-1', 'secret-', ...cookieValues]) {
      expect(logged()).not.toContain(secret)
    }
  })

  it('[AU27] what is logged by name of a secret is redacted', () => {
    let line = ''
    const log = createLog('info', { write: (text) => void (line += text) })
    log.info({
      token: 'secret',
      request: { headers: { cookie: 'secret', authorization: 'secret' } },
      form: { password: 'secret' },
    })
    expect(line).toContain('[redacted]')
    expect(line).not.toContain('secret')
  })

  it('[AU31] a database of a newer version is refused and left as it is', () => {
    const folder = newFolder()
    openDatabase(folder, ['CREATE TABLE a (n)', 'CREATE TABLE b (n)']).close()
    expect(() => openDatabase(folder, ['CREATE TABLE a (n)'])).toThrow(/newer Cairn.*version 2.*up to 1/)
    const db = openDatabase(folder, ['CREATE TABLE a (n)', 'CREATE TABLE b (n)'])
    expect(db.pragma('user_version', { simple: true })).toBe(2)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    db.close()
  })

  it('[AU31] a migration that fails leaves the database as it was before it', () => {
    const folder = newFolder()
    mkdirSync(folder, { recursive: true })
    expect(() => openDatabase(folder, ['CREATE TABLE a (n)', 'CREATE TABLE b (n); nonsense'])).toThrow()
    const db = openDatabase(folder, ['CREATE TABLE a (n)', 'CREATE TABLE b (n)'])
    expect(db.prepare('SELECT count(*) AS n FROM b').get()).toEqual({ n: 0 })
    db.close()
  })

  it('[AU34] a second server on the same folder is refused', async () => {
    const { folder, stop } = await start()
    await expect(aServer({ folder })).rejects.toThrow(/Another Cairn is running/)
    await stop()
    await (await aServer({ folder })).stop()
  })

  it('[AU20] an IPv6 address counts by its first 64 bits', () => {
    expect(addressKey('2001:db8::1')).toBe(addressKey('2001:db8:0:0:ffff::2'))
    expect(addressKey('2001:db8:0:1::1')).not.toBe(addressKey('2001:db8::1'))
    expect(addressKey('::ffff:192.0.2.1')).toBe('192.0.2.1')
  })
})
