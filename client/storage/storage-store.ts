/** What the storage page, a chat's page and the cards show, and what they ask for: one for each device, made when it is first wanted. */
import type { ChannelId } from '../../schema/ids.ts'
import { ValueStore } from '../stores/store.ts'
import type { AppHere } from '../app/kept-app.ts'
import type { Device } from '../sync/device.ts'
import { once } from '../stores/once.ts'
import { ChatFactStore, type ChatFact } from './chat-fact-store.ts'
import { coreOf } from './core-of.ts'
import { dropHistory, nextVolume } from './keep-history.ts'
import { keepSettingsOf, type HistoryLimit, type KeepSettings } from './keep-settings.ts'
import { levelOf, measureStorage, type Level, type Usage } from './measure-storage.ts'
import type { MediaSettings } from '../stores/keep-rules.ts'
import type { StoragePorts } from './ports.ts'
import { factOf, prepareOffline, type PrepareFact, type PrepareProgress } from './prepare-offline.ts'

export type Preparing =
  | { readonly state: 'idle' }
  | ({ readonly state: 'running' } & PrepareProgress)
  | ({ readonly state: 'done' } & PrepareFact)

export interface StorageView {
  readonly app: AppHere
  /** null until it was measured. */
  readonly usage: Usage | null
  readonly level: Level
  /** null = the browser cannot be asked. */
  readonly isPersisted: boolean | null
  /** What of them is kept, in how much room; null until it was read. */
  readonly media: MediaSettings | null
  /** Of all chats; '' in `of`. */
  readonly preparing: ReadonlyMap<ChannelId | '', Preparing>
}

/** What is freed when a write found no room, and for how long that is told. */
const MAKE_ROOM_BYTES = 50_000_000
const OUT_FOR_MS = 10 * 60_000

export class StorageStore extends ValueStore<StorageView> {
  #stops = new Map<ChannelId | '', AbortController>()
  #outSinceMs = -Infinity
  #facts = new Map<ChannelId, ChatFactStore>()

  constructor(
    private readonly device: Device,
    private readonly ports: StoragePorts,
    /** All that is listed; the newest activity first. */
    private readonly chats: () => readonly ChannelId[],
  ) {
    super({ app: ports.app.view, usage: null, level: 'fine', isPersisted: null, media: null, preparing: new Map() })
    ports.app.subscribe(() => this.set({ ...this.view, app: ports.app.view }))
  }

  async measure(): Promise<void> {
    const usage = await measureStorage(coreOf(this.device), this.ports)
    const isPersisted = await this.ports.isPersisted().catch(() => null)
    const media = await this.ports.media().then(
      ({ keep, limitBytes }) => ({ keep, limitBytes }),
      () => null,
    )
    this.set({ ...this.view, usage, isPersisted, media, level: this.#isOut() ? 'full' : levelOf(usage.estimate) })
  }

  /** Only how near the browser's limit is: costs nothing. */
  async look(): Promise<void> {
    const level = levelOf(await this.ports.estimate().catch(() => ({ usage: null, quota: null })))
    const isPersisted = await this.ports.isPersisted().catch(() => null)
    this.set({ ...this.view, level: this.#isOut() ? 'full' : level, isPersisted })
    if (this.view.level !== 'fine' && this.view.usage === null) await this.measure()
  }

  /**
   * The browser refused to write for want of room, whatever it says of how much there is (some tell the same number to
   * everybody). Media can be fetched again, text cannot be written again: the longest unseen make room at once.
   */
  async ranOut(): Promise<void> {
    if (this.#isOut()) return
    this.#outSinceMs = this.device.now()
    await this.ports.media().then(
      (media) => media.free(MAKE_ROOM_BYTES),
      () => 0,
    )
    await this.measure()
  }

  #isOut(): boolean {
    return this.device.now() - this.#outSinceMs < OUT_FOR_MS
  }

  async persist(): Promise<boolean> {
    const isPersisted = await this.ports.persist().catch(() => false)
    this.set({ ...this.view, isPersisted })
    return isPersisted
  }

  /** A smaller limit frees at once. */
  async keepMedia(part: Partial<MediaSettings>): Promise<void> {
    const { media } = this.view
    this.set({ ...this.view, media: media && { ...media, ...part } })
    try {
      await (await this.ports.media()).choose(part)
    } finally {
      await this.measure()
    }
  }

  /** @returns bytes */
  async clearMedia(): Promise<number> {
    const freed = await (await this.ports.media()).clear()
    this.#outSinceMs = -Infinity
    await this.measure()
    return freed
  }

  async freeMedia(bytes: number): Promise<number> {
    const freed = await (await this.ports.media()).free(bytes)
    this.#outSinceMs = -Infinity
    await this.measure()
    return freed
  }

  /** What is older than the new choice leaves at once; what is missing comes by and by. */
  async keep(part: Partial<KeepSettings>): Promise<void> {
    keepSettingsOf(this.device).change(part)
    await this.#drop()
  }

  async keepChat(channelId: ChannelId, limit: HistoryLimit | null): Promise<void> {
    keepSettingsOf(this.device).changeChat(channelId, limit)
    await this.#drop()
  }

  factOf(channelId: ChannelId): ChatFactStore {
    const media = () => this.ports.media()
    return once(this.#facts, channelId, () => new ChatFactStore(() => this.countChat(channelId), media))
  }

  protected async countChat(channelId: ChannelId): Promise<ChatFact | null> {
    const core = coreOf(this.device)
    if (!core) return null
    const fact = await factOf({ core, media: () => this.ports.media() }, [channelId])
    const hasMessages = (await nextVolume(core, channelId, keepSettingsOf(this.device).view)) === null
    return { ...fact, hasMessages, missingFiles: await (await this.ports.media()).missingOf([channelId]) }
  }

  /** @param channelId  '' = all chats */
  async prepare(channelId: ChannelId | ''): Promise<void> {
    const core = coreOf(this.device)
    if (!core || this.#stops.has(channelId)) return
    const stop = new AbortController()
    this.#stops.set(channelId, stop)
    try {
      const settings = keepSettingsOf(this.device).view
      const deps = { core, device: this.device, settings, media: () => this.ports.media() }
      const chats = channelId === '' ? this.chats() : [channelId]
      const told = (now: PrepareProgress) => this.#tell(channelId, { state: 'running', ...now })
      const fact = await prepareOffline(deps, chats, stop.signal, told)
      this.#tell(channelId, stop.signal.aborted ? { state: 'idle' } : { state: 'done', ...fact })
    } catch (cause) {
      this.#tell(channelId, { state: 'idle' })
      core.report('prepare offline', cause)
    } finally {
      this.#stops.delete(channelId)
    }
    await this.measure()
  }

  /** What has come stays. */
  stop(channelId: ChannelId | ''): void {
    this.#stops.get(channelId)?.abort()
  }

  #tell(channelId: ChannelId | '', now: Preparing): void {
    this.set({ ...this.view, preparing: new Map(this.view.preparing).set(channelId, now) })
  }

  async #drop(): Promise<void> {
    const core = coreOf(this.device)
    if (!core) return
    const settings = () => keepSettingsOf(this.device).view
    if ((await dropHistory({ core, settings })) > 0) await this.measure()
  }
}
