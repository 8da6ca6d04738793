import { describe, expect, it } from 'vitest'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { editMessage } from '../../../sync-server/commands/edit-message.ts'
import { searchMessages } from '../../../sync-server/queries/search-messages.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness, memoryDatabase } from '../../support/core-harness.ts'
import { ada, aTalk, GENERAL, type Talk } from '../support/a-talk.ts'

const found = (deps: Talk['deps'], query: string) =>
  searchMessages(deps, ada, { query, limit: 50 }).map(({ text }) => text)
const indexed = ({ h }: Talk, word: string) =>
  h.db.prepare('SELECT count(*) FROM message_words WHERE message_words MATCH ?').pluck().get(`"${word}"`)

describe('the index of part words', () => {
  it('[PT5] takes in what was said a second later, and at once what is searched', async () => {
    const talk = await aTalk()
    await talk.say(ada, GENERAL, 'the pump runs')
    expect(indexed(talk, 'pump')).toBe(0)
    talk.h.clock.advance(1_000)
    expect(indexed(talk, 'pump')).toBe(1)
    await talk.say(ada, GENERAL, 'the pump stands still')
    expect(found(talk.deps, 'pump')).toEqual(['the pump stands still', 'the pump runs'])
    expect(indexed(talk, 'pump')).toBe(2)
    talk.h.clock.advance(5_000)
    expect(indexed(talk, 'pump')).toBe(2)
  })

  it('[PT5] takes in 512 messages without waiting', async () => {
    const talk = await aTalk()
    for (let n = 0; n < 511; n++) await talk.say(ada, GENERAL, `pump ${n}`)
    expect(indexed(talk, 'pump')).toBe(0)
    await talk.say(ada, GENERAL, 'pump 511')
    talk.h.clock.turn()
    expect(indexed(talk, 'pump')).toBe(512)
  })

  it('[PT5] a server that was killed meanwhile knows what is behind', async () => {
    const talk = await aTalk()
    await talk.say(ada, GENERAL, 'the pump runs')
    const again = coreHarness({ db: memoryDatabase(talk.h.db.serialize()), seed: 7 })
    expect(found(commandDeps(again), 'pump')).toEqual(['the pump runs'])
  })

  it('[PT5] what was edited or deleted before its turn is found as it is then', async () => {
    const talk = await aTalk()
    const [first, second, third] = [
      await talk.say(ada, GENERAL, 'the pump runs'),
      await talk.say(ada, GENERAL, 'the pump hums'),
      await talk.say(ada, GENERAL, 'the pump sings'),
    ]
    await editMessage(talk.deps, ada, { id: first.id, text: 'the fan runs' })
    await deleteMessage(talk.deps, ada, { id: second.id, forAll: true })
    expect([found(talk.deps, 'pump'), found(talk.deps, 'fan')]).toEqual([['the pump sings'], ['the fan runs']])
    await editMessage(talk.deps, ada, { id: third.id, text: 'the fan sings' })
    expect([indexed(talk, 'pump'), indexed(talk, 'fan')]).toEqual([0, 2])
  })
})
