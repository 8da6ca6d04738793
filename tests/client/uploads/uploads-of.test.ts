/** What a device shows of its files as the server goes out of touch and comes back. */
import { expect, it } from 'vitest'
import { aRidge } from '../../../client/fixtures/ridge.ts'
import { followTouch } from '../../../client/uploads/uploads-of.ts'
import { aFile, holdFiles } from './support.ts'

it('[UI201] a file that is on its way waits while the server is out of touch, with as many bytes', async () => {
  const { device } = aRidge()
  const [file, paused] = [aFile(), aFile({ isPaused: true })]
  const store = await holdFiles(device, file, paused)
  const stop = followTouch(device, store)
  const shown = () => store.view.files.map(({ state, sentBytes }) => [state, sentBytes])
  store.show({ key: file.key, sentBytes: 250, isChecking: false })
  const uploading = [
    ['uploading', 250],
    ['paused', 0],
  ]
  const waiting = [['waiting', 250], uploading[1]]
  expect(shown()).toEqual(uploading)
  device.setSync({ state: 'offline', sinceMs: 0, nextTryAtMs: null })
  expect(shown()).toEqual(waiting)
  store.show({ key: file.key, sentBytes: 250, isChecking: true })
  expect(shown()).toEqual(waiting)
  device.setSync({ state: 'connecting', sinceMs: 0 })
  expect(shown()).toEqual(waiting)
  store.show({ key: file.key, sentBytes: 250, isChecking: false })
  device.setSync({ state: 'live', sinceMs: 0 })
  expect(shown()).toEqual(uploading)
  stop()
  device.setSync({ state: 'offline', sinceMs: 0, nextTryAtMs: null })
  expect(shown()).toEqual(uploading)
})
