/** What a chat has on this device, as it is told while files come. */
import { expect, it } from 'vitest'
import { ChatFactStore, type ChatFact } from '../../../client/storage/chat-fact-store.ts'
import type { MediaPort } from '../../../client/storage/ports.ts'
import { ValueStore } from '../../../client/stores/store.ts'
import { watch } from '../stores/support.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

function open() {
  const usage = new ValueStore({ files: 0 })
  const counting: ((missing: number) => void)[] = []
  const count = () =>
    new Promise<ChatFact>((told) => {
      counting.push((missingFiles) => told({ missingFiles } as ChatFact))
    })
  const media = { onUsage: (told: () => void) => usage.subscribe(told) } as MediaPort
  const store = new ChatFactStore(count, () => Promise.resolve(media))
  const missing = () => store.view?.missingFiles
  return { store, missing, counting, came: (files: number) => usage.set({ files }) }
}

it('[UI243] follows files that come while somebody looks', async () => {
  const { store, missing, counting, came } = open()
  const { stop } = watch(store)
  void store.count()
  counting[0]!(3)
  await soon()
  expect(missing()).toBe(3)
  came(1)
  counting[1]!(2)
  await soon()
  expect(missing()).toBe(2)
  stop()
  came(2)
  expect(counting).toHaveLength(2)
})

it('[UI243] counts one at a time, and once more for all that came meanwhile', async () => {
  const { store, missing, counting, came } = open()
  watch(store)
  void store.count()
  await soon()
  for (const files of [1, 2, 3]) came(files)
  expect(counting).toHaveLength(1)
  counting[0]!(3)
  await soon()
  expect(counting).toHaveLength(2)
  counting[1]!(0)
  await soon()
  expect([missing(), counting.length]).toEqual([0, 2])
})

it('[UI243] who looks away before the files can be followed leaves nothing behind', async () => {
  const { store, counting, came } = open()
  watch(store).stop()
  await soon()
  came(1)
  expect(counting).toEqual([])
})

it('[OS42] where files cannot be followed it is counted all the same', async () => {
  const store = new ChatFactStore(
    () => Promise.resolve({ missingFiles: 1 } as ChatFact),
    () => Promise.reject(new Error('no media here')),
  )
  watch(store)
  await store.count()
  expect(store.view?.missingFiles).toBe(1)
})
