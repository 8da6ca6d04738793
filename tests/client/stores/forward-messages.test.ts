import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, DIRECTORY } from '../../../schema/documents.ts'
import { savedChannelId, type ChannelId, type UserId } from '../../../schema/ids.ts'
import {
  aRidge,
  GENERAL,
  ME,
  NIGHT,
  NOTICES,
  NOW,
  PUMP,
  SHIFTS,
  WITH_ANA,
  WITH_BEN,
} from '../../../client/fixtures/ridge.ts'
import { forwardHindrance, forwardMessages } from '../../../client/stores/forward-messages.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox, handTimers } from './support.ts'

function open() {
  const ridge = aRidge()
  return { ridge, device: ridge.device, stores: new Stores(ridge.device, aBox(), handTimers()) }
}
const texts = (stores: Stores, chat: ChannelId) => stores.timeline(chat).view.messages.map(({ text }) => text)

describe('forwarding', () => {
  it('[MG1] goes to every chosen chat in order, a note before, without a network', async () => {
    const { ridge, device, stores } = open()
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    const pump = ridge.ids.get(PUMP)!
    await forwardMessages(device, {
      from: PUMP,
      messages: [pump[11]!, pump[12]!],
      targets: [NIGHT, WITH_BEN],
      note: ' See: ',
    })
    const sent = ['See:', 'Valve 4 checked.', 'Pressure holds at 3.6 bar since 08:30.']
    expect(texts(stores, NIGHT).slice(-3)).toEqual(sent)
    expect(texts(stores, WITH_BEN).slice(-3)).toEqual(sent)
    expect(stores.drafts.text(WITH_ANA)).not.toBe('')
  })

  it('[MG1] tells where nothing may be posted, and why', () => {
    const { device } = open()
    device.put(accountDocument(device.userId), 'blocks', '2', 1)
    device.put(DIRECTORY, 'users', '3', { username: 'ben', deletedAt: NOW })
    device.put(channelDocument(NIGHT), 'members', String(ME), { role: 'none', by: 5 })
    device.put(accountDocument(device.userId), 'memberships', NIGHT, null)
    const why = [GENERAL, PUMP, savedChannelId(ME as UserId), NOTICES, WITH_ANA, WITH_BEN, NIGHT, SHIFTS].map((chat) =>
      forwardHindrance(device, chat),
    )
    expect(why).toEqual([null, null, null, 'admins-only', 'blocked', 'gone', 'left', 'left'])
  })

  it('[MG2] leads to the chat it came from where one may read that, and tells whose it was', async () => {
    const { ridge, device, stores } = open()
    const original = ridge.ids.get(PUMP)![11]!
    await forwardMessages(device, { from: PUMP, messages: [original], targets: [NIGHT], note: '' })
    const quote = () => stores.timeline(NIGHT).view.messages.at(-1)!.forwardedFrom!
    expect(quote()).toMatchObject({
      id: original,
      author: { name: 'Ana Sousa' },
      from: { channelId: PUMP, title: 'pump-crew' },
    })
    device.put(channelDocument(PUMP), 'members', String(ME), { role: 'none', by: 2 })
    device.put(accountDocument(device.userId), 'memberships', PUMP, null)
    expect(quote()).toMatchObject({ author: { name: 'Ana Sousa' }, from: null })
  })

  it('[MG1] saving a message keeps its files', async () => {
    const { device, stores } = open()
    const file = { id: 'f', name: 'plan.pdf', type: 'application/pdf', bytes: 9 }
    await stores.actions.send({ channelId: PUMP, text: '', type: 'file', files: [file] })
    device.deliver()
    const { id } = stores.timeline(PUMP).view.messages.at(-1)!
    await stores.actions.save(PUMP, id as never)
    expect(stores.timeline(savedChannelId(ME as UserId)).view.messages.at(-1)?.files).toEqual([file])
  })
})
