import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMentionBot } from '../../docs/bots/mention-bot.ts'
import { ulidFactory } from '../../schema/ids.ts'
import {
  freePort,
  PASSWORD,
  signUp,
  stockClient,
  until,
  type Account,
  type StockClient,
} from '../support/process-clients.ts'
import { processServer, type ProcessServer } from '../support/process-server.ts'

/** The smallest that settings allow. */
const VOLUME_MESSAGES = 16
const newId = ulidFactory(Date.now, Math.random)

interface Reply {
  readonly by: number
  readonly text: string
  readonly replyTo?: { readonly id: string }
}

describe('the bot of docs/bots.md', () => {
  let server: ProcessServer
  let ada: Account
  let bot: Account
  let stop: () => void
  const volumes: StockClient[] = []

  beforeAll(async () => {
    const settings = JSON.stringify({ volume_messages: VOLUME_MESSAGES })
    server = await processServer({
      env: { PORT: String(await freePort()) },
      prepare: (folder) => writeFileSync(join(folder, 'settings.json'), settings),
    })
    ada = await signUp(server.url, 'ada')
    bot = await signUp(server.url, 'helper')
    await openVolume(0)
    stop = await startBot()
  })

  afterAll(async () => {
    stop()
    volumes.forEach((volume) => volume.end())
    await server.remove()
  })

  const startBot = () =>
    startMentionBot({
      ...{ url: server.url, username: 'helper', password: PASSWORD, channel: 'general' },
      answer: (text) => `You said: ${text}`,
    })

  async function openVolume(n: number): Promise<void> {
    const volume = stockClient(server.url, `channel/general/${n}`, ada)
    volumes[n] = volume
    await until(() => volume.provider.synced, `volume ${n}`)
  }

  async function post(n: number, text: string): Promise<string> {
    const id = newId()
    volumes[n]?.messages().set(id, { by: ada.userId, text })
    await until(() => volumes[n]?.stamps().has(id) === true, 'the stamp')
    return id
  }

  const repliesTo = (id: string): Reply[] =>
    volumes.flatMap((volume) => [...volume.messages().values()] as Reply[]).filter(({ replyTo }) => replyTo?.id === id)
  const hasReacted = (n: number, id: string) =>
    volumes[n]?.doc.getMap('reactions').has(`${id}/thumbsup/${bot.userId}`) === true

  it('answers a mention with a message and a reaction', async () => {
    const id = await post(0, 'hello @helper')
    await until(() => repliesTo(id).length === 1 && hasReacted(0, id), 'the answer')
    expect(repliesTo(id)).toEqual([{ by: bot.userId, text: 'You said: hello @helper', replyTo: { id } }])
  })

  it('stays silent when nobody mentions it', async () => {
    const id = await post(0, 'hello everybody')
    const later = await post(0, '@helper are you there?')
    await until(() => repliesTo(later).length === 1, 'the answer to the later one')
    expect(repliesTo(id)).toEqual([])
  })

  it('moves on with the channel: an answer to the message that seals a volume goes to the next one', async () => {
    const count = () => volumes[0]?.messages().size ?? 0
    while (count() < VOLUME_MESSAGES - 1) await post(0, 'filling')
    const id = await post(0, 'the last one, @helper')
    await openVolume(1)
    await until(() => repliesTo(id).length === 1 && hasReacted(0, id), 'the answer in the next volume')
    expect([...(volumes[1]?.messages().values() ?? [])]).toContainEqual(expect.objectContaining({ replyTo: { id } }))
    const next = await post(1, '@helper and here?')
    await until(() => repliesTo(next).length === 1, 'an answer in the newest volume')
  })

  it('is there again after the server was killed, and answers nothing twice', async () => {
    const before = volumes.flatMap((volume) => [...volume.messages().keys()]).length
    await server.kill()
    await server.start()
    const id = await post(1, 'still there, @helper?')
    await until(() => repliesTo(id).length === 1, 'the answer')
    stop()
    stop = await startBot()
    const again = await post(1, '@helper once more')
    await until(() => repliesTo(again).length === 1, 'the answer of the restarted bot')
    expect(volumes.flatMap((volume) => [...volume.messages().keys()]).length).toBe(before + 4)
  })
})
