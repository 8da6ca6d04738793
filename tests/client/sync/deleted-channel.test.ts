/** The real device core and the real server: a channel's owner deletes it while some are here and some are away. */
import { expect, it } from 'vitest'
import type { Device } from '../../../client/sync/device.ts'
import { accountDocument, channelDocument, DIRECTORY } from '../../../schema/documents.ts'
import { deleteChannel } from '../../../schema/edits/delete-channel.ts'
import { foundChannel } from '../../../schema/edits/found-channel.ts'
import { postMessage } from '../../../schema/edits/post-message.ts'
import type { ChannelId, MessageId, UserId } from '../../../schema/ids.ts'
import { projectChannel } from '../../../schema/projection/project-channel.ts'
import { projectChats } from '../../../schema/projection/project-chats.ts'
import type { FOUNDED_KINDS } from '../../../schema/registers/meta.ts'
import { seededRandom, START_MS } from '../../support/core-harness.ts'
import { SimDevice } from '../../support/simulation/sim-device.ts'
import type { SimNetwork } from '../../support/simulation/sim-link.ts'
import { SimServer, simSettings } from '../../support/simulation/sim-server.ts'
import { SimTime } from '../../support/simulation/sim-time.ts'

const [ADA, BO] = [1, 2] as UserId[] as [UserId, UserId]

/** Ada's device, and two of Bo's, one of which is away when the channel is deleted. */
async function aChannelOfTwo(kind: (typeof FOUNDED_KINDS)[number]) {
  const time = new SimTime(START_MS)
  const random = seededRandom(1)
  const network: SimNetwork = { time, random, maxDelayMs: 20, sent: 0 }
  const server = new SimServer(time, random, simSettings(100))
  server.start()
  server.addUser(ADA, 'ada', true)
  server.addUser(BO, 'bo', false)
  const all = [ADA, BO, BO].map((user, i) => new SimDevice(`device ${i}`, user, network, () => server))
  for (const device of all) device.openTab()
  await time.advance(2_000)
  const [ada, here, away] = all as [SimDevice, SimDevice, SimDevice]
  const channelId = tab(ada).newId() as ChannelId
  const members = kind === 'public' ? [] : [BO]
  await tab(ada).write(foundChannel(tab(ada).world(), ADA, { channelId, kind, title: 'ridge', members }))
  await time.advance(2_000)
  await say(tab(here), channelId, 'hello')
  await time.advance(2_000)
  for (const device of [here, away]) expect(listed(tab(device))).toContain(channelId)
  return { time, channelId, ada, here, away }
}

const tab = (device: SimDevice): Device => device.devices()[0] as Device
const say = (device: Device, channelId: ChannelId, text: string) => {
  const messageId = device.newId() as MessageId
  return device.write(postMessage(device.world(), device.userId, { channelId, messageId, text }))
}
const listed = (device: Device) => projectChats(device.world(), device.userId).map(({ id }) => id)

it.each(['private', 'public'] as const)('[MB23] a deleted channel is over on every device (%s)', async (kind) => {
  const { time, channelId, ada, here, away } = await aChannelOfTwo(kind)
  away.isOnline = false
  away.cut(false)
  await time.advance(1_000)
  await say(tab(away), channelId, 'written on the ridge')
  await tab(ada).write(deleteChannel(tab(ada).world(), ADA, { channelId }))
  await time.advance(5_000)
  for (const device of [ada, here].map(tab)) {
    expect(listed(device)).not.toContain(channelId)
    expect(projectChannel(device.world(), channelId, device.userId)).toMatchObject({ role: 'none', canPost: false })
  }
  expect(tab(ada).outbox()).toEqual([])

  away.isOnline = true
  await time.advance(60_000)
  const back = tab(away)
  for (const doc of [DIRECTORY, accountDocument(BO), channelDocument(channelId)]) back.view(doc)
  await time.advance(60_000)
  expect(back.status().sync.state).toBe('live')
  expect(listed(back)).not.toContain(channelId)
  expect(projectChannel(back.world(), channelId, BO)).toMatchObject({ role: 'none', canPost: false })
  expect(back.outbox()).toMatchObject([{ state: 'refused', value: { text: 'written on the ridge' } }])
})
