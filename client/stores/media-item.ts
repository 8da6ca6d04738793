/** One part of a file as the screen shows it (docs/behaviour.md, MV1-MV5): from this device, else on its way, else absent. */
import type { MediaPart } from '../persistence/media-disk.ts'
import type { FetchedMedia, FetchProgress } from './media-net.ts'
import type { MediaPlace } from './media-shelf.ts'
import type { FileView } from './message-view.ts'
import { ValueStore, type Unsubscribe } from './store.ts'

export type MediaView =
  /** Being read from the disk. */
  | { readonly state: 'loading' }
  /** `url` is good while somebody listens. */
  | { readonly state: 'here'; readonly url: string; readonly blob: Blob }
  /** Not on this device, and not asked for. */
  | { readonly state: 'absent' }
  /** `total` 0 = not told. */
  | { readonly state: 'fetching'; readonly done: number; readonly total: number }
  | { readonly state: 'failed' }
  /** Nobody has it any more, or not for this person. */
  | { readonly state: 'gone' }

export interface MediaSource {
  isOnline(): boolean
  /** Whether it comes without being asked for. */
  isWanted(file: FileView, part: MediaPart): boolean
  /** From the queue of what is being sent, or the disk. */
  read(file: FileView, part: MediaPart): Promise<Blob | null>
  bring(file: FileView, part: MediaPart, place: MediaPlace, told: FetchProgress): Promise<FetchedMedia>
}

const LOADING: MediaView = { state: 'loading' }
const ABSENT: MediaView = { state: 'absent' }

export class MediaItem extends ValueStore<MediaView> {
  /** Resolves when it is known whether it is on this device, and what comes by itself has come. */
  opened: Promise<void> = Promise.resolve()
  #listeners = 0
  /** A person wants it, and it is not here yet. */
  #isAsked = false
  #isOpening = false
  #bringing: Promise<void> | null = null

  constructor(
    private readonly source: MediaSource,
    readonly file: FileView,
    readonly part: MediaPart,
    readonly place: MediaPlace,
  ) {
    super(LOADING)
  }

  override subscribe(listener: () => void): Unsubscribe {
    const stop = super.subscribe(listener)
    if (++this.#listeners === 1) this.#open()
    let isOn = true
    return () => {
      if (!isOn) return
      isOn = false
      stop()
      if (--this.#listeners === 0) this.#letGo()
    }
  }

  get isWatched(): boolean {
    return this.#listeners > 0
  }

  /** A person asks for it, or for another try. Without a connection it comes when there is one, if it is still looked at. */
  async fetch(): Promise<MediaView> {
    this.#isAsked = true
    await this.opened
    if (!this.#isSettled) await this.#bring()
    return this.view
  }

  /** The connection, or what is kept, is another: what is missing may come now, what was here may be gone. */
  async lookAgain(): Promise<void> {
    const { state } = this.view
    if (!this.isWatched || (state !== 'absent' && state !== 'failed' && state !== 'gone')) return
    if (state === 'gone') this.set(ABSENT)
    this.#open()
    await this.opened
  }

  /** It was taken off this device. */
  forget(): void {
    if (this.view.state === 'here' && !this.isWatched) this.#letGo()
  }

  #open(): void {
    if (this.view.state === 'here' || this.#isOpening || this.#bringing) return
    this.#isOpening = true
    this.opened = this.#look().finally(() => (this.#isOpening = false))
  }

  async #look(): Promise<void> {
    const kept = await this.source.read(this.file, this.part)
    if (!this.isWatched) return
    if (kept) return this.#show(kept)
    const isWanted = this.#isAsked || this.source.isWanted(this.file, this.part)
    if (this.source.isOnline() && isWanted) await this.#bring()
    else if (this.view.state !== 'failed') this.set(ABSENT)
  }

  /** Once at a time: who asks meanwhile waits for the same. */
  #bring(): Promise<void> {
    return (this.#bringing ??= this.#bringNow().finally(() => (this.#bringing = null)))
  }

  async #bringNow(): Promise<void> {
    if (!this.source.isOnline()) return this.set(ABSENT)
    this.set({ state: 'fetching', done: 0, total: 0 })
    const found = await this.source.bring(this.file, this.part, this.place, (done, total) =>
      this.set({ state: 'fetching', done, total: total || this.#bytes }),
    )
    if (found.outcome === 'here') return this.#show(found.blob)
    // The server has none of what this device is about to send, which may be known only now.
    const kept = await this.source.read(this.file, this.part)
    if (kept) return this.#show(kept)
    this.set(found.outcome === 'failed' && !this.source.isOnline() ? ABSENT : { state: found.outcome })
  }

  /** There is nothing to ask for. */
  get #isSettled(): boolean {
    return this.view.state === 'here' || this.view.state === 'gone'
  }

  get #bytes(): number {
    return this.part === 'whole' ? this.file.bytes : 0
  }

  #show(blob: Blob): void {
    this.#revoke()
    this.#isAsked = false
    this.set({ state: 'here', url: URL.createObjectURL(blob), blob })
    if (!this.isWatched) this.#letGo()
  }

  #letGo(): void {
    this.#isAsked = false
    this.#revoke()
    if (this.view.state === 'here') this.set(LOADING)
  }

  #revoke(): void {
    if (this.view.state === 'here') URL.revokeObjectURL(this.view.url)
  }
}
