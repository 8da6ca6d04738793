import '../../../client/app/all-words.ts'
import { describe, expect, it } from 'vitest'
import { ChatSpeaker } from '../../../client/components/chat/chat-speaker.ts'
import type { TimelineStore } from '../../../client/stores/timeline-store.ts'
import { aRidge, NIGHT, NOW, PUMP } from '../../../client/fixtures/ridge.ts'
import { channelDocument } from '../../../schema/documents.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox, handTimers } from '../stores/support.ts'

function open() {
  const ridge = aRidge()
  const stores = new Stores(ridge.device, aBox(), handTimers())
  const timers = handTimers()
  const said: string[] = []
  const alerts: string[] = []
  const voice = { announce: (text: string) => void said.push(text), alertNow: (text: string) => void alerts.push(text) }
  const speaker = new ChatSpeaker(timers, voice)
  const hear = (chatId: ChannelId = PUMP, isTold = false) => {
    const { messages, latest, isLoading }: TimelineStore['view'] = stores.timeline(chatId).view
    speaker.hear({ chatId, ...stateOf(chatId), isLoading, messages, latestSeq: latest?.seq ?? 0, isTold })
  }
  const stateOf = (chatId: ChannelId) => ({ readOnly: stores.chat(chatId).view.readOnly, now: ridge.device.now() })
  const write = (text: string) => stores.actions.send({ channelId: PUMP, text })
  hear()
  return { ...{ ridge, stores, device: ridge.device, timers, said, alerts, hear, write } }
}
const by = (user: number, text: string) => ({ by: user, ago: 0, text })

describe('what is said of the open chat', () => {
  it('[MG8] nothing of what was there, then who wrote what', () => {
    const { ridge, hear, said } = open()
    expect(said).toEqual([])
    ridge.say(PUMP, [by(2, 'Valve **4** is shut')])
    hear()
    hear()
    expect(said).toEqual(['Ana Sousa: Valve 4 is shut'])
  })

  it('[MG8] more than three within three seconds are counted', () => {
    const { ridge, hear, said, timers } = open()
    for (let i = 0; i < 5; i++) {
      ridge.say(PUMP, [by(2, `Reading ${i}`)])
      hear()
    }
    expect(said).toEqual(['Ana Sousa: Reading 0', 'Ana Sousa: Reading 1', 'Ana Sousa: Reading 2'])
    timers.advance(3_000)
    expect(said.slice(3)).toEqual(['5 new messages'])
    ridge.say(PUMP, [by(2, 'Later')])
    hear()
    expect(said.at(-1)).toBe('Ana Sousa: Later')
  })

  it('[MG8] three within the time are said; many at once only counted', () => {
    const { ridge, hear, said, timers } = open()
    ridge.say(PUMP, [by(2, 'a'), by(3, 'b'), by(4, 'c')])
    hear()
    timers.advance(3_000)
    expect(said).toHaveLength(3)
    ridge.say(
      PUMP,
      Array.from({ length: 40 }, (_, i) => by(2, `${i}`)),
    )
    hear()
    timers.advance(3_000)
    expect(said.slice(3)).toEqual(['40 new messages'])
  })

  it('[MG8] another chat begins anew, and takes nothing along', () => {
    const { ridge, hear, said, timers } = open()
    ridge.say(
      PUMP,
      Array.from({ length: 9 }, (_, i) => by(2, `${i}`)),
    )
    hear()
    hear(NIGHT)
    timers.advance(3_000)
    hear(PUMP)
    expect(said).toEqual([])
  })

  it('[MG8] own messages are told once when they are sent, together', async () => {
    const { device, hear, said, timers, write } = open()
    for (const text of ['one', 'two', 'three', 'four']) await write(text)
    hear()
    device.deliver()
    hear()
    hear()
    timers.advance(1_000)
    expect(said).toEqual(['Sent 4 messages'])
  })

  it('[MG8] what the strip told on coming back is not told again', async () => {
    const { device, hear, said, timers, write } = open()
    await write('one')
    hear()
    device.deliver()
    hear(PUMP, true)
    timers.advance(1_000)
    expect(said).toEqual([])
  })

  it('[UI72] that one was removed is an alert, once; that it was so when the chat was opened is none', () => {
    const { device, hear, alerts } = open()
    const removed = { role: 'none', by: 2, at: NOW } as const
    device.put(channelDocument(PUMP), 'members', String(device.userId), removed)
    hear()
    hear()
    expect(alerts).toEqual(['You were removed by Ana Sousa'])
    hear(NIGHT)
    hear(PUMP)
    hear(PUMP)
    expect(alerts).toHaveLength(1)
  })

  it('[UI72] who leaves by themselves is not alerted', () => {
    const { device, hear, alerts } = open()
    device.put(channelDocument(PUMP), 'members', String(device.userId), { role: 'none', by: device.userId, at: NOW })
    hear()
    expect(alerts).toEqual([])
  })
})
