import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { inviteLinkRead, inviteRead } from '../../../sync-server/dialects/benya/schemas/chats.ts'
import { aCrew, aGroup, type ACrew, type FoundChat, type Member } from '../support/a-crew.ts'

let crew: ACrew
let ada: Member
let bo: Member
let cy: Member
let dee: Member
beforeAll(async () => {
  crew = await aCrew()
  ;({ ada, bo, cy, dee } = crew)
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

const linkOf = async (by: Member, chat: FoundChat, options?: unknown) => {
  const { status, json } = await by.post(`${chat.path}/invite-link`, options)
  expect([status, json?.detail]).toEqual([200, undefined])
  return json as { token: string; invite_url: string; expires_at: string; max_uses: number | null; chat_id: number }
}
const join = (who: Member, token: unknown) => who.post('/chats/join-by-invite', { token })
const joins = async (who: Member, token: string) => (await join(who, token)).status

describe('POST /chats/{chat_id}/invite-link', () => {
  it('[CH24] is made by owners and admins, for a week when nothing is said', async () => {
    const chat = await aGroup(crew)
    const link = await linkOf(bo, chat)
    expect(inviteRead.strict().parse(link)).toMatchObject({ chat_id: chat.id, max_uses: null })
    expect(link.invite_url).toBe(`${crew.api.url}/#/join?token=${link.token}`)
    expect(Date.parse(link.expires_at) - crew.api.clock.nowMs).toBe(7 * 24 * 3_600_000)
    expect((await linkOf(ada, chat, { expires_in: 60, max_uses: 2 })).max_uses).toBe(2)
    expect((await cy.post(`${chat.path}/invite-link`)).status).toBe(403)
  })

  it('[AP10] lasts until it is taken back when it is to', async () => {
    const chat = await aGroup(crew)
    const link = await linkOf(ada, chat, { never_expires: true, max_uses: 1 })
    expect(link.expires_at).toMatch(/^9999-/)
    crew.api.clock.advance(400 * 24 * 3_600_000)
    // Who was signed in before that is not any more.
    const { token } = await crew.api.person('eve')
    const joined = await crew.api.ask('POST', '/chats/join-by-invite', { token, body: { token: link.token } })
    crew.api.clock.advance(-400 * 24 * 3_600_000)
    expect(joined.status).toBe(200)
  })

  it('[CH24] is for groups and channels that take people in', async () => {
    const channel = await crew.found(ada, { type: 'channel', title: 'News' })
    expect((await ada.post(`${channel.path}/invite-link`)).status).toBe(200)
    const direct = await crew.found(ada, { type: 'private', member_ids: [bo.id] })
    const general = (await ada.get('/chats?query=general')).json[0].id
    for (const path of [direct.path, `/chats/${general}`])
      expect((await ada.post(`${path}/invite-link`)).status).toBe(403)
  })

  it.each([{ expires_in: 0 }, { expires_in: 1.5 }, { expires_in: 1e9 }, { max_uses: 0 }, { max_uses: 'many' }])(
    'refuses %j with 422',
    async (body) => {
      const chat = await aGroup(crew)
      const { status, json } = await ada.post(`${chat.path}/invite-link`, body)
      expect([status, json.errors[0].loc]).toEqual([422, ['body', Object.keys(body)[0]]])
    },
  )

  it('keeps no token, and no log has it', async () => {
    const chat = await aGroup(crew)
    const { token } = await linkOf(ada, chat)
    await join(dee, token)
    expect(crew.api.logged()).not.toContain(token)
  })
})

describe('the links of a chat', () => {
  const links = async (who: Member, chat: FoundChat) => (await who.get(`${chat.path}/invite-links`)).json
  const revoke = async (who: Member, chat: FoundChat, id: string) =>
    (await who.delete(`${chat.path}/invite-links/${id}`)).status

  it('[AP10] are listed to who may take them back, without their tokens', async () => {
    const chat = await aGroup(crew)
    const mine = (await linkOf(ada, chat)) as unknown as { token: string; invite_id: string }
    await linkOf(bo, chat, { expires_in: 60, max_uses: 3 })
    await join(dee, mine.token)
    const listed = inviteLinkRead
      .strict()
      .array()
      .parse(await links(bo, chat))
    expect(listed.map(({ created_by, uses, max_uses }) => [created_by, uses, max_uses])).toEqual([
      [ada.id, 1, null],
      [bo.id, 0, 3],
    ])
    expect(listed[0]?.invite_id).toBe(mine.invite_id)
    expect(JSON.stringify(listed)).not.toContain(mine.token)
    expect(await links(cy, chat)).toEqual([])
    await ada.patch(`${chat.path}/members/${bo.id}/role`, { role: 'member' })
    expect((await links(bo, chat)).map((link: { created_by: number }) => link.created_by)).toEqual([bo.id])
    crew.api.clock.advance(60_000)
    expect(await links(ada, chat)).toHaveLength(1)
  })

  it('[AP10] are worth nothing once they are taken back', async () => {
    const chat = await aGroup(crew)
    const other = await aGroup(crew)
    const { token, invite_id: id } = (await linkOf(bo, chat)) as unknown as { token: string; invite_id: string }
    expect(await revoke(cy, chat, id)).toBe(404)
    expect(await revoke(dee, chat, id)).toBe(404)
    expect(await revoke(ada, other, id)).toBe(404)
    for (const odd of ['0'.repeat(64), token, '../..', '%00', id.toUpperCase()]) {
      expect(await revoke(ada, chat, encodeURIComponent(odd))).toBe(404)
    }
    expect(await joins(dee, token)).toBe(200)
    await dee.post(`${chat.path}/leave`)
    expect(await revoke(ada, chat, id)).toBe(204)
    expect(await revoke(ada, chat, id)).toBe(404)
    expect(await joins(dee, token)).toBe(404)
  })
})

describe('POST /chats/join-by-invite', () => {
  it('[CH25] lets a stranger in, once, and says the same to who is in already', async () => {
    const chat = await aGroup(crew)
    const { token } = await linkOf(bo, chat, { max_uses: 1 })
    const joined = await join(dee, token)
    expect([joined.status, joined.json]).toMatchObject([200, { id: chat.id, my_role: 'member', members_count: 4 }])
    expect((await join(dee, token)).status).toBe(200)
    expect(await joins(ada, token)).toBe(200)
    expect((await ada.get(chat.path)).json.members_count).toBe(4)
    await ada.delete(`${chat.path}/members/${dee.id}`)
    expect(await joins(dee, token)).toBe(404)
  })

  it('[CH25] is 404 when it is over, used up, unknown or malformed', async () => {
    const chat = await aGroup(crew)
    const { token } = await linkOf(ada, chat, { expires_in: 60 })
    crew.api.clock.advance(59_999)
    expect(await joins(dee, token)).toBe(200)
    await dee.post(`${chat.path}/leave`)
    crew.api.clock.advance(1)
    expect(await joins(dee, token)).toBe(404)
    expect(await joins(dee, 'nonsense')).toBe(404)
    expect(await joins(dee, `${token}x`)).toBe(404)
    for (const body of [{}, { token: 7 }, { token: '' }])
      expect((await dee.post('/chats/join-by-invite', body)).status).toBe(422)
  })

  it('[CH25] gives nothing that its maker could not give now', async () => {
    const demoted = await aGroup(crew)
    const left = await aGroup(crew)
    const deleted = await aGroup(crew)
    const links = [await linkOf(bo, demoted), await linkOf(bo, left), await linkOf(bo, deleted)]
    await ada.patch(`${demoted.path}/members/${bo.id}/role`, { role: 'member' })
    await bo.post(`${left.path}/leave`)
    await ada.delete(`${deleted.path}?for_all=true`)
    for (const { token } of links) expect(await joins(dee, token)).toBe(404)
    await ada.patch(`${demoted.path}/members/${bo.id}/role`, { role: 'admin' })
    expect(await joins(dee, links[0]?.token ?? '')).toBe(200)
  })

  it('[MB19] asks no setting of who joins by themselves, blocks included', async () => {
    const chat = await aGroup(crew)
    const { token } = await linkOf(bo, chat)
    await dee.put('/users/profile', { privacy_group_invites: 'nobody' })
    await dee.post(`/users/${bo.id}/block`)
    expect((await bo.post(`${chat.path}/members`, { user_id: dee.id })).status).toBe(403)
    expect(await joins(dee, token)).toBe(200)
    await dee.put('/users/profile', { privacy_group_invites: 'everyone' })
    await dee.delete(`/users/${bo.id}/block`)
  })
})
