import { describe, expect, it } from 'vitest'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { editMessage } from '../../../sync-server/commands/edit-message.ts'
import { leaveChannel } from '../../../schema/edits/leave-channel.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { searchMessages } from '../../../sync-server/queries/search-messages.ts'
import { ada, aTalk, bo, cy, GENERAL, type Talk } from '../support/a-talk.ts'

const found = ({ deps }: Talk, userId: typeof ada, query: string, limit = 50) =>
  searchMessages(deps, userId, { query, limit }).map(({ text }) => text)

describe('searching messages', () => {
  it.each([
    ['generator', 'The Generator is down'],
    ['ENERAT', 'The Generator is down'],
    ['down the', 'The Generator is down'],
    ['joao', 'Ask João about it'],
    ['JOÃO', 'Ask joao about it'],
    ['発電機', '予備の発電機は青い箱の隣'],
    ['青い', '予備の発電機は青い箱の隣'],
    ['隣', '予備の発電機は青い箱の隣'],
    ['abc', 'part ＡＢＣ'],
    ['발전', '발전기가 멈췄다'],
    ['it', 'Ask João about it'],
    ['50% "off"', 'it is 50% "off" today'],
    ['a_b', 'see a_b here'],
    ['🦔', 'a 🦔 in the tent'],
  ])('[SE1] %s finds %s', async (query, text) => {
    const talk = await aTalk()
    await talk.say(ada, GENERAL, 'some other words')
    await talk.say(ada, GENERAL, text)
    expect(found(talk, ada, query)).toEqual([text])
  })

  it.each(['generator pump', 'ガス', 'NOT down', 'gen*', 'text:down', '"', '(', '*', "'; --"])(
    '[SE1] %s is not found where it is not said',
    async (query) => {
      const talk = await aTalk()
      await talk.say(ada, GENERAL, 'The generator is down')
      await talk.say(ada, GENERAL, 'カス')
      expect(found(talk, ada, query)).toEqual([])
    },
  )

  it('[SE1] finds the words of now', async () => {
    const talk = await aTalk()
    const { id } = await talk.say(ada, GENERAL, 'the old words')
    await editMessage(talk.deps, ada, { id, text: 'the new words' })
    expect([found(talk, ada, 'old'), found(talk, ada, 'new')]).toEqual([[], ['the new words']])
  })

  it('[SE2] a query of nothing finds nothing, and one of very much ends', async () => {
    const talk = await aTalk()
    await talk.say(ada, GENERAL, 'The generator is down')
    for (const query of ['', ' \n\t ', '\0\u0001']) expect(found(talk, ada, query)).toEqual([])
    expect(found(talk, ada, 'generator '.repeat(1_000))).toEqual(['The generator is down'])
    expect(found(talk, ada, 'x'.repeat(10_000))).toEqual([])
  })

  it.each(['parts', 'ts'])(
    '[SE3] %s is found by members only, and by who neither hid, cleared nor left it',
    async (query) => {
      const talk = await aTalk()
      const { deps, say, channel, prefer } = talk
      const crew = await channel([ada, bo])
      const first = await say(ada, crew.id, 'parts: one')
      const second = await say(ada, crew.id, 'parts: two')
      const third = await say(ada, crew.id, 'parts: three')
      expect(found(talk, bo, query)).toEqual(['parts: three', 'parts: two', 'parts: one'])
      expect(found(talk, cy, query)).toEqual([])
      await prefer(bo, crew.id, { clearedSeq: first.seq })
      await deleteMessage(deps, bo, { id: second.id, forAll: false })
      expect(found(talk, bo, query)).toEqual(['parts: three'])
      expect(found(talk, ada, query)).toEqual(['parts: three', 'parts: two', 'parts: one'])
      await deleteMessage(deps, ada, { id: third.id, forAll: true })
      expect(found(talk, bo, query)).toEqual([])
      await deps.runInCommit((tx) => tx.write({ userId: bo }, leaveChannel(tx.world, bo, { channelId: crew.id })))
      expect(found(talk, bo, query)).toEqual([])
      expect(found(talk, ada, 'left the channel')).toEqual([])
    },
  )

  it('[SE3] looks in one channel where that is asked', async () => {
    const talk = await aTalk()
    const crew = await talk.channel([ada, bo])
    await talk.say(ada, crew.id, 'pump in the crew')
    await talk.say(ada, GENERAL, 'pump for all')
    for (const query of ['pump', 'pu']) {
      const inCrew = searchMessages(talk.deps, bo, { query, limit: 10, channel: crew })
      expect(inCrew.map(({ text }) => text)).toEqual(['pump in the crew'])
    }
  })

  it('[SE6] the newest come first, over all channels', async () => {
    const talk = await aTalk()
    const crew = await talk.channel([ada, bo])
    const said: string[] = []
    for (let n = 0; n < 60; n++) {
      const text = `pump ${n}`
      await talk.say(ada, n % 3 === 0 ? crew.id : GENERAL, text)
      said.unshift(text)
    }
    for (const query of ['pump', 'pu', 'pump pu'])
      for (const limit of [1, 7, 50]) expect(found(talk, bo, query, limit)).toEqual(said.slice(0, limit))
  })

  it.each(['pump', 'pu'])('[SE6] pages of %s tell each message once, over all channels', async (query) => {
    const talk = await aTalk()
    const crew = await talk.channel([ada, bo])
    const said: string[] = []
    for (let n = 0; n < 30; n++) {
      await talk.say(ada, n % 3 === 0 ? crew.id : GENERAL, `pump ${n}`)
      said.unshift(`pump ${n}`)
    }
    const told: string[] = []
    for (let beforeId: number | undefined; ;) {
      const page = searchMessages(talk.deps, bo, { query, limit: 7, beforeId })
      told.push(...page.map(({ text }) => text ?? ''))
      if (page.length < 7) break
      beforeId = page.at(-1)!.id
    }
    expect(told).toEqual(said)
  })
})

describe('searching among very many messages', () => {
  /** Rows of the projection as they would be; what is measured is the search. */
  function fill({ h }: Talk, channelId: ChannelId, count: number, text: (n: number) => string): void {
    const { tables, log } = h.core.deps
    h.db.transaction(() => {
      for (let n = 0; n < count; n++) {
        const seq = (tables.channel(channelId)?.last_seq ?? 0) + 1
        const message = { by: ada, text: text(n) }
        tables.messages.put(channelId, h.newId(), 0, message, {
          id: log.counters.count('message'),
          seq,
          at: h.clock.nowMs,
        })
        tables.raiseCounts(channelId, seq, 0, 0)
      }
    })()
  }

  it('[SE4] a part of two characters is found among the 4,000 newest, and no further back', async () => {
    const talk = await aTalk()
    fill(talk, GENERAL, 1, () => 'too old: ok')
    fill(talk, GENERAL, 1, () => 'just there: ok')
    fill(talk, GENERAL, 3_999, (n) => `number ${n}`)
    expect(found(talk, ada, 'ok')).toEqual(['just there: ok'])
  })

  it('[SE5] what others say elsewhere hides nothing of one’s own newest', async () => {
    const talk = await aTalk()
    const mine = await talk.channel([cy, bo])
    const theirs = await talk.channel([ada, bo])
    fill(talk, mine.id, 2, (n) => `common word ${n}`)
    fill(talk, theirs.id, 8_000, (n) => `a very common word ${n}`)
    expect(found(talk, cy, 'common')).toEqual(['common word 1', 'common word 0'])
    expect(found(talk, cy, 'common word 1')).toEqual(['common word 1'])
    expect(found(talk, bo, 'common', 3)).toEqual([7_999, 7_998, 7_997].map((n) => `a very common word ${n}`))
  })
})
