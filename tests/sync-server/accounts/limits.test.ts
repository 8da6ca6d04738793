import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { openDuplicateCooldown } from '../../../sync-server/accounts/duplicate-cooldown.ts'
import { openRateLimits } from '../../../sync-server/accounts/rate-limits.ts'
import { readConfig } from '../../../sync-server/config.ts'
import { openSecrets } from '../../../sync-server/secrets.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'

afterEach(() => void vi.useRealTimers())
afterAll(removeFolders)

describe('limits', () => {
  it('[AU59] the defaults are those of the reference', () => {
    const config = readConfig({})
    expect(config.rateLimits).toEqual({
      ...{ login: 10, register: 10, refresh: 30, reset: 5, message: 100, general: 60, upload: 20 },
    })
    expect(config.duplicateCooldownSeconds).toBe(2)
    const set = readConfig({ RESET_RATE_LIMIT_PER_MINUTE: '7', DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0' })
    expect([set.rateLimits.reset, set.duplicateCooldownSeconds]).toEqual([7, 0])
  })

  it('[AU59] what was answered 429 does not count: the minute is not prolonged', async () => {
    vi.useFakeTimers()
    const { login } = openRateLimits({ ...readConfig({}).rateLimits, login: 2 })
    expect([await login.take('a'), await login.take('a')]).toEqual([null, null])
    vi.advanceTimersByTime(30_000)
    for (let i = 0; i < 50; i++) expect(await login.take('a')).toBe(30)
    expect(await login.take('b')).toBeNull()
    vi.advanceTimersByTime(29_001)
    expect(await login.take('a')).toBe(1)
    vi.advanceTimersByTime(1_000)
    expect([await login.take('a'), await login.take('a'), await login.take('a')]).toEqual([null, null, 60])
  })

  it('[AU62] the same text again waits for two seconds, for this person in this place', () => {
    let nowMs = 0
    const cooldown = openDuplicateCooldown(2, () => nowMs)
    expect([cooldown.take(1, 'a', 'hi'), cooldown.take(1, 'a', 'hi')]).toEqual([null, 2])
    expect([cooldown.take(2, 'a', 'hi'), cooldown.take(1, 'b', 'hi'), cooldown.take(1, 'a', 'ho')]).toEqual([
      null,
      null,
      null,
    ])
    expect([cooldown.take(1, 'a', ''), cooldown.take(1, 'a', '')]).toEqual([null, null])
    nowMs = 1_999
    expect(cooldown.take(1, 'a', 'hi')).toBe(1)
    nowMs = 2_000
    expect(cooldown.take(1, 'a', 'hi')).toBeNull()
    const off = openDuplicateCooldown(0, () => nowMs)
    expect([off.take(1, 'a', 'hi'), off.take(1, 'a', 'hi')]).toEqual([null, null])
  })
})

describe('keys', () => {
  it('[AU61] those that an update needs are added, and what is there stays', () => {
    const folder = newFolder()
    const file = join(folder, 'secrets.json')
    writeFileSync(file, JSON.stringify({ cookie_keys: ['x'.repeat(32)], note: 'of the operator' }))
    const first = openSecrets(folder, randomBytes)
    expect(first.cookieKeys).toEqual(['x'.repeat(32)])
    expect(openSecrets(folder, randomBytes)).toEqual(first)
    const kept = JSON.parse(readFileSync(file, 'utf8')) as object
    expect(Object.keys(kept)).toEqual(expect.arrayContaining(['access_keys', 'note', 'refresh_keys', 'seal_keys']))
    for (const damaged of ['{', '[]', 'null', '{"seal_keys": []}', '{"access_keys": ["short"]}']) {
      writeFileSync(file, damaged)
      expect(() => openSecrets(folder, randomBytes)).toThrow(/is damaged/)
    }
  })

  it('[AU29] a bad SMTP_URL stops the start, and is not repeated: it may hold a password', () => {
    for (const bad of ['mail.example.org', 'https://mail.example.org', 'smtp://']) {
      expect(() => readConfig({ SMTP_URL: bad })).toThrow(/^SMTP_URL must be an address like smtp:/)
    }
    expect(() => readConfig({ SMTP_URL: 'http://ada:secret@mail.example.org' })).not.toThrow(/secret/)
    expect(readConfig({ SMTP_URL: 'smtps://ada:secret@mail.example.org:465' }).smtpUrl).toContain('secret')
  })
})
