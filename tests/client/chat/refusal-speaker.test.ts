import '../../../client/app/all-words.ts'
import { describe, expect, it } from 'vitest'
import { RefusalSpeaker } from '../../../client/components/chat/refusal-speaker.ts'
import { NIGHT, PUMP } from '../../../client/fixtures/ridge.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { openStores } from '../stores/support.ts'

function open() {
  const { ridge, device, stores } = openStores()
  const alerts: string[] = []
  const speaker = new RefusalSpeaker((text) => void alerts.push(text))
  const hear = () => speaker.hear(stores.outbox.view.items)
  const refuse = () => {
    for (const { n } of device.outbox()) device.refuse(n, ErrorCode.Forbidden)
    hear()
  }
  return { ...{ ridge, device, stores, alerts, hear, refuse } }
}

describe('what was refused', () => {
  it('[UI71] is an alert with its reason, once, whatever chat is open', async () => {
    const { stores, alerts, hear, refuse } = open()
    await stores.actions.send({ channelId: NIGHT, text: 'one' })
    hear()
    refuse()
    hear()
    expect(alerts).toEqual(['Not sent: You can no longer post in Night shift'])
  })

  it('[UI71] much at one time is told as its number', async () => {
    const { stores, alerts, hear, refuse } = open()
    for (const text of ['one', 'two', 'three']) await stores.actions.send({ channelId: PUMP, text })
    hear()
    refuse()
    expect(alerts).toEqual(['3 messages were not sent'])
  })

  it('[UI141] calls what is not messages alone changes', async () => {
    const { stores, ridge, alerts, hear, refuse } = open()
    await stores.actions.send({ channelId: PUMP, text: 'one' })
    await stores.actions.edit(PUMP, ridge.ids.get(PUMP)![15]!, 'Mine')
    hear()
    refuse()
    expect(alerts).toEqual(['2 changes were not accepted'])
  })

  it('[UI71] before this page began is no news; what is refused again is', async () => {
    const { device, stores, alerts, hear, refuse } = open()
    await stores.actions.send({ channelId: PUMP, text: 'one' })
    refuse()
    expect(alerts).toEqual([])
    await stores.actions.retry(device.outbox()[0]!.n)
    hear()
    refuse()
    expect(alerts).toHaveLength(1)
  })
})
