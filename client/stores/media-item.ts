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
  /** Resolves when it is known whether it is on this device. */
  opened: Promise<void> = Promise.resolve()
  #listeners = 0
  #isBusy = false

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
    if (++this.#listeners === 1) this.opened = this.#open()
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

  /** A person asks for it, or for another try. */
  async fetch(): Promise<MediaView> {
    if (this.view.state === 'here' || this.view.state === 'gone' || this.#isBusy) return this.view
    if (!this.source.isOnline()) {
      this.set(ABSENT)
      return this.view
    }
    this.#isBusy = true
    this.set({ state: 'fetching', done: 0, total: 0 })
    const found = await this.source.bring(this.file, this.part, this.place, (done, total) =>
      this.set({ state: 'fetching', done, total: total || this.#bytes }),
    )
    // The server has none of what this device is about to send, which may be known only now.
    const kept = found.outcome === 'here' ? null : await this.source.read(this.file, this.part)
    this.#isBusy = false
    if (found.outcome === 'here') this.#show(found.blob)
    else if (kept) this.#show(kept)
    else this.set(found.outcome === 'failed' && !this.source.isOnline() ? ABSENT : { state: found.outcome })
    return this.view
  }

  /** The connection, or what is kept, is another: what is missing may come now, what was here may be gone. */
  async lookAgain(): Promise<void> {
    const { state } = this.view
    if (!this.isWatched || (state !== 'absent' && state !== 'failed' && state !== 'gone')) return
    if (state === 'gone') this.set(ABSENT)
    await this.#open()
  }

  /** It was taken off this device. */
  forget(): void {
    if (this.view.state === 'here' && !this.isWatched) this.#letGo()
  }

  async #open(): Promise<void> {
    if (this.view.state === 'here' || this.#isBusy) return
    this.#isBusy = true
    const kept = await this.source.read(this.file, this.part)
    this.#isBusy = false
    if (!this.isWatched) return
    if (kept) return this.#show(kept)
    if (this.source.isOnline() && this.source.isWanted(this.file, this.part)) await this.fetch()
    else if (this.view.state !== 'failed') this.set(ABSENT)
  }

  get #bytes(): number {
    return this.part === 'whole' ? this.file.bytes : 0
  }

  #show(blob: Blob): void {
    this.#revoke()
    this.set({ state: 'here', url: URL.createObjectURL(blob), blob })
    if (!this.isWatched) this.#letGo()
  }

  #letGo(): void {
    this.#revoke()
    if (this.view.state === 'here') this.set(LOADING)
  }

  #revoke(): void {
    if (this.view.state === 'here') URL.revokeObjectURL(this.view.url)
  }
}
