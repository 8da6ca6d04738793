/** The kept parts of files and the room they take (docs/behaviour.md, MV8-MV12): nothing is added beyond the limit, or near the end of what the browser gives. */
import { partKey, type KeptPart, type MediaDisk, type MediaPart } from '../persistence/media-disk.ts'
import { hasRoom, overLimit } from './keep-rules.ts'
import { ValueStore } from './store.ts'

export interface MediaUsage {
  readonly bytes: number
  readonly files: number
  readonly thumbnailBytes: number
}

/** Where a file is named. */
export interface MediaPlace {
  readonly chat: string
  readonly message: string
}

export interface ShelfDeps {
  readonly disk: MediaDisk
  /** What the browser gives, and what is used of it. */
  estimate(): Promise<{ readonly usage?: number; readonly quota?: number }>
  now(): number
  limitBytes(): number
}

/** When something was seen is written down this often at most. */
const TOUCH_MS = 3_600_000

export class MediaShelf {
  /** null until the disk was read. */
  readonly usage = new ValueStore<MediaUsage | null>(null)
  #touched = new Map<string, number>()
  #work: Promise<unknown> = Promise.resolve()

  /** @param left  told of what is no longer here */
  constructor(
    private readonly deps: ShelfDeps,
    private readonly left: (keys: readonly string[]) => void,
  ) {
    void this.#inTurn(() => this.#count().then(() => 0))
  }

  /** A disk that fails is as good as an empty one. */
  list(): Promise<KeptPart[]> {
    return this.deps.disk.list().catch(() => [])
  }

  async read(key: string): Promise<Blob | null> {
    const kept = await this.deps.disk.read(key).catch(() => null)
    if (kept) this.#touch(key)
    return kept
  }

  /** @returns whether there was room for it */
  async keep(file: string, part: MediaPart, place: MediaPlace, blob: Blob): Promise<boolean> {
    let isKept = false
    await this.#inTurn(async () => {
      const { deps } = this
      if (blob.size > deps.limitBytes() || !(await this.#hasRoom(blob.size))) return 0
      await deps.disk.put(
        { key: partKey(file, part), file, part, ...place, bytes: blob.size, seenAt: deps.now() },
        blob,
      )
      isKept = true
      return this.#trim()
    })
    return isKept
  }

  /** Whether so many bytes more fit without anything having to go. */
  async fits(bytes: number): Promise<boolean> {
    const isWithin = (this.usage.view?.bytes ?? 0) + bytes <= this.deps.limitBytes()
    return isWithin && (await this.#hasRoom(bytes))
  }

  /** @returns the bytes that it freed */
  removeWhere(goes: (part: KeptPart) => boolean): Promise<number> {
    return this.#inTurn(async () => this.#remove((await this.list()).filter(goes)))
  }

  /** Least recently seen first. @returns what was freed */
  free(bytes: number): Promise<number> {
    return this.#inTurn(async () => {
      const kept = await this.list()
      return this.#remove(overLimit(kept, sumOf(kept) - bytes))
    })
  }

  trim(): Promise<number> {
    return this.#inTurn(() => this.#trim())
  }

  async #trim(): Promise<number> {
    return this.#remove(overLimit(await this.#count(), this.deps.limitBytes()))
  }

  async #remove(parts: readonly KeptPart[]): Promise<number> {
    if (parts.length === 0) return 0
    const keys = parts.map(({ key }) => key)
    await this.deps.disk.remove(keys)
    this.left(keys)
    await this.#count()
    return sumOf(parts)
  }

  async #count(): Promise<KeptPart[]> {
    const kept = await this.list()
    const thumbnailBytes = sumOf(kept.filter(({ part }) => part === 'thumb'))
    this.usage.set({ bytes: sumOf(kept), files: new Set(kept.map(({ file }) => file)).size, thumbnailBytes })
    return kept
  }

  async #hasRoom(bytes: number): Promise<boolean> {
    return hasRoom(bytes, await this.deps.estimate().catch(() => ({})))
  }

  #touch(key: string): void {
    const now = this.deps.now()
    if (now - (this.#touched.get(key) ?? 0) < TOUCH_MS) return
    this.#touched.set(key, now)
    void this.#inTurn(() => this.deps.disk.touch(key, now).then(() => 0))
  }

  /** One at a time: what one keeps or frees the next must see. A disk that fails keeps nothing, and breaks nothing. */
  #inTurn(work: () => Promise<number>): Promise<number> {
    const done = this.#work.then(work).catch(() => 0)
    this.#work = done
    return done
  }
}

export function sumOf(parts: readonly KeptPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0)
}
