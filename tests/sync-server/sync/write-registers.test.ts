import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument } from '../../../schema/documents.ts'
import { postMessage } from '../../../schema/edits/post-message.ts'
import type { RegisterWrite } from '../../../schema/edits/register-write.ts'
import { setContact } from '../../../schema/edits/set-contact.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import type { ChannelId, MessageId, UserId } from '../../../schema/ids.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { commandDeps } from '../../support/command-deps.ts'

const ada = 1 as UserId
const bo = 2 as UserId
const GENERAL = 'general' as ChannelId

function aServer(options: Parameters<typeof coreHarness>[0] = {}) {
  const h = coreHarness(options)
  h.addUser(ada, 'ada', true)
  h.addUser(bo, 'bo')
  const deps = commandDeps(h)
  const write = (userId: UserId, writes: readonly RegisterWrite[]) =>
    deps.runInCommit((tx) => tx.write({ userId }, writes))
  const message = (text: string, by = ada) => {
    const messageId = h.newId() as MessageId
    return postMessage(deps.world(), by, { channelId: GENERAL, messageId, text })
  }
  return { h, deps, write, message }
}

describe('register writes of a command', () => {
  it('[AD10] are stamped, stored and relayed like a synced update', async () => {
    const { h, deps, write, message } = aServer()
    const peer = h.connect(bo)
    const [wanted] = message('from a command') as [RegisterWrite]
    await write(ada, [wanted])
    const replica = peer.replica('channel/general/0')
    expect(replica.getMap('messages').get(wanted.key)).toEqual({ by: ada, text: 'from a command' })
    expect(replica.getMap('stamps').get(wanted.key)).toMatchObject({ seq: 1, id: 1 })
    expect(deps.messages.byId(1)).toMatchObject({ messageId: wanted.key, text: 'from a command', seq: 1 })
  })

  it('[AD11] are all refused when one of them breaks a rule, with its code, and nothing is left', async () => {
    const { h, deps, write, message } = aServer()
    const head = h.core.deps.log.head().position
    const forged = { doc: channelDocument(GENERAL), root: 'messages', key: h.newId(), value: { by: bo, text: 'x' } }
    await expect(write(ada, [...message('sound'), forged])).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    const foreign = { doc: accountDocument(bo), root: 'contacts', key: '1', value: 1 }
    const own = setContact(deps.world(), ada, { userId: bo, isContact: true })
    await expect(write(ada, [...own, foreign])).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    expect(h.core.deps.log.head().position).toBe(head)
    expect(deps.world().registers(accountDocument(ada)).get('contacts', '2')).toBeUndefined()
  })

  it('[AD11] leave the others of the same commit alone when refused', async () => {
    const { h, deps, message } = aServer()
    const sound = message('sound')
    const outcomes = Promise.allSettled([
      h.core.runInCommit((tx) => tx.write({ userId: ada }, sound)),
      h.core.runInCommit((tx) => tx.write({ userId: bo }, sound)),
    ])
    h.clock.turn()
    const [first, second] = await outcomes
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected'])
    expect(deps.messages.find(GENERAL, (sound[0] as RegisterWrite).key)).toMatchObject({ by: ada, seq: 1 })
  })

  it('[AD12] count in the writer’s minute, and are told when to come again', async () => {
    const { h, write, message } = aServer({ messagesPerMinute: 2 })
    await write(ada, message('one'))
    await write(ada, message('two'))
    await expect(write(ada, message('three'))).rejects.toMatchObject({ code: ErrorCode.Rate, retryAfterSeconds: 40 })
    await write(bo, message('another’s', bo))
    h.clock.advance(40_000)
    await write(ada, message('four'))
  })

  it('[AD12] are refused together where there is no room for all, and then none of them counts', async () => {
    const { write, message } = aServer({ messagesPerMinute: 2 })
    await write(ada, message('one'))
    const saved = { ...(message('kept')[0] as RegisterWrite), doc: channelDocument('saved-1' as ChannelId) }
    await expect(write(ada, [saved, ...message('two')])).rejects.toMatchObject({ code: ErrorCode.Rate })
    await write(ada, message('two'))
  })
})
