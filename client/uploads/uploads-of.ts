/** The files that a device has waiting: one store a tab, and the uploader in the tab that has the lock. Begun at first use. */
import { storageFailure } from '../persistence/storage-failure.ts'
import { isInTouch } from '../stores/is-in-touch.ts'
import { localBox } from '../stores/local-box.ts'
import { once } from '../stores/once.ts'
import type { Device } from '../sync/device.ts'
import type { TabChannel } from '../sync/environment.ts'
import { coreOf } from '../storage/core-of.ts'
import type { UploadDisk } from './upload-disk.ts'
import type { Uploader } from './uploader.ts'
import { UploadsStore } from './uploads-store.ts'
import type { WaitingFile } from './waiting-file.ts'
import { uploadWishes } from './upload-wishes.ts'
import { openUploadDisk } from './upload-idb.ts'

const made = new WeakMap<Device, UploadsStore>()

export function uploadsOf(device: Device): UploadsStore {
  return once(made, device, () => begin(device))
}

/** For tests and fixtures, which bring their own. */
export function useUploads(device: Device, store: UploadsStore): void {
  made.set(device, store)
}

function begin(device: Device): UploadsStore {
  const { userId } = device
  const core = coreOf(device)
  const wishes = uploadWishes(userId, localBox())
  let uploader: Uploader | null = null
  const report = (what: string, cause?: unknown) => core?.report(what, cause)
  const disk = core ? openUploadDisk(userId) : NO_DISK
  const channel = core ? tabChannel(`cairn-uploads-${userId}`) : NO_CHANNEL
  const store = new UploadsStore(disk, channel, wishes, () => uploader?.look(), report)
  const stops = [followTouch(device, store)]
  if (!core) return store

  let isStopped = false
  store.reload().catch((cause: unknown) => report('load uploads', cause))
  lead().catch((cause: unknown) => report('upload', cause))
  const stop = device.stop.bind(device)
  device.stop = async () => {
    // Signing out and another tab's word of it may both end the device.
    if (isStopped) return stop()
    isStopped = true
    for (const end of stops) end()
    await uploader?.stop()
    store.stop()
    await stop()
  }
  return store

  async function lead(): Promise<void> {
    const release = await core!.env.lock.acquire(`cairn-uploads-${userId}`)
    if (isStopped) return release()
    stops.push(release)
    const [{ createUploader }, { tusTransport }] = await Promise.all([
      import('./uploader.ts'),
      import('./tus-transport.ts'),
    ])
    if (isStopped) return
    const transport = tusTransport(() => core!.env.now())
    const askLimit = async (): Promise<number> => {
      const bytes = await transport.limit()
      if (bytes !== null) wishes.setLimit(bytes)
      return wishes.limitBytes()
    }
    uploader = createUploader({
      ...{ outbox: core!.outbox, transport, report },
      files: () => store.files,
      change: (key, step) => store.change(key, step),
      blob: (file) => store.blob(file),
      remove: async (files) => {
        for (const file of files) await adopt(device, store, file).catch((cause: unknown) => report('adopt', cause))
        await store.remove(files)
      },
      reload: () => store.reload(),
      wishes: () => wishes.get(),
      limitBytes: askLimit,
      isLive: () => isInTouch(device),
      show: (active) => store.show(active),
      now: () => core!.env.now(),
      random: () => core!.env.random(),
      schedule: (ms, run) => core!.env.schedule(ms, run),
    })
    stops.push(core!.outbox.listen(() => uploader?.look()))
    let wasLive = false
    const connection = () => {
      const now = isInTouch(device)
      if (now && !wasLive) {
        uploader?.live()
        void askLimit()
      }
      wasLive = now
    }
    stops.push(device.onStatus(connection))
    connection()
  }
}

/** What was sent from here need not be fetched again. */
async function adopt(device: Device, store: UploadsStore, file: WaitingFile): Promise<void> {
  const blob = file.ready && (await store.blob(file))
  if (!blob || !file.ready) return
  const { mediaKeeperOf } = await import('../stores/media-keeper.ts')
  await mediaKeeperOf(device).adopt(file.chat, file.ready.file, blob)
}

/** What this device shows of its files follows whether the server is in touch. @returns ends that */
export function followTouch(device: Pick<Device, 'status' | 'onStatus'>, store: UploadsStore): () => void {
  const tell = () => store.setInTouch(isInTouch(device))
  tell()
  return device.onStatus(tell)
}

function tabChannel(name: string): TabChannel {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const hear = ({ data }: MessageEvent) => listener(data)
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
    close: () => channel.close(),
  }
}

/** A scripted device keeps nothing. */
const NO_CHANNEL: TabChannel = { post: () => {}, listen: () => () => {}, close: () => {} }
const NO_DISK: UploadDisk = {
  load: async () => [],
  add: () => Promise.reject(storageFailure('keep upload', 'no disk')),
  change: async () => null,
  addVariant: async () => {},
  blob: async () => null,
  remove: async () => {},
  close: () => {},
}
