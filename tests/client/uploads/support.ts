/** Waiting files, a disk in memory, and a server that answers when a test says so. */
import type { ChannelId } from '../../../schema/ids.ts'
import type { Intent, Queue } from '../../../client/sync/intent.ts'
import type { Device } from '../../../client/sync/device.ts'
import type { Failure, SendFile, SendHandlers, Transport } from '../../../client/uploads/transport.ts'
import { useUploads } from '../../../client/uploads/uploads-of.ts'
import { UploadsStore } from '../../../client/uploads/uploads-store.ts'
import type { Measures, WaitingFile } from '../../../client/uploads/waiting-file.ts'

export const pump = '01ARZ3NDEKTSV4RRFFQ69G5FAV' as ChannelId
export const ridge = '01ARZ3NDEKTSV4RRFFQ69G5FAW' as ChannelId

let count = 0

export function aFile(more: Partial<WaitingFile> & { readonly bytes?: number } = {}): WaitingFile {
  const { bytes = 1_000, ...rest } = more
  const key = rest.key ?? `key-${++count}`
  return {
    ...{ key, id: `id-of-${key}`, chat: pump, draft: pump, place: ++count, variant: 'original' },
    sizes: { original: { name: `${key}.jpg`, type: 'image/jpeg', bytes } },
    ...{ isPaused: false, goesAnyway: false, begun: false, sentBytes: 0, ready: null, refusal: null, isAgain: false },
    ...rest,
  }
}

/** A new message that waits for these files. */
export function aMessage(n: number, files: readonly WaitingFile[], more: Partial<Intent> = {}): Intent {
  const value = { by: 1, text: `message ${n}`, files: files.map(({ id, sizes }) => ({ id, ...sizes.original })) }
  return {
    ...{ n, doc: `channel/${pump}`, root: 'messages', key: `01ARZ3NDEKTSV4RRFFQ69G5F${String(n).padStart(2, '0')}` },
    ...{ value: value, base: null, at: 0, rev: 0, sent: false },
    ...(files.length > 0 ? { awaits: files.map(({ id }) => id) } : {}),
    ...more,
  }
}

export function aQueue(...intents: Intent[]): Queue {
  return { intents, nextN: intents.length + 1, revision: 0 }
}

export interface Sending extends SendHandlers {
  readonly file: SendFile
  readonly isStopped: boolean
}

/** What is on its way, oldest first; `finish` asks what `made` says. */
export function aTransport() {
  const sendings: Sending[] = []
  const made = new Map<string, Failure | Measures>()
  const transport: Transport = {
    send(file, handlers) {
      const sending = { ...handlers, file, isStopped: false }
      sendings.push(sending)
      return () => void (sending.isStopped = true)
    },
    async finish(id) {
      const answer = made.get(id)
      if (answer && 'kind' in answer) return answer
      return { id, ...(answer ?? { name: 'made.jpg', type: 'image/jpeg', bytes: 900 }) }
    },
    limit: async () => null,
  }
  return {
    transport,
    sendings,
    made,
    /** Those that were neither stopped nor answered. */
    going: () => sendings.filter(({ isStopped }) => !isStopped).map(({ file }) => file.id),
    last: () => sendings.at(-1)!,
  }
}

/** These wait on a device, on a disk in memory. */
export async function holdFiles(device: Device, ...files: readonly WaitingFile[]): Promise<UploadsStore> {
  const disk = new Map(files.map((file) => [file.key, file]))
  const store = new UploadsStore(
    {
      load: async () => [...disk.values()],
      add: async (file) => void disk.set(file.key, file),
      async change(key, step) {
        const file = disk.get(key)
        if (file) disk.set(key, step(file))
        return disk.get(key) ?? null
      },
      addVariant: async () => {},
      blob: async () => null,
      remove: async (keys) => keys.forEach((key) => disk.delete(key)),
      close: () => {},
    },
    { post: () => {}, listen: () => () => {}, close: () => {} },
    { get: () => ({ holdsBig: false }), set: () => {} },
    () => {},
    () => {},
  )
  await store.reload()
  useUploads(device, store)
  return store
}
