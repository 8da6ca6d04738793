import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { chatMemberRead } from '../../../sync-server/dialects/benya/schemas/chats.ts'
import { aCrew, aGroup, type ACrew, type Member } from '../support/a-crew.ts'

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

const members = z.array(chatMemberRead.strict())
const generalOf = async (who: Member) => `/chats/${(await who.get('/chats?query=general')).json[0].id}`

describe('GET /chats/{chat_id}/members', () => {
  it('[CH7] lists owners, admins, members, each with an id of its own', async () => {
    const chat = await aGroup(crew)
    const { status, json } = await cy.get(`${chat.path}/members`)
    expect(status).toBe(200)
    const listed = members.parse(json)
    expect(listed.map(({ user_id, role }) => [user_id, role])).toEqual([
      [ada.id, 'owner'],
      [bo.id, 'admin'],
      [cy.id, 'member'],
    ])
    expect(new Set(listed.map(({ id }) => id)).size).toBe(3)
    expect((await ada.get(`${chat.path}/members`)).json).toEqual(json)
  })

  it('[CH7] lists everyone in a public channel, its administrator as owner', async () => {
    const listed = members.parse((await dee.get(`${await generalOf(dee)}/members`)).json)
    expect(listed.map(({ user_id, role }) => [user_id, role])).toEqual([
      [ada.id, 'owner'],
      [bo.id, 'member'],
      [cy.id, 'member'],
      [dee.id, 'member'],
    ])
    expect(new Set(listed.map(({ id }) => id)).size).toBe(4)
  })

  it('lists both of a chat of two', async () => {
    const chat = await crew.found(ada, { type: 'private', member_ids: [bo.id] })
    const listed = members.parse((await bo.get(`${chat.path}/members`)).json)
    expect(listed.map(({ user_id, role }) => [user_id, role]).sort()).toEqual([
      [ada.id, 'member'],
      [bo.id, 'member'],
    ])
  })
})

describe('POST /chats/{chat_id}/members', () => {
  it('[CH15] owners and admins add members', async () => {
    const chat = await aGroup(crew)
    const { status, json } = await bo.post(`${chat.path}/members`, { user_id: dee.id })
    expect([status, chatMemberRead.strict().safeParse(json).success]).toEqual([201, true])
    expect(json).toMatchObject({ user_id: dee.id, role: 'member' })
    expect((await dee.get(chat.path)).status).toBe(200)
  })

  it('[CH15] 409 for who is in already, 404 for nobody, 403 for members, 422 for no id', async () => {
    const chat = await aGroup(crew)
    const add = async (by: Member, user_id: unknown) => (await by.post(`${chat.path}/members`, { user_id })).status
    expect(await add(ada, cy.id)).toBe(409)
    expect(await add(ada, ada.id)).toBe(409)
    expect(await add(ada, 999)).toBe(404)
    expect(await add(cy, dee.id)).toBe(403)
    for (const id of ['4', 0, -1, 1.5, null, undefined]) expect(await add(ada, id), String(id)).toBe(422)
  })

  it('[MB18] 403 for whose setting or block forbids it', async () => {
    const chat = await aGroup(crew)
    const add = async (by: Member) => (await by.post(`${chat.path}/members`, { user_id: dee.id })).status
    await dee.put('/users/profile', { privacy_group_invites: 'nobody' })
    expect(await add(ada)).toBe(403)
    await dee.put('/users/profile', { privacy_group_invites: 'contacts' })
    await dee.post(`/users/${bo.id}/contacts`)
    expect([await add(ada), await add(bo)]).toEqual([403, 201])
    await ada.delete(`${chat.path}/members/${dee.id}`)
    await dee.put('/users/profile', { privacy_group_invites: 'everyone' })
    await dee.post(`/users/${bo.id}/block`)
    expect([await add(bo), await add(ada)]).toEqual([403, 201])
    await dee.delete(`/users/${bo.id}/block`)
  })

  it('403 where members follow from the chat itself', async () => {
    const chat = await crew.found(ada, { type: 'private', member_ids: [bo.id] })
    expect((await ada.post(`${chat.path}/members`, { user_id: cy.id })).status).toBe(403)
    expect((await ada.post(`${await generalOf(ada)}/members`, { user_id: cy.id })).status).toBe(403)
  })
})

describe('PATCH /chats/{chat_id}/members/{user_id}/role', () => {
  it('[CH16] changes a role within the rules', async () => {
    const chat = await aGroup(crew)
    const set = async (by: Member, who: number, role: unknown) => {
      const { status, json } = await by.patch(`${chat.path}/members/${who}/role`, { role })
      return [status, status === 200 ? json.role : null]
    }
    expect(await set(ada, cy.id, 'admin')).toEqual([200, 'admin'])
    expect(await set(ada, cy.id, 'admin')).toEqual([200, 'admin'])
    expect(await set(bo, cy.id, 'member')).toEqual([403, null])
    expect(await set(ada, cy.id, 'member')).toEqual([200, 'member'])
    expect(await set(cy, cy.id, 'member')).toEqual([403, null])
    expect(await set(cy, bo.id, 'admin')).toEqual([403, null])
    expect(await set(bo, cy.id, 'admin')).toEqual([403, null])
    expect(await set(bo, ada.id, 'member')).toEqual([403, null])
    expect(await set(ada, ada.id, 'member')).toEqual([403, null])
    expect(await set(ada, bo.id, 'owner')).toEqual([200, 'owner'])
    expect(await set(ada, ada.id, 'member')).toEqual([200, 'member'])
    expect(await set(bo, dee.id, 'admin')).toEqual([404, null])
    expect(await set(bo, 999, 'admin')).toEqual([404, null])
    for (const role of ['none', 'boss', 7, null, undefined]) expect(await set(bo, cy.id, role)).toEqual([422, null])
  })
})

describe('DELETE /chats/{chat_id}/members/{user_id}', () => {
  it('[CH17] removes within the rules; oneself too', async () => {
    const chat = await aGroup(crew)
    const remove = async (by: Member, who: number | string) => (await by.delete(`${chat.path}/members/${who}`)).status
    expect(await remove(cy, bo.id)).toBe(403)
    expect(await remove(bo, ada.id)).toBe(403)
    expect(await remove(ada, dee.id)).toBe(404)
    expect(await remove(ada, 'x')).toBe(404)
    expect(await remove(bo, cy.id)).toBe(204)
    expect((await cy.get(chat.path)).status).toBe(404)
    expect(await remove(bo, cy.id)).toBe(404)
    expect(await remove(bo, bo.id)).toBe(204)
    expect((await bo.get(chat.path)).status).toBe(404)
  })

  it('403 where nobody leaves', async () => {
    const chat = await crew.found(ada, { type: 'private', member_ids: [bo.id] })
    expect((await ada.delete(`${chat.path}/members/${bo.id}`)).status).toBe(403)
    expect((await ada.delete(`${await generalOf(ada)}/members/${bo.id}`)).status).toBe(403)
  })
})
