import { describe, expect, it } from 'vitest'
import { editMessage } from '../../../sync-server/commands/edit-message.ts'
import { toggleReaction } from '../../../sync-server/commands/toggle-reaction.ts'
import { KEPT_MESSAGES, KeptMessages } from '../../../sync-server/queries/kept-messages.ts'
import { listMessages } from '../../../sync-server/queries/list-messages.ts'
import { channelOf } from '../../../schema/rules/channel.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { randomTalk } from '../../support/random-talk.ts'
import { ada, aTalk, bo, GENERAL } from '../support/a-talk.ts'

describe('the end of a channel in memory', () => {
  it.each([1, 2, 3])('[CQ5] is what is stored, after every step of the random history %i', async (seed) => {
    const h = coreHarness({ seed, settings: { volumeMessages: 4 } })
    const deps = commandDeps(h)
    const talk = randomTalk(h, deps)
    for (let n = 0; n < 120; n++) {
      await talk.step()
      for (const channelId of talk.channels)
        expect(deps.keptMessages.newest(deps, channelId)).toEqual(deps.messages.newestOf(channelId, KEPT_MESSAGES))
    }
  })

  it('[CQ5] is read once, until something in it changes', async () => {
    const { deps, say } = await aTalk()
    const message = await say(ada, GENERAL, 'first')
    const newest = () => deps.keptMessages.newest(deps, GENERAL)
    const first = newest()
    expect(newest()).toBe(first)
    await toggleReaction(deps, bo, { id: message.id, reaction: '👍' })
    expect(newest()).not.toBe(first)
    await editMessage(deps, ada, { id: message.id, text: 'second' })
    expect(newest()).toMatchObject([{ text: 'second' }])
  })

  it('[CQ1] [CQ5] goes on behind what is kept', async () => {
    const { deps, say } = await aTalk()
    const said: string[] = []
    for (let n = 0; n < KEPT_MESSAGES + 20; n++) said.unshift((await say(ada, GENERAL, `${n}`)).text as string)
    const channel = channelOf(deps.world(), GENERAL)!
    const texts = (limit: number) => listMessages(deps, bo, { channel, limit }).map(({ text }) => text)
    expect(texts(KEPT_MESSAGES)).toEqual(said.slice(0, KEPT_MESSAGES))
    expect(texts(KEPT_MESSAGES + 10)).toEqual(said.slice(0, KEPT_MESSAGES + 10))
  })

  it('[CQ5] is kept of those asked last, as far as there is room', async () => {
    const { deps, say, channel } = await aTalk()
    const kept = new KeptMessages(2_000)
    const rooms = [await channel([ada, bo]), await channel([ada, bo]), await channel([ada, bo])].map(({ id }) => id)
    for (const id of rooms) await say(ada, id, 'x'.repeat(400))
    const [first, second, third] = rooms.map((id) => () => kept.newest(deps, id))
    const [one, two] = [first!(), second!()]
    expect([first!(), second!()]).toEqual([one, two])
    expect(first!()).toBe(one)
    third!()
    expect(first!()).toBe(one)
    expect(second!()).not.toBe(two)
  })
})
