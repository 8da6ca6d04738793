import { afterEach, expect, it, vi } from 'vitest'
import { PUMP } from '../../../client/fixtures/ridge.ts'
import { keepSettingsOf } from '../../../client/storage/keep-settings.ts'
import { attachFile } from '../../../client/uploads/attach.ts'
import { uploadsOf } from '../../../client/uploads/uploads-of.ts'
import { openStores } from '../stores/support.ts'

afterEach(() => vi.unstubAllGlobals())

/** A browser that makes 100,000 bytes of every picture. */
function canShrink(connection: { readonly saveData: boolean }): void {
  vi.stubGlobal('navigator', { connection })
  vi.stubGlobal('createImageBitmap', async () => ({ width: 3_000, height: 2_000, close: () => undefined }))
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({ fillRect: () => undefined, drawImage: () => undefined })
      convertToBlob = async () => new Blob([new Uint8Array(100_000)], { type: 'image/jpeg' })
    },
  )
}

it.each([
  ['original', { saveData: false, isSaving: false }],
  ['smaller', { saveData: true, isSaving: false }],
  ['smaller', { saveData: false, isSaving: true }],
] as const)(
  "[UQ18] the %s one is chosen where the browser's and Cairn's own data saver say %o",
  async (variant, saver) => {
    canShrink(saver)
    const { stores, device } = openStores()
    keepSettingsOf(device).change({ isSaving: saver.isSaving })
    // The rows alone: no disk.
    const add = vi.spyOn(uploadsOf(device), 'add').mockResolvedValue()
    const blob = new Blob([new Uint8Array(400_000)], { type: 'image/jpeg' })
    await attachFile(stores, PUMP, { blob, name: 'valve.jpg' })
    const file = add.mock.lastCall?.[0]
    expect(file?.variant).toBe(variant)
    expect(file?.sizes.smaller?.bytes).toBe(100_000)
  },
)
