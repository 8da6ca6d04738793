import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { animation, HTML, photo, picture, SECRET, SVG } from '../../sync-server/support/hostile-pictures.ts'
import {
  aMinimostCrew,
  aPrivateGroup,
  type MinimostClient,
  type MinimostCrew,
  type Upload,
} from '../support/a-minimost-client.ts'

let all: MinimostCrew
let ada: MinimostClient
let bo: MinimostClient
let dee: MinimostClient
let nobody: MinimostClient
let png: Buffer
beforeAll(async () => {
  all = await aMinimostCrew({ env: { MAX_UPLOAD_SIZE_BYTES: '200000' } })
  ;({ ada, bo, dee, nobody } = all)
  png = await picture(20, 20).png().toBuffer()
}, 60_000)
afterAll(async () => {
  await all?.crew.api.stop()
  removeFolders()
})

const NAME = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.(jpg|png|gif|webp)$/

describe('sending a text', () => {
  it('answers the plain text ok, by either kind of form', async () => {
    const sent = [await ada.post('/send/general', { text: 'one' }), await ada.form('/send/general', { text: 'two' })]
    for (const { status, text, headers } of sent) {
      expect([status, text]).toEqual([200, 'ok'])
      expect(headers.get('content-type')).toContain('text/plain')
    }
    expect((await bo.messages('general')).slice(-2).map(({ content }) => content)).toEqual(['one', 'two'])
  })

  it('[MM10] a line break is one, however the form wrote it', async () => {
    expect((await ada.say('general', 'a\r\nb')).content).toBe('a\nb')
    await ada.form('/send/general', { text: 'c\nd' })
    expect((await ada.messages('general')).at(-1)?.content).toBe('c\nd')
  })

  it('takes 1 to 10,000 characters, of any script', async () => {
    const text = '🏔️'.repeat(3_333) + 'x'
    expect((await ada.say('general', text)).content).toBe(text)
    const cases: [string, number][] = [
      ['x'.repeat(10_000), 200],
      ['x'.repeat(10_001), 400],
      ['', 400],
      [' \r\n\t ', 400],
      ['x'.repeat(200_000), 413],
    ]
    for (const [said, status] of cases) {
      expect([said.length, (await ada.post('/send/general', { text: said })).status]).toEqual([said.length, status])
      expect([said.length, (await ada.form('/send/general', { text: said })).status]).toEqual([said.length, status])
    }
    expect((await ada.post('/send/general')).status).toBe(400)
  })

  it('[MM3] is 403 where one may not post: unknown names, strangers’ channels, another’s chat, a broadcast one reads', async () => {
    const group = await aPrivateGroup(all)
    const stand = await all.crew.found(all.crew.ada, { type: 'channel', title: 'Stand', member_ids: [all.crew.bo.id] })
    const closed = [group.name, 'nowhere', 'private:999999', 'dm:ada:bo', 'dm:dee:ghost', 'dm:dee:dee', 'x y']
    for (const name of closed)
      expect([name, (await dee.post(`/send/${encodeURIComponent(name)}`, { text: 'x' })).status]).toEqual([name, 403])
    expect((await bo.post(`/send/private:${stand.id}`, { text: 'x' })).status).toBe(403)
    expect((await ada.post(`/send/private:${stand.id}`, { text: 'x' })).status).toBe(200)
  })

  it('[MM3] is 403 to who does not want it', async () => {
    await all.crew.dee.put('/users/profile', { allow_private_messages: false })
    expect((await ada.post('/send/dm:ada:dee', { text: 'x' })).status).toBe(403)
    await all.crew.dee.put('/users/profile', { allow_private_messages: true })
    expect((await ada.post('/send/dm:ada:dee', { text: 'x' })).status).toBe(200)
  })

  it('a reply names a message of the same channel, else 400 and nothing is posted', async () => {
    const group = await aPrivateGroup(all)
    const inside = await ada.say(group.name, 'inside')
    const elsewhere = await ada.say('general', 'elsewhere')
    const before = (await ada.messages(group.name)).length
    for (const id of [String(elsewhere.id), '999999', 'abc', '-1', '1.5'])
      expect([id, (await ada.post(`/send/${group.name}`, { text: 'x', reply_to_id: id })).status]).toEqual([id, 400])
    expect(await ada.messages(group.name)).toHaveLength(before)
    expect((await ada.say(group.name, 'no reply', { reply_to_id: '' })).reply_to_id).toBeNull()
    expect((await ada.say(group.name, 'reply', { reply_to_id: String(inside.id) })).reply_to_id).toBe(inside.id)
  })

  it('over the messages of a minute is 429 with the time to wait', async () => {
    const few = await aMinimostCrew({ env: { MESSAGE_RATE_LIMIT_PER_MINUTE: '2' } })
    try {
      await few.ada.say('general', '1')
      await few.ada.say('general', '2')
      const third = await few.ada.post('/send/general', { text: '3' })
      expect([third.status, Number(third.headers.get('retry-after')) > 0]).toEqual([429, true])
    } finally {
      await few.crew.api.stop()
    }
  }, 60_000)
})

describe('sending pictures', () => {
  it('[MM9] each picture is a message, and the text beside them another', async () => {
    const files: Upload[] = [
      ['files', 'a.PNG', png],
      ['files', 'b.jpeg', await photo()],
      ['files', 'c.gif', await animation(2, 8)],
      ['files', 'd.webp', await picture(9, 9).webp().toBuffer()],
    ]
    const before = (await bo.messages('general')).length
    expect((await ada.form('/send/general', { text: 'look', reply_to_id: '' }, files)).text).toBe('ok')
    const posted = (await bo.messages('general')).slice(before)
    expect(posted.map(({ content }) => content)).toEqual(['look', null, null, null, null])
    expect(posted.map(({ filename }) => filename?.replace(/^.*\./, '') ?? null)).toEqual([
      null,
      'png',
      'jpg',
      'gif',
      'webp',
    ])
    for (const { filename } of posted.slice(1)) {
      expect(filename).toMatch(NAME)
      const file = await bo.get(`/files/${filename}`)
      const type = filename?.endsWith('.jpg') ? 'image/jpeg' : `image/${filename?.split('.')[1]}`
      expect([file.status, file.headers.get('content-type')]).toEqual([200, type])
      expect(file.bytes.includes(SECRET)).toBe(false)
      expect((await sharp(file.bytes).metadata()).width).toBeGreaterThan(0)
    }
  })

  it('[MM9] pictures alone need no text, and the first one answers', async () => {
    const { id } = await ada.say('general', 'show me')
    await bo.form('/send/general', { reply_to_id: String(id) }, [
      ['files', 'a.png', png],
      ['files', 'b.png', png],
    ])
    const posted = (await ada.messages('general')).slice(-2)
    expect(posted.map(({ content, reply_to_id }) => [content, reply_to_id])).toEqual([
      [null, id],
      [null, null],
    ])
  })

  it('[MM9] a file with another ending is left out; nothing left is 400', async () => {
    const others: Upload[] = [
      ['files', 'a.svg', SVG],
      ['files', 'notes.txt', Buffer.from('hello')],
      ['files', 'png', png],
      ['files', '', new Uint8Array()],
      ['other', 'a.png', png],
    ]
    const before = (await ada.messages('general')).length
    expect((await ada.form('/send/general', {}, others)).status).toBe(400)
    expect((await ada.form('/send/general', { text: 'only words' }, others)).status).toBe(200)
    expect((await ada.messages('general')).slice(before).map(({ content }) => content)).toEqual(['only words'])
  })

  it('[MM9] what is no picture in spite of its name is 400, and nothing of the form is posted', async () => {
    const before = await ada.messages('general')
    for (const bytes of [HTML, SVG, Buffer.from('GIF89a'), png.subarray(0, 40)]) {
      const { status } = await ada.form('/send/general', { text: 'look' }, [
        ['files', 'a.png', png],
        ['files', 'b.png', bytes],
      ])
      expect(status).toBe(400)
    }
    expect(await ada.messages('general')).toEqual(before)
  })

  it('[MM9] more than 20 files, or one over the limit, is 413', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, n): Upload => ['files', `${n}.png`, png])
    expect((await ada.form('/send/general', {}, many(21))).status).toBe(413)
    expect((await ada.form('/send/general', {}, many(20))).status).toBe(200)
    const huge = Buffer.concat([png, Buffer.alloc(200_000)])
    expect((await ada.form('/send/general', {}, [['files', 'a.png', huge]])).status).toBe(413)
  })

  it('a form that is broken is 400', async () => {
    const before = (await ada.messages('general')).length
    const broken = [
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\ncut'],
      ['application/json', '{"text":"x"}'],
      ['text/plain', 'text=x'],
    ] as const
    for (const [type, body] of broken)
      expect([type, (await ada.raw('/send/general', type, body)).status]).toEqual([type, 400])
    expect(await ada.messages('general')).toHaveLength(before)
  })
})

describe('files', () => {
  it('[MM23] are for those who read the message; without a session the sign-in page, with a signed address none is needed', async () => {
    const group = await aPrivateGroup(all)
    await ada.form(`/send/${group.name}`, {}, [['files', 'a.png', png]])
    const filename = (await bo.messages(group.name)).at(-1)?.filename ?? ''
    expect((await bo.get(`/files/${filename}`)).status).toBe(200)
    expect((await dee.get(`/files/${filename}`)).status).toBe(404)
    expect((await bo.get('/files/00000000-0000-4000-8000-000000000000.png')).status).toBe(404)
    for (const path of [`/files/${filename}`, `/files/${filename}?user=1&expires=9999999999&signature=x`]) {
      const { status, headers } = await nobody.get(path)
      expect([status, headers.get('location')]).toEqual([302, '/login'])
    }
    const { json } = await all.crew.bo.get(`/media/chats/${group.id}/attachments`)
    const signed = new URL(json[0].file_url)
    expect((await nobody.get(signed.pathname + signed.search)).status).toBe(200)
    expect((await nobody.get(signed.pathname + '.png' + signed.search)).status).toBe(200)
    expect((await nobody.get(signed.pathname)).status).toBe(401)
  })
})
