import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aMinimostCrew, aPrivateGroup, type MinimostClient, type MinimostCrew } from '../support/a-minimost-client.ts'

let all: MinimostCrew
let ada: MinimostClient
let bo: MinimostClient
let cy: MinimostClient
let dee: MinimostClient
beforeAll(async () => {
  all = await aMinimostCrew()
  ;({ ada, bo, cy, dee } = all)
}, 60_000)
afterAll(async () => {
  await all?.crew.api.stop()
  removeFolders()
})

interface Listed {
  readonly id: number
  readonly channel: string
  readonly name: string
  readonly unread: number
  readonly members: string[]
}
const list = async (client: MinimostClient) => (await client.get('/private_channels')).json as Listed[]
const create = async (client: MinimostClient, name: string, members: string[] = []) =>
  (await client.json('/private_channels/create', { name, members })).json as Listed
const system = async (client: MinimostClient, channel: string) =>
  (await client.messages(channel)).filter(({ sender }) => sender === 'system').map(({ content }) => content)

describe('founding', () => {
  it('answers with id, channel and name, and it is there for its members, at every door', async () => {
    const made = await create(ada, '  Ridge crew ', ['BO', 'ada', 'cy', 'bo'])
    expect(made).toEqual({ id: made.id, channel: `private:${made.id}`, name: 'Ridge crew' })
    const row = { ...made, unread: 0, members: ['ada', 'bo', 'cy'] }
    expect((await list(bo)).find(({ id }) => id === made.id)).toEqual(row)
    expect((await list(dee)).some(({ id }) => id === made.id)).toBe(false)
    const { json } = await all.crew.cy.get(`/chats/${made.id}`)
    expect([json.type, json.title, json.is_public]).toEqual(['group', 'Ridge crew', false])
    await bo.say(made.channel, 'hello')
    expect((await list(ada)).find(({ id }) => id === made.id)?.unread).toBe(1)
    expect((await list(bo)).find(({ id }) => id === made.id)?.unread).toBe(0)
  })

  it('[MM22] without a name, or with too long a one, is 400; an unknown member is 404 and nothing is founded', async () => {
    for (const body of [
      {},
      { name: '' },
      { name: '  ' },
      { name: 7 },
      { name: 'x'.repeat(129) },
      { name: 'x', members: 'bo' },
      '[',
      '{"name":',
    ]) {
      expect([body, (await ada.json('/private_channels/create', body)).status]).toEqual([body, 400])
    }
    const before = (await list(ada)).length
    for (const member of ['ghost', 'bo@example.org', '', '\0'])
      expect((await ada.json('/private_channels/create', { name: 'x', members: ['bo', member] })).status).toBe(404)
    expect(await list(ada)).toHaveLength(before)
    expect((await create(ada, 'x'.repeat(128))).name).toHaveLength(128)
  })

  it('[MM21] groups and broadcasts are listed too', async () => {
    const group = await aPrivateGroup(all, 'Group')
    const stand = await all.crew.found(all.crew.ada, { type: 'channel', title: 'Stand', member_ids: [all.crew.bo.id] })
    const names = (await list(bo)).map(({ channel }) => channel)
    expect(names).toEqual(expect.arrayContaining([group.name, `private:${stand.id}`]))
    expect(names).not.toContain('private:1')
  })
})

describe('its id in a path', () => {
  it('is the integer, or the whole name, encoded or not', async () => {
    const { id, channel } = await create(ada, 'Ways', ['bo'])
    for (const path of [`${id}`, channel, encodeURIComponent(channel), `PRIVATE:${id}`])
      expect((await bo.get(`/private_channels/${path}/members`)).json).toEqual([
        { username: 'ada' },
        { username: 'bo' },
      ])
    for (const path of ['abc', '0', '-1', 'private:', 'private:x', '1e2', '999999', '99999999999999999999', 'general'])
      expect([path, (await bo.get(`/private_channels/${path}/members`)).status]).toEqual([path, 404])
  })

  it('names no public channel and no chat of two', async () => {
    await ada.say('dm:ada:bo', 'x')
    const { json } = await all.crew.ada.get('/chats')
    const others = (json as { id: number; type: string; handle: string | null }[]).filter(
      ({ type, handle }) => type === 'private' || handle === 'general',
    )
    expect(others.length).toBeGreaterThan(1)
    for (const { id } of others) {
      expect((await ada.get(`/private_channels/${id}/members`)).status).toBe(404)
      expect((await ada.post(`/private_channels/${id}/leave`)).status).toBe(404)
      expect((await ada.get(`/messages/private:${id}`)).status).toBe(404)
    }
  })
})

describe('renaming', () => {
  it('[MM22] is its owner’s, and is told by the system', async () => {
    const { id, channel } = await create(ada, 'Old', ['bo'])
    const renamed = await ada.json(`/private_channels/${id}/rename`, { name: ' New ' })
    expect([renamed.status, renamed.text]).toEqual([204, ''])
    expect((await list(bo)).find((one) => one.id === id)?.name).toBe('New')
    expect(await system(bo, channel)).toEqual(['ada renamed the channel to New'])
    expect((await bo.json(`/private_channels/${id}/rename`, { name: 'x' })).status).toBe(403)
    expect((await dee.json(`/private_channels/${id}/rename`, { name: 'x' })).status).toBe(404)
    for (const body of [{}, { name: ' ' }, { name: null }, { name: 'x'.repeat(129) }])
      expect((await ada.json(`/private_channels/${id}/rename`, body)).status).toBe(400)
  })
})

describe('adding somebody', () => {
  it('[MM22] is told by the system; unknown 404, already in 409, caller not in 403', async () => {
    const { id, channel } = await create(ada, 'Growing', ['bo'])
    const add = async (client: MinimostClient, username: unknown, at: unknown = id) =>
      (await client.json(`/private_channels/${String(at)}/add_member`, { username })).status
    expect(await add(ada, 'Cy')).toBe(204)
    expect((await cy.get(`/private_channels/${id}/members`)).json).toHaveLength(3)
    expect(await system(ada, channel)).toEqual(['ada added cy to the channel'])
    expect(await add(ada, 'ghost')).toBe(404)
    expect(await add(ada, 'bo')).toBe(409)
    expect(await add(ada, 'ada')).toBe(409)
    expect(await add(dee, 'dee')).toBe(403)
    expect(await add(bo, 'dee')).toBe(403)
    expect(await add(ada, 'dee', 999_999)).toBe(404)
    expect(await add(ada, 7)).toBe(400)
    expect((await ada.json(`/private_channels/${id}/add_member`, {})).status).toBe(400)
  })

  it('[MM22] who does not accept it is not added', async () => {
    const { id } = await create(ada, 'Closed', [])
    await all.crew.dee.put('/users/profile', { privacy_group_invites: 'nobody' })
    expect((await ada.json(`/private_channels/${id}/add_member`, { username: 'dee' })).status).toBe(403)
    await all.crew.dee.put('/users/profile', { privacy_group_invites: 'everyone' })
  })
})

describe('leaving', () => {
  it('[MM8] is told by the system, which is never unread; who is out reads nothing any more', async () => {
    const { id, channel } = await create(ada, 'Leaving', ['bo', 'cy'])
    const left = await bo.post(`/private_channels/${encodeURIComponent(channel)}/leave`)
    expect([left.status, left.text]).toEqual([204, ''])
    expect(await system(ada, channel)).toEqual(['bo has left the channel'])
    expect((await list(cy)).find((one) => one.id === id)).toMatchObject({ unread: 0, members: ['ada', 'cy'] })
    expect((await bo.get(`/messages/${channel}`)).status).toBe(404)
    expect((await bo.post(`/private_channels/${id}/leave`)).status).toBe(403)
    expect((await dee.post(`/private_channels/${id}/leave`)).status).toBe(403)
    expect((await dee.post('/private_channels/999999/leave')).status).toBe(404)
  })

  it('the last one leaves an empty room', async () => {
    const { id } = await create(ada, 'Alone')
    expect((await ada.post(`/private_channels/${id}/leave`)).status).toBe(204)
    expect((await list(ada)).some((one) => one.id === id)).toBe(false)
    expect((await ada.post(`/private_channels/${id}/leave`)).status).toBe(403)
  })
})
