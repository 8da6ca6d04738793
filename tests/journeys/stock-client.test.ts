/** Promise 8: an unmodified y-websocket client reads and writes whatever its person has a right to. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ulidFactory } from '../../schema/ids.ts'
import { CloseCode } from '../../schema/protocol/close-codes.ts'
import {
  freePort,
  knock,
  signIn,
  signOut,
  signUp,
  stockClient,
  ticketOf,
  until,
  type Account,
  type StockClient,
} from '../support/process-clients.ts'
import { processServer, type ProcessServer } from '../support/process-server.ts'

const GENERAL = 'channel/general/0'
const newId = ulidFactory(Date.now, Math.random)

describe('a stock y-websocket client', () => {
  let server: ProcessServer
  let ada: Account
  let bo: Account
  const open: StockClient[] = []

  beforeAll(async () => {
    server = await processServer({ env: { PORT: String(await freePort()) } })
    ada = await signUp(server.url, 'ada')
    await signUp(server.url, 'bo')
    bo = await signIn(server.url, 'bo')
  })
  afterEach(() => open.splice(0).forEach((client) => client.end()))
  afterAll(() => server.remove())

  async function connect(
    documentName: string,
    proof: { cookie?: string; ticket?: string },
    doc?: Y.Doc,
  ): Promise<StockClient> {
    const client = stockClient(server.url, documentName, proof, doc)
    open.push(client)
    await until(() => client.provider.synced || client.closes.length > 0, `${documentName} is open or closed`)
    return client
  }

  /** Founds a private channel as Ada. */
  async function foundPrivate(): Promise<string> {
    const root = `channel/${newId()}`
    const { doc } = await connect(root, ada)
    doc.transact(() => {
      doc.getMap('meta').set('kind', 'private')
      doc.getMap('meta').set('title', 'ridge')
      doc.getMap('meta').set('createdBy', ada.userId)
      doc.getMap('members').set(String(ada.userId), { role: 'owner', by: ada.userId })
    })
    await until(() => doc.getMap('meta').has('num'), 'the channel is founded')
    return root
  }

  it('[GW20] writes, sees its stamp, and is read by another, with its mention resolved', async () => {
    const [writer, reader] = [await connect(GENERAL, ada), await connect(GENERAL, bo)]
    const id = newId()
    writer.messages().set(id, { by: ada.userId, text: 'hello @bo' })
    await until(() => writer.stamps().has(id) && reader.stamps().has(id), 'the stamp')
    expect(reader.messages().get(id)).toEqual({ by: ada.userId, text: 'hello @bo' })
    expect(reader.stamps().get(id)).toMatchObject({ mentions: [bo.userId] })
    reader.doc.getMap('reactions').set(`${id}/heart/${bo.userId}`, 1)
    await until(() => writer.doc.getMap('reactions').has(`${id}/heart/${bo.userId}`), 'the reaction')
  })

  it('[AU22] a one-time ticket opens a socket without a cookie, once', async () => {
    const ticket = await ticketOf(server.url, bo)
    const reader = await connect('directory', { ticket })
    expect([...reader.doc.getMap('users').values()]).toContainEqual({ username: 'bo' })
    expect(await knock(server.url, `/sync/directory?token=${ticket}`)).toBe(CloseCode.NoSession)
  })

  it('[GW25] a refused write is closed with 4422 and its reason, for good; a new document works', async () => {
    const writer = await connect(GENERAL, bo)
    const id = newId()
    writer.messages().set(id, { by: ada.userId, text: 'forged' })
    await until(() => writer.closes.length > 0, 'the close')
    expect(writer.closes).toEqual([CloseCode.RefusedWrite])
    expect(writer.denials).toEqual(['forbidden: MS5: written in another name'])
    expect(writer.provider.shouldConnect).toBe(false)
    const again = await connect(GENERAL, bo)
    expect(again.messages().has(id)).toBe(false)
    const own = newId()
    again.messages().set(own, { by: bo.userId, text: 'in my own name' })
    await until(() => again.stamps().has(own), 'the stamp')
  })

  it('[GW20] a channel that one does not read is closed with 4403, before a byte of it', async () => {
    const root = await foundPrivate()
    for (const name of [root, `${root}/0`]) {
      const outsider = await connect(name, bo)
      expect([outsider.closes, outsider.provider.synced]).toEqual([[CloseCode.NoAccess], false])
      expect(Y.encodeStateAsUpdate(outsider.doc)).toEqual(Uint8Array.of(0, 0))
    }
  })

  it('[GW4] losing the channel closes the open socket with 4403', async () => {
    const root = await foundPrivate()
    const owner = await connect(root, ada)
    const role = (value: string) => owner.doc.getMap('members').set(String(bo.userId), { role: value, by: ada.userId })
    role('member')
    await until(() => owner.doc.getMap('joined').has(String(bo.userId)), 'Bo is in')
    const member = await connect(`${root}/0`, bo)
    expect(member.provider.synced).toBe(true)
    role('none')
    await until(() => member.closes.length > 0, 'the close')
    expect(member.closes).toEqual([CloseCode.NoAccess])
  })

  it('[GW5] comes back by itself after the server was killed, brings what it wrote meanwhile, and catches up', async () => {
    const [left, right] = [await connect(GENERAL, ada), await connect(GENERAL, bo)]
    await server.kill()
    const [one, other] = [newId(), newId()]
    left.messages().set(one, { by: ada.userId, text: 'written while it was down' })
    right.messages().set(other, { by: bo.userId, text: 'so was this' })
    await server.start()
    await until(() => [left, right].every(({ stamps }) => stamps().has(one) && stamps().has(other)), 'both are stamped')
    expect(left.messages().toJSON()).toEqual(right.messages().toJSON())
  })

  it('[AU23] a foreign Origin is 403 before the upgrade, and so is a cookie without any', async () => {
    const { cookie } = ada
    expect(await knock(server.url, '/sync', { cookie, origin: 'https://evil.example' })).toBe(403)
    expect(await knock(server.url, `/sync/${GENERAL}`, { cookie, origin: 'null' })).toBe(403)
    expect(await knock(server.url, `/sync/${GENERAL}`, { cookie })).toBe(403)
  })

  it.each(['channel', 'account/0', 'channel/dm-2-1', 'channel/general/01', 'users', '%E0%A4%A', 'channel/general/0/1'])(
    '[GW20] the document name %s is closed with 4400',
    async (name) => {
      expect(await knock(server.url, `/sync/${name}`, { cookie: ada.cookie, origin: server.url })).toBe(
        CloseCode.BadDocument,
      )
    },
  )

  it('[AU22] no session, a made-up cookie or token: 4401', async () => {
    const origin = server.url
    expect(await knock(server.url, `/sync/${GENERAL}`, { origin })).toBe(CloseCode.NoSession)
    expect(await knock(server.url, '/sync', { origin, cookie: 'session=x; session.sig=y' })).toBe(CloseCode.NoSession)
    expect(await knock(server.url, '/sync?token=x', { cookie: ada.cookie, origin })).toBe(CloseCode.NoSession)
    expect(await knock(server.url, '/sync', { origin, authorization: 'Bearer x' })).toBe(CloseCode.NoSession)
  })

  it('[GW6] signing out ends the open socket with 4401 within a second, and the next knock too', async () => {
    const session = await signIn(server.url, 'bo')
    const reader = await connect(GENERAL, session)
    expect(reader.provider.synced).toBe(true)
    await signOut(server.url, session)
    await until(() => reader.closes.length > 0, 'the close', 1_000)
    expect(reader.closes).toEqual([CloseCode.NoSession])
    const headers = { cookie: session.cookie, origin: server.url }
    expect(await knock(server.url, `/sync/${GENERAL}`, headers)).toBe(CloseCode.NoSession)
  })
})
