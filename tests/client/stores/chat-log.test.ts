/** What happened to a chat, page by page through its volumes. */
import { describe, expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { logOfChat } from '../../../client/stores/chat-log.ts'
import { VolumeSource } from '../../../client/stores/volume-source.ts'
import { NIGHT, Ridge } from '../../../client/fixtures/ridge.ts'

const talk = (n: number) => Array.from({ length: n }, (_, i) => ({ by: 5, ago: 900 - i, text: `line ${i}` }))
const joined = (by: number, ago: number) => ({ by, ago, text: 'somebody has joined', system: true })

/** Three volumes; much was said since the last thing that happened. */
function aChat(): Ridge {
  const ridge = new Ridge()
    .withPeople()
    .withChannel(NIGHT, { kind: 'private', title: 'Night shift' }, { 1: 'owner', 5: 'member' })
  ridge.device.put(channelDocument(NIGHT), 'volumes', '1', { from: 4 })
  ridge.device.put(channelDocument(NIGHT), 'volumes', '2', { from: 300 })
  return ridge
    .say(NIGHT, [joined(2, 5_000), joined(3, 4_900), joined(4, 4_800)], 0)
    .say(NIGHT, [joined(6, 4_000), ...talk(200)], 1)
    .say(NIGHT, talk(300), 2)
}

async function logOf(ridge: Ridge, page: number) {
  let tell: () => void = () => undefined
  const first = new Promise<void>((resolve) => (tell = resolve))
  const source = new VolumeSource(ridge.device, NIGHT, logOfChat, page, () => tell())
  await first
  return source
}

const users = (source: Awaited<ReturnType<typeof logOf>>) => source.found.messages.map(({ event }) => event?.user)

describe('[AP91] the log of a chat', () => {
  it('is searched until a page is full, and brings more when asked', async () => {
    const source = await logOf(aChat(), 1)
    expect([users(source), source.found.hasMore]).toEqual([['ليلى حداد'], true])
    await source.more()
    expect(users(source)).toEqual(['ليلى حداد', 'Chi Nakamura', 'Ben Okafor', 'Ana Sousa'])
    await source.more()
    expect(source.found).toMatchObject({ hasMore: false, hasAbsent: false })
  })

  it('is empty only when everything was looked through, and says what is not on the device', async () => {
    const ridge = aChat()
    for (const volume of [0, 1]) ridge.device.setDocument(volumeDocument(NIGHT, volume), 'absent')
    for (const id of ridge.ids.get(NIGHT)!.slice(0, 3)) ridge.device.put(volumeDocument(NIGHT, 0), 'messages', id, null)
    ridge.device.setDocument(volumeDocument(NIGHT, 0), 'absent')
    const source = await logOf(ridge, 5)
    expect(source.found).toEqual({ messages: [], hasMore: false, hasAbsent: true })
  })

  it('leaves the window of the chat where it is', async () => {
    const ridge = aChat()
    await logOf(ridge, 5)
    expect(ridge.device.opens).toBe(0)
  })
})
