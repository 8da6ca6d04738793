import { describe, expect, it } from 'vitest'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { clearChat } from '../../../sync-server/commands/clear-chat.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import { editMessage } from '../../../sync-server/commands/edit-message.ts'
import { toggleReaction } from '../../../sync-server/commands/toggle-reaction.ts'
import { decodeChannelCursor, encodeChannelCursor } from '../../../sync-server/export/cursor.ts'
import { endCursor, planChannel } from '../../../sync-server/export/plan-channel.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { seededRandom } from '../../support/core-harness.ts'
import { ada, aTalk, bo, cy, type Talk } from '../support/a-talk.ts'
import { exportDeps, KeptExport, readingOf } from './support.ts'

/** Stamps of reactions come a second late. */
const SETTLED_MS = 2_000

/** Of what cy hid or cleared, cy finds nothing. */
function unlessPutAway(error: unknown): void {
  if (!(error instanceof CairnError) || error.code !== ErrorCode.NotFound) throw error
}

/** One thing that somebody does, or nothing where it is not to be done. */
async function doSomething(talk: Talk, channelId: ChannelId, random: () => number): Promise<void> {
  const { deps, h } = talk
  const pick = (n: number) => Math.floor(random() * n)
  const last = deps.messages.last(channelId)
  const message = last && deps.messages.atSeq(channelId, 1 + pick(last.seq))
  const author = [ada, bo, cy].find((userId) => userId === message?.by)
  const kind = pick(100)
  if (kind < 35 || !message) {
    await talk.say([ada, bo, cy][pick(3)] ?? ada, channelId, `text ${random()}`)
  } else if (message.deletedAt !== null || message.type === 'system') {
    h.clock.advance(pick(1_500))
  } else if (kind < 55 && author) {
    await editMessage(deps, author, { id: message.id, text: `edited ${random()}` }).catch(unlessPutAway)
  } else if (kind < 65 && author) {
    await deleteMessage(deps, author, { id: message.id, forAll: true }).catch(unlessPutAway)
  } else if (kind < 85) {
    const reaction = ['thumbsup', 'heart'][pick(2)] ?? 'heart'
    await toggleReaction(deps, [ada, bo][pick(2)] ?? ada, { id: message.id, reaction })
  } else if (kind < 88) {
    await deleteMessage(deps, cy, { id: message.id, forAll: false }).catch(unlessPutAway)
  } else if (kind < 89) {
    await clearChat(deps, cy, { channelId })
  } else {
    h.clock.advance(pick(1_500))
  }
}

describe('cursors', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  it(`[EX6] whoever keeps what they are told has the whole, whatever happens meanwhile (SEED=${seed})`, async () => {
    const random = seededRandom(seed)
    for (let history = 0; history < 25; history++) {
      const talk = await aTalk({ seed: Math.floor(random() * 1e9) })
      const { id } = await talk.channel([ada, bo, cy])
      const deps = exportDeps(talk)
      // One hides and clears, and is told everything anew then; the other never is.
      const reading = readingOf(history % 2 === 0 ? bo : cy)
      const kept = new KeptExport(deps, reading, id)
      const some = async (most: number) => {
        for (let n = Math.floor(random() * most); n > 0; n--) await doSomething(talk, id, random)
      }
      for (let round = 0; round < 12; round++) {
        await some(12)
        const limit = random() < 0.5 ? undefined : 1 + Math.floor(random() * 6)
        await kept.readOn({ limit }, 1 + Math.floor(random() * 4), async () => {
          await some(4)
          return random() < 0.15
        })
      }
      talk.h.clock.advance(SETTLED_MS)
      while (await kept.readOn({ limit: 1 + Math.floor(random() * 50) }));
      const whole = new KeptExport(deps, reading, id)
      await whole.readOn()
      expect(kept.list(), `SEED=${seed}, history ${history}`).toEqual(whole.list())
    }
  })

  it('[EX6] a page holds as many as were asked for, and the last says that there is no more', async () => {
    const talk = await aTalk()
    const { id } = await talk.channel([ada, bo])
    for (let n = 0; n < 10; n++) await talk.say(ada, id, `text ${n}`)
    const deps = exportDeps(talk)
    const whole = new KeptExport(deps, readingOf(bo), id)
    await whole.readOn()
    const kept = new KeptExport(deps, readingOf(bo), id)
    const sizes: number[] = []
    for (let more = true; more;) {
      const before = kept.messages.size
      more = await kept.readOn({ limit: 4 })
      sizes.push(kept.messages.size - before)
    }
    expect(sizes.slice(0, -1).every((size) => size === 4)).toBe(true)
    expect(kept.list()).toEqual(whole.list())
    expect(planChannel(deps, readingOf(bo), id, { since: kept.cursor, limit: 4 }).hasMore).toBe(false)
  })

  it('[EX7] after a restore, and after hiding or clearing, everything is told anew', async () => {
    const talk = await aTalk()
    const { id } = await talk.channel([ada, bo])
    const message = await talk.say(ada, id, 'hide me')
    const deps = exportDeps(talk)
    const plan = (since: string) => planChannel(deps, readingOf(bo), id, { since })
    const cursor = () => endCursor(planChannel(deps, readingOf(bo), id, { since: 'now' }))
    const first = cursor()
    expect(plan(first).isReset).toBe(false)
    const forked = { ...decodeChannelCursor(first, id), chain: 'another-fork' }
    expect(plan(encodeChannelCursor(forked)).isReset).toBe(true)
    const ahead = { ...decodeChannelCursor(first, id), seq: 1_000 }
    expect(plan(encodeChannelCursor(ahead)).isReset).toBe(true)

    await deleteMessage(talk.deps, bo, { id: message.id, forAll: false })
    expect(plan(first)).toMatchObject({ isReset: true, isContinued: false, seqs: { after: 0 } })
    const second = cursor()
    // What is hidden elsewhere is no matter here.
    const other = await talk.channel([ada, bo])
    const elsewhere = await talk.say(ada, other.id, 'hide me too')
    await deleteMessage(talk.deps, bo, { id: elsewhere.id, forAll: false })
    expect(plan(second).isReset).toBe(false)
    await clearChat(talk.deps, bo, { channelId: id })
    expect(plan(second).isReset).toBe(true)
  })

  it('[EX5] only what this server made for this channel is one', () => {
    const made = { channelId: 'general' as ChannelId, seq: 3, change: 4, position: 5, chain: 'abc', away: '' }
    const text = encodeChannelCursor(made)
    expect(decodeChannelCursor(text, made.channelId)).toEqual(made)
    const parts = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const bad of [
      ...[
        '',
        'x',
        `${text}x`,
        text.slice(1),
        'é',
        '../..',
        'a'.repeat(600),
        parts([]),
        parts({}),
        parts(null),
        parts('c1'),
      ],
      ...[-1, 1.5, '3', null, 2 ** 60].map((seq) => parts(['c1', 'general', seq, 4, 5, 'abc', ''])),
      ...[
        parts(['c1', 'general', 3, 4, 5, 'abc']),
        parts(['c1', 'general', 3, 4, 5, 'abc', '', 1]),
        parts(['l1', 5, 'abc']),
      ],
      ...[parts(['c1', 'general', 3, 4, 5, 'x'.repeat(65), '']), parts(['c1', 'other', 3, 4, 5, 'abc', ''])],
    ]) {
      expect(() => decodeChannelCursor(bad, made.channelId), bad).toThrow(
        expect.objectContaining({ code: ErrorCode.Invalid, field: 'since' }) as Error,
      )
    }
  })
})
