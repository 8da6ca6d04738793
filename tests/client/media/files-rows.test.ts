import { describe, expect, it } from 'vitest'
import { entriesOf, filesRows, heightOf, rowsBetween } from '../../../client/components/media/files-rows.ts'
import type { FileMessage } from '../../../client/stores/chat-files.ts'
import { filesOfChat } from '../../../client/stores/chat-files.ts'
import { mediaKind } from '../../../client/stores/media-kind.ts'
import { volumeDocument } from '../../../schema/documents.ts'
import { aRidge, NOW, PUMP } from '../../../client/fixtures/ridge.ts'

const DAY = 86_400_000
const dayOf = (at: number) => Math.floor(at / DAY)
const file = (id: string, type: string) => ({ id, name: id, type, bytes: 1 })

function message(id: string, at: number, types: readonly string[], type = 'text', links = 0): FileMessage {
  const url = (n: number) => ({ url: `https://example.org/${n}`, type: 'text/html', bytes: 1 })
  const files = types.map((one, n) => file(`${id}${n}`, one))
  return { id: id as FileMessage['id'], by: 2, type, at, files, links: Array.from({ length: links }, (_, n) => url(n)) }
}

const MESSAGES = [
  message('c', 2 * DAY + 5, ['image/png', 'application/pdf', 'image/png', 'image/jpeg']),
  message('b', 2 * DAY + 1, ['audio/webm'], 'voice'),
  message('a', DAY, ['video/mp4'], 'text', 1),
]

describe('the files of a chat', () => {
  it('[MV23] are listed newest first, by day, what is seen before what is heard or saved', () => {
    const rows = filesRows(entriesOf(MESSAGES, 'all'), 2, dayOf)
    expect(rows.map((row) => (row.type === 'tiles' ? row.entries.length : row.type))).toEqual([
      ...['day', 2, 1, 'entry', 'entry'],
      ...['day', 1, 'entry'],
    ])
  })

  it('[MV23] are filtered by kind', () => {
    const count = (filter: Parameters<typeof entriesOf>[1]) => entriesOf(MESSAGES, filter).length
    expect(['pictures', 'video', 'sound', 'files', 'links', 'all'].map((one) => count(one as 'all'))).toEqual([
      3, 1, 1, 1, 1, 7,
    ])
  })

  it('[MV23] have a screenful of rows in the page, however many there are', () => {
    const many = Array.from({ length: 5_000 }, (_, n) => message(`m${n}`, n, ['application/pdf']))
    const rows = filesRows(entriesOf(many, 'all'), 3, () => 0)
    const heights = rows.map((row) => heightOf(row, 100))
    const { from, to, before } = rowsBetween(heights, 40 + 92 * 1_000, 40 + 92 * 1_010)
    expect([from, to, before]).toEqual([1_001, 1_011, 40 + 92 * 1_000])
    expect(rowsBetween(heights, -600, 10)).toEqual({ from: 0, to: 1, before: 0 })
  })

  it('[MV23] say when messages are not on this device', async () => {
    const ridge = aRidge()
    ridge.device.put(`channel/${PUMP}`, 'volumes', '1', { from: 20 }).setDocument(volumeDocument(PUMP, 0), 'absent')
    ridge.say(PUMP, [{ by: 2, ago: 1, text: '' }], 1)
    const id = ridge.ids.get(PUMP)!.at(-1)!
    ridge.device.put(volumeDocument(PUMP, 1), 'messages', id, { by: 2, files: [file('x', 'image/png')] })
    const found: { readonly at: number; readonly isHere: boolean }[] = []
    for await (const { messages, isHere } of filesOfChat(ridge.device, PUMP))
      found.push({ at: messages[0]?.at ?? 0, isHere })
    expect(found).toEqual([
      { at: NOW - 60_000, isHere: true },
      { at: 0, isHere: false },
    ])
  })

  it('are what their message says, where their type tells two things', () => {
    expect(mediaKind({ type: 'audio/webm' }, 'voice')).toBe('voice')
    expect(mediaKind({ type: 'audio/webm' }, 'audio')).toBe('sound')
    expect(mediaKind({ type: 'video/webm' }, 'circle_video')).toBe('circle')
    expect(mediaKind({ type: 'image/svg+xml' }, 'image')).toBe('file')
  })
})
