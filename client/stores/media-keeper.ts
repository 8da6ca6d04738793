/**
 * Pictures, sounds and files on this device (docs/behaviour.md, MV8-MV15): shown without a network, kept as the person chose,
 * removed when a chat may not be read any more, and at sign-out. One for each device.
 */
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { canRead } from '../../schema/rules/channel.ts'
import { partKey, type KeptPart, type MediaDisk, type MediaPart } from '../persistence/media-disk.ts'
import { deleteMediaDisk, openMediaDisk } from '../persistence/media-disk-idb.ts'
import { savesData } from '../storage/keep-settings.ts'
import type { Device } from '../sync/device.ts'
import { isInTouch } from './is-in-touch.ts'
import { isWanted, MIN_LIMIT_BYTES, readSettings, type MediaSettings } from './keep-rules.ts'
import { keepText, localBox, type TextBox } from './local-box.ts'
import { MediaItem, type MediaSource } from './media-item.ts'
import { filePath, MediaNet, type FetchedMedia, type FetchFunction, type FetchProgress } from './media-net.ts'
import { MediaShelf, sumOf, type MediaPlace, type MediaUsage, type ShelfDeps } from './media-shelf.ts'
import type { FileView } from './message-view.ts'
import { once } from './once.ts'
import { missingFiles, prepareMedia, type PrepareOptions, type PrepareResult } from './prepare-media.ts'
import { ValueStore, type Store } from './store.ts'

export interface KeeperDeps extends Pick<ShelfDeps, 'estimate'> {
  readonly disk: MediaDisk
  readonly box: TextBox
  readonly fetch: FetchFunction
  /** The browser was asked to be sparing. */
  savesData(): boolean
}

/** Files that the server may not have yet. */
export interface FileQueue {
  blob(file: string): Promise<Blob | null>
  holds(file: string): boolean
}

export class MediaKeeper implements MediaSource {
  readonly usage: Store<MediaUsage | null>
  /** Whether the server can be asked now: what is said of a file that is not here follows it. */
  readonly online: Store<boolean>
  /** Files on their way to the server. */
  #queue: FileQueue = { blob: () => Promise.resolve(null), holds: () => false }
  #settings: ValueStore<MediaSettings>
  #shelf: MediaShelf
  #net: MediaNet
  #items = new Map<string, MediaItem>()
  /** Parts that the server did not have when it was asked last. */
  #gone = new Set<string>()
  #online: ValueStore<boolean>

  constructor(
    private readonly device: Device,
    private readonly deps: KeeperDeps,
  ) {
    this.#settings = new ValueStore(readSettings(deps.box.getItem(this.#settingsKey)))
    this.#net = new MediaNet(deps.fetch)
    const { disk, estimate } = deps
    this.#shelf = new MediaShelf(
      { disk, estimate, now: () => device.now(), limitBytes: () => this.#settings.view.limitBytes },
      (keys) => keys.forEach((key) => this.#items.get(key)?.forget()),
    )
    this.usage = this.#shelf.usage
    this.online = this.#online = new ValueStore(this.isOnline())
    device.onStatus(() => this.#statusChanged())
    device.view(accountDocument(device.userId)).subscribe((keys) => {
      if (keys === 'all' || keys.some(([root]) => root === 'memberships')) void this.tidy()
    })
    void this.tidy()
  }

  /** From now on what waits to be sent is shown from there, and asked for nowhere else. Called again when it changed. */
  useQueue(queue: FileQueue): void {
    this.#queue = queue
    this.#lookAgain()
  }

  get settings(): Store<MediaSettings> {
    return this.#settings
  }

  /** One part of a file, the same store every time. */
  item(file: FileView, part: MediaPart, place: MediaPlace): MediaItem {
    return once(this.#items, partKey(file.id, part), () => new MediaItem(this, file, part, place))
  }

  /** A smaller limit frees at once. */
  async choose(part: Partial<MediaSettings>): Promise<void> {
    const wanted = { ...this.#settings.view, ...part }
    const chosen = { ...wanted, limitBytes: Math.max(MIN_LIMIT_BYTES, wanted.limitBytes) }
    keepText(this.deps.box, this.#settingsKey, JSON.stringify(chosen))
    this.#settings.set(chosen)
    await this.#shelf.trim()
    this.#lookAgain()
  }

  /** Removes everything. @returns the bytes that it freed */
  clear(): Promise<number> {
    return this.#shelf.removeWhere(() => true)
  }

  /** Least recently seen first. @returns what was freed */
  free(bytes: number): Promise<number> {
    return this.#shelf.free(bytes)
  }

  async countOf(chats: readonly ChannelId[]): Promise<{ files: number; bytes: number }> {
    const of = new Set<string>(chats)
    const kept = (await this.#shelf.list()).filter(({ chat }) => of.has(chat))
    return { files: new Set(kept.map(({ file }) => file)).size, bytes: sumOf(kept) }
  }

  forgetChats(chats: readonly ChannelId[]): Promise<number> {
    const gone = new Set<string>(chats)
    return this.#shelf.removeWhere(({ chat }) => gone.has(chat))
  }

  /** What was sent from here need not be fetched. */
  async adopt(chat: string, file: FileView, whole: Blob, message = ''): Promise<void> {
    if (isWanted('whole', whole.size, this.#settings.view.keep, false))
      await this.#shelf.keep(file.id, 'whole', { chat, message }, whole)
  }

  /** Brings what the settings keep of these chats' messages on this device, newest first; adds nothing beyond the limit. */
  async prepare(chats: readonly ChannelId[], options: PrepareOptions = {}): Promise<PrepareResult> {
    const known = await this.#known()
    const source = {
      isWanted: (file: FileView, part: MediaPart) => this.#lacks(known, file, part),
      fits: (bytes: number) => this.#shelf.fits(bytes),
      bring: async (file: FileView, part: MediaPart, place: MediaPlace) => {
        const { found, isKept } = await this.#fetch(file, part, place, () => undefined, options.signal)
        if (isKept) known.add(partKey(file.id, part))
        if (found.outcome === 'here' && !isKept) return 'unkept'
        // Some pictures have no small one.
        return found.outcome === 'gone' && known.has(partKey(file.id, 'whole')) ? 'here' : found.outcome
      },
    }
    const left = await prepareMedia(this.device, source, chats, options)
    return { ...(await this.countOf(chats)), ...left }
  }

  /** How many files of these chats the settings keep that are not here; those that the server did not have are nowhere. */
  async missingOf(chats: readonly ChannelId[]): Promise<number> {
    const known = await this.#known()
    const isHere = (file: FileView, part: MediaPart) =>
      this.#gone.has(partKey(file.id, part)) || (part === 'thumb' && known.has(partKey(file.id, 'whole')))
    const isWanted = (file: FileView, part: MediaPart) => this.#lacks(known, file, part) && !isHere(file, part)
    return missingFiles(this.device, { isWanted }, chats)
  }

  /** Removes what is of chats that may not be read any more, or of deleted messages, as the server said last. */
  async tidy(): Promise<void> {
    const { device } = this
    const documents = [accountDocument(device.userId), DIRECTORY].map((name) => device.view(name))
    if (device.status().sync.state !== 'live' || documents.some(({ state }) => state !== 'ready')) return
    await this.#shelf.removeWhere((part) => !this.#mayStay(part))
  }

  isOnline(): boolean {
    return isInTouch(this.device)
  }

  isWanted(file: FileView, part: MediaPart): boolean {
    const { keep } = this.#settings.view
    return !this.#queue.holds(file.id) && isWanted(part, file.bytes, keep, this.deps.savesData())
  }

  /** A picture that is on its way up has no small one yet: it is shown whole. */
  async read(file: FileView, part: MediaPart): Promise<Blob | null> {
    return (await this.#shelf.read(partKey(file.id, part))) ?? this.#queue.blob(file.id).catch(() => null)
  }

  async bring(file: FileView, part: MediaPart, place: MediaPlace, told: FetchProgress): Promise<FetchedMedia> {
    return (await this.#fetch(file, part, place, told)).found
  }

  async #fetch(
    file: FileView,
    part: MediaPart,
    place: MediaPlace,
    told: FetchProgress,
    signal?: AbortSignal,
  ): Promise<{ found: FetchedMedia; isKept: boolean }> {
    const found = await this.#net.get(filePath(file.id, part), { file, part }, told, signal)
    const isKept = found.outcome === 'here' && (await this.#shelf.keep(file.id, part, place, found.blob))
    if (found.outcome === 'gone') this.#gone.add(partKey(file.id, part))
    else this.#gone.delete(partKey(file.id, part))
    if (found.outcome === 'gone') await this.#shelf.removeWhere(({ key }) => key === partKey(file.id, part))
    return { found, isKept }
  }

  async #known(): Promise<Set<string>> {
    return new Set((await this.#shelf.list()).map(({ key }) => key))
  }

  /** Whether it is to be brought here. */
  #lacks(known: ReadonlySet<string>, file: FileView, part: MediaPart): boolean {
    return (
      !known.has(partKey(file.id, part)) &&
      !this.#queue.holds(file.id) &&
      isWanted(part, file.bytes, this.#settings.view.keep, false)
    )
  }

  get #settingsKey(): string {
    return `cairn.media.${this.device.userId}`
  }

  #mayStay({ chat, message }: KeptPart): boolean {
    const { device } = this
    const channelId = chat as ChannelId
    if (device.view(channelDocument(channelId)).state === 'loading') return true
    const document = { kind: 'volume', channelId, volume: 0, name: volumeDocument(channelId, 0) } as const
    const world = device.world()
    if (!canRead(world, device.userId, document)) return false
    return message === '' || world.findMessage(channelId, message)?.deleted !== true
  }

  #statusChanged(): void {
    const isOnline = this.isOnline()
    if (isOnline === this.#online.view) return
    this.#online.set(isOnline)
    if (!isOnline) return
    void this.tidy()
    this.#lookAgain()
  }

  #lookAgain(): void {
    for (const item of this.#items.values()) void item.lookAgain()
  }
}

const made = new WeakMap<Device, MediaKeeper>()

export function mediaKeeperOf(device: Device): MediaKeeper {
  return once(made, device, () => new MediaKeeper(device, browserDeps(device)))
}

/** For tests and fixtures, which bring their own disk and server. */
export function useMediaKeeper(device: Device, keeper: MediaKeeper): void {
  made.set(device, keeper)
}

/** All media of an account leave this device. */
export function deleteMedia(userId: UserId): Promise<void> {
  return deleteMediaDisk(userId)
}

function browserDeps(device: Device): KeeperDeps {
  return {
    disk: openMediaDisk(device.userId),
    box: localBox(),
    fetch: (path, init) => fetch(path, init),
    estimate: async () => (await navigator.storage?.estimate?.()) ?? {},
    savesData: () => savesData(device),
  }
}
