import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { deleteUploads, openUploadDisk } from '../../../client/uploads/upload-idb.ts'
import { UploadsStore } from '../../../client/uploads/uploads-store.ts'
import type { TabChannel } from '../../../client/sync/environment.ts'
import { aFile } from './support.ts'

let user = 100
const someone = () => ++user as UserId
const bytes = new Blob(['rope'], { type: 'text/plain' })

/** Tabs of one device. */
function someTabs(userId: UserId) {
  const listeners = new Set<(message: unknown) => void>()
  const tab = () => {
    let mine: (message: unknown) => void = () => {}
    const channel: TabChannel = {
      post: (message) => [...listeners].filter((one) => one !== mine).forEach((one) => one(message)),
      listen(listener) {
        listeners.add((mine = listener))
        return () => listeners.delete(listener)
      },
      close: () => listeners.delete(mine),
    }
    const wishes = { get: () => ({ holdsBig: false }), set: () => {} }
    return new UploadsStore(
      openUploadDisk(userId),
      channel,
      wishes,
      () => {},
      (what) => expect.fail(what),
    )
  }
  return { tab }
}

describe('waiting files on disk', () => {
  it('[UQ10] are there after a restart, with their bytes and how far they came', async () => {
    const me = someone()
    const file = aFile()
    const before = someTabs(me).tab()
    await before.add(file, { original: bytes })
    await before.change(file.key, (one) => ({ ...one, sentBytes: 400 }))
    const after = someTabs(me).tab()
    await after.reload()
    expect(after.files).toEqual([{ ...file, sentBytes: 400 }])
    expect(await (await after.localFile(file.id))?.text()).toBe('rope')
    expect(after.view.files[0]).toMatchObject({ name: `${file.key}.jpg`, sentBytes: 400, state: 'waiting' })
  })

  it('[UQ10] show in every tab, with what is on its way', async () => {
    const tabs = someTabs(someone())
    const [one, other] = [tabs.tab(), tabs.tab()]
    const file = aFile()
    await one.add(file, { original: bytes })
    await expect.poll(() => other.inDraft(file.draft!)).toHaveLength(1)
    one.show({ key: file.key, sentBytes: 250, isChecking: false })
    expect(other.ofFile(file.id)).toMatchObject({ state: 'uploading', sentBytes: 250 })
  })

  it('[UQ20] leave nothing behind', async () => {
    const me = someone()
    const store = someTabs(me).tab()
    const file = aFile()
    await store.add(file, { original: bytes })
    await store.remove([file])
    expect([store.view.files, await store.blob(file)]).toEqual([[], null])
    store.stop()
    await deleteUploads(me)
  })
})
