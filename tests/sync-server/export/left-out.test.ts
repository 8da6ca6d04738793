import { expect, it } from 'vitest'
import { clearChat } from '../../../sync-server/commands/clear-chat.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { messageRecord, peopleOf } from '../../../sync-server/export/message-record.ts'
import { planChannel } from '../../../sync-server/export/plan-channel.ts'
import { planList } from '../../../sync-server/export/plan-list.ts'
import { RightEnded, walkChannel } from '../../../sync-server/export/walk-channel.ts'
import { ndjsonMessages } from '../../../sync-server/export/write-ndjson.ts'
import { RunningExports } from '../../../sync-server/export/running.ts'
import { csvMessages } from '../../../sync-server/export/write-csv.ts'
import { ada, aTalk, bo, cy } from '../support/a-talk.ts'
import { exportDeps, fillChannel, KeptExport, readingOf } from './support.ts'

it('[EX9] what a person hid or cleared is left out for them alone', async () => {
  const talk = await aTalk()
  const { id } = await talk.channel([ada, bo])
  const first = await talk.say(ada, id, 'first')
  await talk.say(ada, id, 'second')
  await deleteMessage(talk.deps, bo, { id: first.id, forAll: false })
  const told = async (userId: typeof ada) => {
    const kept = new KeptExport(exportDeps(talk), readingOf(userId), id)
    await kept.readOn()
    return kept.list().map(({ text }) => text)
  }
  expect([await told(bo), await told(ada)]).toEqual([['second'], ['first', 'second']])
  await clearChat(talk.deps, bo, { channelId: id })
  await talk.say(ada, id, 'third')
  expect([await told(bo), await told(ada)]).toEqual([['third'], ['first', 'second', 'third']])
})

it('[EX9] an encrypted message is told as encrypted, without what is in it', async () => {
  const talk = await aTalk()
  const { id } = await talk.channel([ada, bo])
  const sealed = { payload: 'opaque-bytes', envelopes: '{"a":"wrapped-key"}' }
  const message = await talk.say(ada, id, '', { sealed })
  const record = messageRecord(message, [], peopleOf(talk.deps.world()))
  expect(record).toMatchObject({ encrypted: true, text: null })
  for (const writer of [ndjsonMessages(), csvMessages()]) {
    expect(writer.record(record)).not.toMatch(/opaque-bytes|wrapped-key/)
  }
})

it('[EX1] times that no calendar has are told as its last one', async () => {
  const talk = await aTalk()
  const { id } = await talk.channel([ada, bo])
  const message = await talk.say(ada, id, 'text')
  const edited = { ...message, editedAt: Number.MAX_SAFE_INTEGER }
  const { editedAt } = messageRecord(edited, [], peopleOf(talk.deps.world()))
  expect(editedAt).toBe('+275760-09-13T00:00:00.000Z')
})

it('[EX13] a right that ends in the middle ends the walk there', async () => {
  const talk = await aTalk()
  const { id } = await talk.channel([ada, bo])
  fillChannel(talk, id, 1_000)
  const deps = exportDeps(talk)
  const plan = planChannel(deps, readingOf(bo), id, {})
  let pieces = 0
  const walk = async () => {
    for await (const piece of walkChannel(deps, readingOf(bo), plan, () => pieces < 2))
      pieces += Math.sign(piece.length)
  }
  await expect(walk()).rejects.toBeInstanceOf(RightEnded)
  expect(pieces).toBe(2)
})

it('[EX13] what is allowed no more is ended, and a stopping server ends all', () => {
  const running = new RunningExports()
  const ended: string[] = []
  let isAllowed = true
  const one = (name: string, holds: () => boolean) =>
    running.add({ userId: ada, kind: 'whole', isAllowed: holds, end: () => void ended.push(name) })
  one('first', () => isAllowed)
  one('second', () => true)
  running.check()
  expect(ended).toEqual([])
  isAllowed = false
  running.check()
  running.check()
  expect(ended).toEqual(['first'])
  running.stop()
  expect(ended).toEqual(['first', 'second'])
  expect(() => one('third', () => true)).toThrow('EX8')
})

it('[EX7] the list tells what changed and what was gained since', async () => {
  const talk = await aTalk()
  const old = await talk.channel([ada, bo])
  const deps = exportDeps(talk)
  const since = (cursor: string) => [...planList(deps, readingOf(bo), cursor).records()].map(({ id }) => id)
  const first = planList(deps, readingOf(bo), undefined)
  expect([...first.records()].map(({ id }) => id).sort()).toEqual([old.id, 'general'].sort())
  expect(since(first.cursor)).toEqual([])
  const gained = await talk.channel([ada, bo, cy])
  expect(since(first.cursor)).toEqual([gained.id])
  const second = planList(deps, readingOf(bo), first.cursor)
  await talk.say(ada, old.id, 'something')
  expect(since(second.cursor)).toEqual([old.id])
  const scoped = { userId: bo, channels: new Set([gained.id]) }
  expect([...planList(deps, scoped, second.cursor).records()]).toEqual([])
})
