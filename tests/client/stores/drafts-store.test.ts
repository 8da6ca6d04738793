/** What somebody began to write: kept, found again, and ended by what it became. */
import { describe, expect, it } from 'vitest'
import { accountDocument } from '../../../schema/documents.ts'
import { aRidge, GENERAL } from '../../../client/fixtures/ridge.ts'
import { memoryBox } from '../../../client/stores/local-box.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { handTimers, openStores, slowDisk, watch } from './support.ts'

describe('drafts', () => {
  it('are kept 300 ms after the last keystroke', () => {
    const { stores, timers, device } = openStores()
    stores.drafts.set(GENERAL, 'H')
    timers.advance(200)
    stores.drafts.set(GENERAL, 'He')
    timers.advance(299)
    expect(device.outbox()).toEqual([])
    timers.advance(1)
    expect(device.outbox()).toMatchObject([{ root: 'drafts', key: GENERAL, value: 'He' }])
  })

  it('are put aside at once when the page goes, and found again by the next one', () => {
    const { stores, box, ridge } = openStores()
    stores.drafts.set(GENERAL, 'half a sen')
    void stores.drafts.flush()
    const next = new Stores(ridge.device, box, handTimers())
    expect(next.drafts.text(GENERAL)).toBe('half a sen')
  })

  it('end with the message they became', async () => {
    const { stores, timers, device } = openStores()
    stores.drafts.set(GENERAL, 'Hello')
    await stores.actions.send({ channelId: GENERAL, text: 'Hello' })
    timers.advance(1000)
    expect(stores.drafts.text(GENERAL)).toBe('')
    expect(device.outbox().map(({ root }) => root)).toEqual(['messages'])
  })

  it('end with the message they became, however slow the disk is', async () => {
    const { stores, timers, device } = openStores()
    const disk = slowDisk(device)
    stores.drafts.set(GENERAL, 'Hel')
    timers.advance(300)
    stores.drafts.set(GENERAL, 'Hello')
    const sending = stores.actions.send({ channelId: GENERAL, text: 'Hello' })
    // Longer than a pause in typing.
    timers.advance(1000)
    await disk.answerAll()
    await sending
    expect(stores.drafts.text(GENERAL)).toBe('')
    expect(device.view(accountDocument(device.userId)).get('drafts', GENERAL)).toBeUndefined()
  })

  it('that were begun while the last message was being kept go on', async () => {
    const { stores, timers, device } = openStores()
    const disk = slowDisk(device)
    stores.drafts.set(GENERAL, 'Hello')
    const sending = stores.actions.send({ channelId: GENERAL, text: 'Hello' })
    stores.drafts.set(GENERAL, 'and')
    await disk.answerAll()
    await sending
    expect(stores.drafts.text(GENERAL)).toBe('and')
    timers.advance(300)
    await disk.answerAll()
    expect(device.view(accountDocument(device.userId)).get('drafts', GENERAL)).toBe('and')
  })

  it('of a message that is being kept are not lost with the page', async () => {
    const { stores, box, ridge } = openStores()
    slowDisk(ridge.device)
    stores.drafts.set(GENERAL, 'Hello')
    void stores.actions.send({ channelId: GENERAL, text: 'Hello' })
    void stores.drafts.flush()
    expect(new Stores(ridge.device, box, handTimers()).drafts.text(GENERAL)).toBe('Hello')
  })

  it('of threads stay on this device', () => {
    const { stores, timers, device } = openStores()
    stores.drafts.set(`${GENERAL}/t/x`, 'reply')
    timers.advance(300)
    expect(device.outbox()).toEqual([])
    expect(stores.drafts.text(`${GENERAL}/t/x`)).toBe('reply')
  })

  describe('of a thread in two tabs', () => {
    const KEY = `${GENERAL}/t/x`

    function twoTabs() {
      const shared = memoryBox()
      const listeners: ((key: string | null) => void)[] = []
      /** A browser tells all tabs but the one that wrote. */
      const tab = () => {
        let own: unknown
        const { stores, timers } = openStores(aRidge(), {
          ...shared,
          setItem: (key, text) => {
            shared.setItem(key, text)
            listeners.forEach((listener) => listener !== own && listener(key))
          },
          removeItem: (key) => {
            shared.removeItem(key)
            listeners.forEach((listener) => listener !== own && listener(key))
          },
          listen: (listener) => void listeners.push((own = listener)),
        })
        const type = (text: string, isKept = true) => {
          stores.drafts.set(KEY, text)
          if (isKept) timers.advance(300)
        }
        return { drafts: stores.drafts, seen: watch(stores.drafts), type }
      }
      return [tab(), tab()] as const
    }

    it('[UI126] show in the other one as soon as they are kept, and end there too', () => {
      const [one, two] = twoTabs()
      one.type('I have one')
      expect([two.drafts.text(KEY), two.seen.calls]).toEqual(['I have one', 1])
      two.type('I have one in the shed')
      expect(one.drafts.text(KEY)).toBe('I have one in the shed')
      expect(one.drafts.begun()).toContain(KEY)
      one.type('')
      expect(two.drafts.text(KEY)).toBe('')
    })

    it('[UI126] never take away what is being typed', () => {
      const [one, two] = twoTabs()
      two.type('Mine', false)
      one.type('Theirs')
      expect(two.drafts.text(KEY)).toBe('Mine')
    })
  })
})
