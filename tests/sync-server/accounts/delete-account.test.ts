import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../../schema/documents.ts'
import { foundChannel } from '../../../schema/edits/found-channel.ts'
import { postMessage } from '../../../schema/edits/post-message.ts'
import { setContact } from '../../../schema/edits/set-contact.ts'
import { setProfile } from '../../../schema/edits/set-profile.ts'
import type { ChannelId, MessageId, UserId } from '../../../schema/ids.ts'
import type { CreateSyncServer, SyncServer } from '../../../sync-server/sync/sync-server-port.ts'
import { createSyncServer } from '../../../sync-server/sync/sync-server.ts'
import { anApi, PASSWORD, type AnApi } from '../../contract/support/an-api.ts'
import { removeFolders } from '../support/a-server.ts'

let server: AnApi | null = null
afterEach(() => server?.stop())
afterAll(removeFolders)

const [ADA, BO] = [1 as UserId, 2 as UserId]

/** Ada and Bo in a private channel of Ada's, where both have written. */
async function aWorkspace() {
  let sync: SyncServer | null = null
  const create: CreateSyncServer = (deps) => (sync = createSyncServer(deps))
  const api = (server = await anApi({ createSyncServer: create }))
  const core = () => sync as unknown as SyncServer
  const [ada, bo] = [await api.person('ada'), await api.person('bo')]
  const ids = await core().runInCommit((tx) => {
    const [channelId, messageId] = [tx.newId() as ChannelId, tx.newId() as MessageId]
    tx.write(
      { userId: ADA },
      foundChannel(tx.world, ADA, { channelId, kind: 'private', title: 'pumps', members: [BO] }),
    )
    return { channelId, messageId }
  })
  await core().runInCommit((tx) => {
    tx.write({ userId: ADA }, postMessage(tx.world, ADA, { ...ids, text: 'Valve 4 is open' }))
    tx.write({ userId: ADA }, [
      ...setProfile(tx.world, ADA, { name: 'Ada Love', bio: 'pumps' }),
      ...setContact(tx.world, ADA, { userId: BO, isContact: true }),
    ])
  })
  const read = (doc: string, root: string, key: string | number) => core().world().registers(doc).get(root, String(key))
  const leave = () => api.ask('POST', '/auth/delete-account', { token: ada.token, body: { password: PASSWORD } })
  return { ...api, ...ids, ada, bo, read, leave, world: () => core().world() }
}

describe('a deleted account', () => {
  it('[AU60] is deleteduser in the directory, and tells nothing of itself any more', async () => {
    const { leave, read, world, clock } = await aWorkspace()
    expect(read(DIRECTORY, 'profiles', ADA)).toMatchObject({ name: 'Ada Love' })
    expect((await leave()).status).toBe(204)
    expect(read(DIRECTORY, 'users', ADA)).toEqual({ username: 'deleteduser', deletedAt: clock.nowMs })
    expect(read(DIRECTORY, 'profiles', ADA)).toBeUndefined()
    for (const root of ['profile', 'contacts']) {
      expect([...world().registers(accountDocument(ADA)).entries(root)]).toEqual([])
    }
  })

  it('[AU60] leaves its messages, and its channels to somebody else', async () => {
    const { leave, read, channelId, messageId } = await aWorkspace()
    await leave()
    expect(read(volumeDocument(channelId, 0), 'messages', messageId)).toMatchObject({
      by: ADA,
      text: 'Valve 4 is open',
    })
    expect(read(channelDocument(channelId), 'members', ADA)).toMatchObject({ role: 'none' })
    expect(read(channelDocument(channelId), 'members', BO)).toMatchObject({ role: 'owner' })
  })

  it('[AU60] ends once: its links, codes and sessions are worth nothing', async () => {
    const { leave, ask, mails, ada } = await aWorkspace()
    await ask('POST', '/auth/request-password-reset', { body: { email: ada.email } })
    const [verify, , reset] = mails()
    await leave()
    expect((await leave()).status).toBe(401)
    expect((await ask('POST', '/auth/verify-email', { body: { token: verify?.token } })).status).toBe(400)
    const body = { token: reset?.token, new_password: 'another horse' }
    expect((await ask('POST', '/auth/reset-password', { body })).status).toBe(400)
  })

  it('[AU9] an account whose commit failed has mailed nothing', async () => {
    const api = (server = await anApi({ createSyncServer: undefined }))
    api.sync.failNextCommit = new Error('disk full')
    const body = { email: 'ada@example.org', name: 'ada', username: 'ada', password: PASSWORD }
    expect((await api.ask('POST', '/auth/register', { body })).status).toBe(500)
    expect(api.mails()).toEqual([])
    expect((await api.ask('POST', '/auth/register', { body })).status).toBe(201)
    expect(api.mails()).toHaveLength(1)
  })
})
