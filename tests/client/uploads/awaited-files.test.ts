import { describe, expect, it } from 'vitest'
import { outboxItems } from '../../../client/sync/outbox.ts'
import { enqueue, retry } from '../../../client/sync/queue.ts'
import { route, type RouteFacts } from '../../../client/sync/route.ts'
import type { Intent, Queue } from '../../../client/sync/intent.ts'
import { fileArrived, fileRefused, fileReplaced, filesLost } from '../../../client/uploads/awaited-files.ts'
import { aFile, aMessage, aQueue, ridge } from './support.ts'

const [photo, note] = [aFile({ key: 'photo', draft: null }), aFile({ key: 'note', draft: null })]
const cleaned = {
  id: photo.id,
  name: 'photo.jpg',
  type: 'image/jpeg',
  bytes: 700,
  width: 20,
  height: 10,
  placeholder: 'x',
}
const NONE = new Set<number>()

const facts: RouteFacts = {
  ...{ nowMs: 0, inFlight: NONE, newestVolume: () => 0, find: () => null, notBefore: () => 0 },
}
const sent = (queue: Queue) => [...route(queue.intents, facts).byDocument.values()].flat().map(({ n }) => n)
const text = (n: number, more: Partial<Intent> = {}) => aMessage(n, [], more)
const valueOf = (queue: Queue, n: number) =>
  queue.intents.find((one) => one.n === n)?.value as { files?: unknown[]; text?: string }

describe('a message with files', () => {
  const queue = aQueue(text(1), aMessage(2, [photo, note]), text(3), text(4, { doc: `channel/${ridge}` }))

  it('[UQ14] waits for them, what is behind it in its chat too, and no other chat', () => {
    expect(sent(queue)).toEqual([1, 4])
    expect(outboxItems(queue, NONE, 0).map(({ state, behind }) => [state, behind])).toEqual([
      ['saved', undefined],
      ['held', 'photo.jpg'],
      ['held', 'photo.jpg'],
      ['saved', undefined],
    ])
  })

  it('[UQ14] goes when the last one is up', () => {
    const one = fileArrived(queue, cleaned)
    expect(sent(one)).toEqual([1, 4])
    expect(outboxItems(one, NONE, 0)[2]?.behind).toBe('note.jpg')
    const both = fileArrived(one, { id: note.id, name: 'note.jpg', type: 'image/jpeg', bytes: 1 })
    expect(sent(both)).toEqual([1, 2, 3, 4])
    expect(outboxItems(both, NONE, 0).map(({ state }) => state)).toEqual(['saved', 'saved', 'saved', 'saved'])
  })

  it('[UQ15] names them as the server does, and keeps what only its sender knows', () => {
    const withAlt = { ...cleaned, alt: 'Valve 4' }
    expect(valueOf(fileArrived(queue, withAlt), 2).files?.[0]).toEqual(withAlt)
    expect(valueOf(fileArrived(queue, cleaned), 2).files?.[1]).toMatchObject({ id: note.id, bytes: 1_000 })
  })

  it('[UQ14] still waits for them when its text is changed meanwhile', () => {
    const { doc, root, key } = queue.intents[1]!
    const edited = enqueue(
      queue,
      [{ doc, root, key, base: null, value: { ...valueOf(queue, 2), text: 'other' } as never }],
      1,
    )
    expect(sent(edited)).toEqual([1, 4])
    expect(valueOf(fileArrived(edited, cleaned), 2)).toMatchObject({ text: 'other', files: [cleaned, {}] })
  })

  it('[UQ16] is refused with its file, with the limit; what was behind it goes on', () => {
    const refused = fileRefused(queue, photo.id, { code: 'too_large', reason: 'UQ1', limit: 5 })
    expect(outboxItems(refused, NONE, 0)[1]).toMatchObject({
      state: 'refused',
      code: 'too_large',
      detail: { limit: 5 },
    })
    expect(sent(refused)).toEqual([1, 3, 4])
    expect(sent(retry(refused, 2, null, 1))).toEqual([1, 4])
  })

  it('[UQ16] takes another variant of a picture', () => {
    const smaller = { id: 'another', name: 'photo.jpg', type: 'image/jpeg', bytes: 9 }
    const replaced = fileReplaced(queue, photo.id, smaller)
    expect([valueOf(replaced, 2).files?.[0], replaced.intents[1]?.awaits]).toEqual([smaller, [note.id, 'another']])
  })

  it('[UQ20] waits for its files again when the server let go of them', () => {
    const { awaits: _up, ...goes } = aMessage(2, [photo, note])
    const lost = filesLost(aQueue({ ...goes, parked: 'refused', code: 'forbidden', reason: 'MS4' }), 2)
    expect(lost.intents[0]).toMatchObject({ awaits: [photo.id, note.id], rev: 1 })
    expect(lost.intents[0]).not.toHaveProperty('parked')
  })
})
