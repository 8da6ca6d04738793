/** Long pasted texts that wait for an answer: across pages, tabs and a full disk. */
import { describe, expect, it } from 'vitest'
import { aRidge, GENERAL } from '../../../client/fixtures/ridge.ts'
import { isOfAccount } from '../../../client/storage/leave-device.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox, handTimers, openStores, watch } from './support.ts'

const LOG = 'x'.repeat(4_001)

describe('[MG32] a pasted text that waits', () => {
  it('is there after a reload, until it has its answer', () => {
    const { stores, device, box } = openStores()
    const again = () => new Stores(device, box, handTimers()).drafts.pasted
    stores.drafts.pasted.keep(GENERAL, LOG)
    stores.drafts.pasted.keep(`${GENERAL}/t/x`, 'in the thread')
    expect([...again().view]).toEqual([
      [GENERAL, LOG],
      [`${GENERAL}/t/x`, 'in the thread'],
    ])
    expect(stores.drafts.text(GENERAL)).toBe('')
    stores.drafts.pasted.keep(GENERAL, '')
    expect(again().text(GENERAL)).toBe('')
  })

  it('leaves the device with its account', () => {
    const { stores, device, box } = openStores()
    stores.drafts.pasted.keep(GENERAL, LOG)
    expect(box.keys().map((name) => isOfAccount(name, device.userId))).toEqual([true])
  })

  it('is told to whoever shows it, and ends in another tab too', () => {
    const box = aBox()
    let hear: (key: string | null) => void = () => {}
    const { stores } = openStores(aRidge(), { ...box, listen: (listener) => void (hear = listener) })
    const seen = watch(stores.drafts)
    stores.drafts.pasted.keep(GENERAL, LOG)
    expect(seen.calls).toBe(1)
    for (const name of box.keys()) box.removeItem(name)
    hear(null)
    expect([stores.drafts.pasted.text(GENERAL), seen.calls]).toEqual(['', 2])
  })

  it('waits as long as the page where the browser has no room, and that is told', () => {
    const box = aBox()
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    const { stores } = openStores(aRidge(), { ...box, setItem: full })
    expect(() => stores.drafts.pasted.keep(GENERAL, LOG)).toThrow(expect.objectContaining({ code: 'storage_failed' }))
    expect(stores.drafts.pasted.text(GENERAL)).toBe(LOG)
    expect(stores.drafts.has(GENERAL)).toBe(true)
    stores.drafts.pasted.keep(GENERAL, '')
    expect(stores.drafts.pasted.text(GENERAL)).toBe('')
  })
})
