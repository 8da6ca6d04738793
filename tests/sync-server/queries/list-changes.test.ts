import { describe, expect, it } from 'vitest'
import { editMessage } from '../../../sync-server/commands/edit-message.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { markPosition } from '../../../sync-server/commands/mark-position.ts'
import { postSeries } from '../../../sync-server/commands/post-series.ts'
import { toggleReaction } from '../../../sync-server/commands/toggle-reaction.ts'
import { listChanges, type ListChangesInput } from '../../../sync-server/queries/list-changes.ts'
import { listReceipts } from '../../../sync-server/queries/list-receipts.ts'
import type { StoredMessage } from '../../../sync-server/storage/stored-message.ts'
import { ada, aTalk, bo, cy, GENERAL } from '../support/a-talk.ts'

const texts = (messages: readonly StoredMessage[]) => messages.map(({ text }) => text)

async function aRidge() {
  const talk = await aTalk()
  const channel = await talk.channel([ada, bo, cy])
  const changes = (sinceMs: number | null, more: Partial<ListChangesInput> = {}) =>
    [...listChanges(talk.deps, bo, { channel, sinceMs, ...more })].flat()
  return { ...talk, channel, changes, clock: talk.h.clock }
}

describe('what changed in a channel', () => {
  it('[CQ20] is everything, or what was posted, edited, reacted to or deleted since, in the order of arrival', async () => {
    const { deps, say, channel, changes, clock } = await aRidge()
    const [one, two, three] = [
      await say(ada, channel.id, 'one'),
      await say(ada, channel.id, 'two'),
      await say(ada, channel.id, 'three'),
    ]
    clock.advance(1_000)
    const since = clock.nowMs
    expect([changes(null).length, changes(since).length]).toEqual([3, 0])
    await deleteMessage(deps, ada, { id: three.id, forAll: true })
    await toggleReaction(deps, cy, { id: two.id, reaction: 'heart' })
    await say(ada, channel.id, 'four')
    await editMessage(deps, ada, { id: one.id, text: 'one!' })
    expect(texts(changes(since))).toEqual(['one!', 'two', null, 'four'])
    expect(texts(changes(null))).toEqual(['one!', 'two', null, 'four'])
    expect(changes(clock.nowMs + 10_000)).toEqual([])
  })

  it('[CQ20] takes a door’s finer times', async () => {
    const { say, channel, changes, clock } = await aRidge()
    await say(ada, channel.id, 'one')
    const two = await say(ada, channel.id, 'two')
    expect(texts(changes(clock.nowMs, { isChanged: ({ seq }) => seq >= two.seq }))).toEqual(['two'])
  })

  it('[CQ20] leaves out what one hid or cleared, and tells of system messages', async () => {
    const { deps, say, channel, changes, prefer } = await aRidge()
    const [first, second] = [await say(ada, channel.id, 'one'), await say(ada, channel.id, 'two')]
    await deleteMessage(deps, bo, { id: second.id, forAll: false })
    expect(texts(changes(null))).toEqual(['one'])
    await prefer(bo, channel.id, { clearedSeq: first.seq })
    expect([changes(null), changes(1)]).toEqual([[], []])
  })

  it('[CQ20] a reaction that is due to be stamped comes until it is', async () => {
    const { deps, say, channel, changes, clock } = await aRidge()
    const { id } = await say(ada, channel.id, 'like it?')
    await toggleReaction(deps, ada, { id, reaction: 'heart' })
    const told = clock.nowMs + 2
    expect(changes(told)).toEqual([])
    await toggleReaction(deps, cy, { id, reaction: 'heart' })
    expect(texts(changes(told))).toEqual(['like it?'])
    clock.advance(2_000)
    expect(texts(changes(told))).toEqual(['like it?'])
    expect(changes(clock.nowMs + 1)).toEqual([])
  })

  it('[CQ20] a long list is of its beginning: what changes or comes meanwhile tells no later time', async () => {
    const { deps, say, channel, clock } = await aRidge()
    const parts = Array.from({ length: 20 }, (_, n) => ({ text: `${n}` }))
    for (let n = 0; n < 30; n++) await postSeries(deps, ada, { channelId: channel.id, parts })
    const startMs = clock.nowMs
    const list = listChanges(deps, bo, { channel, sinceMs: null })
    const first = list.next().value as StoredMessage[]
    clock.advance(60_000)
    const late = deps.messages.last(channel.id)
    await editMessage(deps, ada, { id: late?.id ?? 0, text: 'edited meanwhile' })
    await say(ada, channel.id, 'new')
    const rest = [...list].flat()
    expect([first.length, rest.length, rest.at(-1)?.text]).toEqual([500, 100, 'edited meanwhile'])
    expect(rest.at(-1)?.modifiedAt).toBe(startMs)
  })

  it('[SM1] no message arrives before an earlier change of its channel, however far its stamps ran ahead', async () => {
    const { deps, say, channel, clock } = await aRidge()
    const { id } = await say(ada, channel.id, 'one')
    for (const text of ['a', 'b', 'c']) await editMessage(deps, ada, { id, text })
    const changed = deps.messages.byId(id)?.modifiedAt ?? 0
    expect(changed).toBe(clock.nowMs + 3)
    const next = await say(bo, channel.id, 'two')
    expect(next.arrivedAt).toBe(changed)
    clock.nowMs -= 60_000
    expect((await say(bo, channel.id, 'the clock was put back')).arrivedAt).toBe(changed)
  })

  it('places of one millisecond are counted, and found by time', async () => {
    const { deps, say, channel, clock } = await aRidge()
    const said: StoredMessage[] = []
    for (let n = 0; n < 6; n++) {
      if (n % 3 === 0) clock.advance(10)
      said.push(await say(ada, channel.id, `${n}`))
    }
    expect(said.map((message) => deps.messages.rankAt(message))).toEqual([0, 1, 2, 0, 1, 2])
    const at = said[3]?.arrivedAt ?? 0
    const seqs = [at - 10, at - 9, at, at + 1].map((ms) => deps.messages.seqSince(channel.id, ms))
    expect(seqs).toEqual([1, 4, 4, 7])
    expect(deps.messages.seqSince('nowhere', at)).toBe(1)
  })
})

describe('receipts', () => {
  it('[CQ21] name who ever read a message, not its author, not those who do not show it', async () => {
    const { deps, say, channel } = await aRidge()
    const one = await say(ada, channel.id, 'one')
    const two = await say(bo, channel.id, 'two')
    const read = () => [...listReceipts(deps, ada, channel)].flat().map(({ message, readers }) => [message.id, readers])
    expect(read()).toEqual([
      [one.id, []],
      [two.id, []],
    ])
    await markPosition(deps, bo, { channel, id: two.id, reached: 'read' })
    await markPosition(deps, cy, { channel, id: one.id, reached: 'read' })
    await markPosition(deps, ada, { channel, id: two.id, reached: 'delivered' })
    expect(read()).toEqual([
      [one.id, [bo, cy]],
      [two.id, []],
    ])
    await deleteMessage(deps, ada, { id: one.id, forAll: true })
    expect(read()).toEqual([[two.id, []]])
    const general = await say(ada, GENERAL, 'elsewhere')
    expect(read().some(([id]) => id === general.id)).toBe(false)
  })
})
