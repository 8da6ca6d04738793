/** The files of a refused message go back to the composer: all of them, or none. */
import { expect, it } from 'vitest'
import { takeBack } from '../../../client/uploads/take-back.ts'
import { openStores } from '../stores/support.ts'
import { aFile, holdFiles, pump } from './support.ts'

it('[UI41] files that this device has not stay with their message', async () => {
  const { device, stores } = openStores()
  const mine = aFile({ key: 'mine', draft: null })
  const uploads = await holdFiles(device, mine)
  const drafts = () => uploads.files.map(({ draft }) => draft)
  expect(await takeBack(stores, pump, [mine.id, 'of-a-forward'])).toBe(false)
  expect(drafts()).toEqual([null])
  expect(await takeBack(stores, pump, [mine.id])).toBe(true)
  expect(drafts()).toEqual([pump])
})
