import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { accountDocument } from '../../../schema/documents.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { Json } from '../../../schema/json.ts'
import { newDevices } from '../../../schema/new-device.ts'
import { aDevice } from '../../contract/support/a-device.ts'
import { anApi, type AnApi } from '../../contract/support/an-api.ts'
import { removeFolders } from '../support/a-server.ts'

const DAY_MS = 24 * 60 * 60_000
let api: AnApi

beforeAll(async () => void (api = await anApi()))
afterAll(async () => {
  await api.stop()
  removeFolders()
})

const from = (device: string) => ({ 'x-device-name': device })
const registers = (doc: Y.Doc) => ({
  get: (root: string, key: string) => doc.getMap<Json>(root).get(key),
  entries: (root: string) => doc.getMap<Json>(root).entries(),
})

/** Somebody at their first device, and what it is told. */
async function aPerson(name: string) {
  const { token } = await api.person(name)
  const { json } = await api.ask('GET', '/auth/me', { token })
  const device = await aDevice(api.url, token)
  const doc = device.replica(accountDocument(json.id as UserId))
  return {
    token,
    told: () => newDevices(registers(doc)),
    signIn: (device: string) => api.signedIn(name, from(device)),
    close: () => device.close(),
  }
}

describe('[AU63] a sign-in from another place', () => {
  it('is told to the other devices, with its name, time and session', async () => {
    const ada = await aPerson('ada')
    expect(ada.told()).toEqual([])
    await ada.signIn('Firefox, Windows')
    await expect.poll(() => ada.told()).toMatchObject([{ name: 'Firefox, Windows', at: api.clock.nowMs }])
    const { json } = await api.ask('GET', '/auth/sessions', { token: ada.token })
    const sessions = json as { jti: string; device_name: string }[]
    const theirs = sessions.find(({ device_name }) => device_name === 'Firefox, Windows')
    expect(theirs?.jti.startsWith(ada.told()[0]!.session)).toBe(true)
    ada.close()
  })

  it('is told once for each place', async () => {
    const bo = await aPerson('bo')
    for (let n = 0; n < 3; n++) await bo.signIn('Nightly report')
    await expect.poll(() => bo.told().length).toBe(1)
    await bo.signIn('Safari, macOS')
    await expect.poll(() => bo.told().map(({ name }) => name)).toEqual(['Nightly report', 'Safari, macOS'])
    bo.close()
  })

  it('of the first session, or when no other lives, nobody is told', async () => {
    const cy = await aPerson('cy')
    cy.close()
    await api.ask('POST', '/auth/logout', { token: cy.token })
    api.clock.advance(40 * DAY_MS)
    const { token } = await cy.signIn('Chrome, Android')
    const { json } = await api.ask('GET', '/auth/me', { token })
    const device = await aDevice(api.url, token)
    expect(newDevices(registers(device.replica(accountDocument(json.id as UserId))))).toEqual([])
    device.close()
  })

  it('what is no such note counts as none', () => {
    const account = (prefs: Record<string, Json>) => ({ get: () => undefined, entries: () => Object.entries(prefs) })
    const prefs = { 'device.ab': '12 Firefox', 'device.cd': 'Firefox', 'device.ef': true, 'look.theme': '12 dark' }
    expect(newDevices(account(prefs))).toEqual([{ pref: 'device.ab', session: 'ab', name: 'Firefox', at: 12 }])
  })
})
