import { afterAll, beforeAll, expect, it } from 'vitest'
import '../../../client/app/all-words.ts'
import { setLocale } from '../../../client/app/text.ts'
import { nameOf } from '../../../client/components/chat/unsent-words.ts'
import { savedChannelId } from '../../../schema/ids.ts'
import { openStores } from '../stores/support.ts'

beforeAll(() => setLocale('es'))
afterAll(() => setLocale('en'))

it('[UI97] what is unsent in one’s saved messages names them in the reader’s language', async () => {
  const { stores, device } = openStores()
  await stores.actions.send({ channelId: savedChannelId(device.userId), text: 'Pump 2: 3.1 bar' })
  const [item] = stores.outbox.view.items
  expect(nameOf(item!)).toBe('Mensaje, Mensajes guardados, Pump 2: 3.1 bar')
})
