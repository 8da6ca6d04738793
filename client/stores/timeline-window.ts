/**
 * Which messages of a channel are on the screen: a window over the volumes in memory (`window.ts`), and where it is to move
 * once the volumes for that are read from the disk.
 */
import type { ChannelVolumes, SeqGap } from './channel-volumes.ts'
import { newer, older, openWindow, trim, windowAround, type Window } from './window.ts'

export class TimelineWindow {
  /** The volumes it touches; -1 before it is opened. */
  #lo = -1
  #hi = -1
  #window: Window | null = null
  #wantsOlder = false
  #wantsNewer = false
  #wantsAround: number | null = null
  /** It is to go there, and shows what it shows until the volume of that has come. */
  #aim: number | null = null

  /** @param seqs  of the messages in `volumes()`, ascending, pending ones as Infinity */
  constructor(
    private readonly all: ChannelVolumes,
    private readonly seqs: () => readonly number[],
  ) {}

  get shown(): Window {
    return this.#window ?? { fromSeq: 0, toSeq: Infinity }
  }

  volumes(): number[] {
    if (this.#lo < 0) return [this.all.newest()]
    return Array.from({ length: this.#hi - this.#lo + 1 }, (_, i) => this.#lo + i)
  }

  /** Those it shows, and the one that it waits for. */
  held(): number[] {
    return this.#aim === null ? this.volumes() : [...this.volumes(), this.all.volumeOf(this.#aim)]
  }

  /** Whether its newest volume has been read. */
  get isRead(): boolean {
    return this.all.state(this.#hi) !== 'loading'
  }

  close(): void {
    this.#lo = this.#hi = -1
    this.#window = null
    this.#wantsOlder = this.#wantsNewer = false
    this.#wantsAround = this.#aim = null
  }

  /** Opens in the volume of the first unread message, where anything was read; goes on to a new volume at the end. */
  follow(readSeq: number): void {
    const newest = this.all.newest()
    if (this.#aim !== null && this.all.state(this.all.volumeOf(this.#aim)) === 'ready') this.#land(this.#aim)
    // Nothing was here when it was opened: what has come since tells where the end is.
    if (this.#lo >= 0 && this.#hi < newest && this.#window?.toSeq === Infinity && this.seqs().length === 0) this.close()
    if (this.#lo < 0) {
      this.#lo = this.#hi = readSeq > 0 ? this.all.volumeOf(readSeq + 1) : newest
      // What is here is shown below what is not.
      while (this.#hi < newest && this.all.state(this.#hi) === 'absent') this.#hi++
    }
    if (this.#window?.toSeq === Infinity) this.#hi = newest
  }

  /** Before it is opened: nothing unread is in its volumes. @returns whether there is a next one to look into */
  lookFurther(): boolean {
    if (this.#window || this.#wantsAround !== null || this.#hi >= this.all.newest()) return false
    this.#lo = this.#hi++
    return true
  }

  /** One page further up, or the volume before when the ones in memory end. @returns whether anything moves */
  older(): boolean {
    if (!this.#window) return false
    this.#aim = null
    const next = older(this.seqs(), this.#window)
    if (next !== this.#window) this.#window = next
    else if (this.#lo > 0 && !this.#wantsOlder) {
      this.#wantsOlder = true
      this.#lo--
    } else return false
    this.#release()
    return true
  }

  newer(): boolean {
    if (!this.#window || this.#window.toSeq === Infinity) return false
    this.#aim = null
    const next = newer(this.seqs(), this.#window)
    if (next !== this.#window) this.#window = next
    else if (this.#hi < this.all.newest() && !this.#wantsNewer) {
      this.#wantsNewer = true
      this.#hi++
    } else return false
    this.#reachEnd()
    this.#release()
    return true
  }

  /** Goes there by itself as soon as that can be shown, unless the reader goes elsewhere first. */
  aimAt(seq: number): void {
    this.#aim = seq
    if (this.#lo < 0) this.#land(seq)
  }

  /** To the newest volume; `openAtEnd` follows when that is held. */
  aimAtEnd(): void {
    this.#lo = this.#hi = this.all.newest()
    this.#wantsAround = this.#aim = null
    this.#wantsOlder = this.#wantsNewer = false
  }

  openAtEnd(): void {
    this.#window = this.isRead ? openWindow(this.seqs(), null) : null
    this.#release()
  }

  /** Moves to where it was asked, once the volumes for that are read. @param line  opens behind this seq; null = at the end */
  settle(line: number | null): void {
    const seqs = this.seqs()
    if (this.#wantsAround !== null && this.all.state(this.#hi) === 'ready') {
      this.#window = windowAround(seqs, this.#wantsAround)
      this.#wantsAround = null
      this.#reachEnd()
    }
    if (!this.#window) {
      this.#window = openWindow(seqs, line)
      this.#reachEnd()
    }
    if (this.#wantsOlder && this.all.state(this.#lo) !== 'loading') {
      this.#wantsOlder = false
      this.#window = older(seqs, this.#window)
    }
    if (this.#wantsNewer && this.isRead) {
      this.#wantsNewer = false
      this.#window = newer(seqs, this.#window)
      this.#reachEnd()
    }
    if (this.#window.toSeq === Infinity && this.#hi === this.all.newest()) this.#window = trim(seqs, this.#window)
  }

  /** What is above: `more` on this device, a volume on its way, one that is not here, or nothing. */
  above(): 'more' | 'loading' | 'absent' | 'start' {
    const { fromSeq } = this.shown
    if (this.seqs().findIndex((seq) => seq >= fromSeq) > 0) return 'more'
    const state = this.#lo >= 0 ? this.all.state(this.#lo) : 'ready'
    if (state !== 'ready') return state
    return this.#lo > 0 ? 'more' : 'start'
  }

  /** Volumes that it needs and this device does not have; where the newest one ends is not known. */
  gaps(): SeqGap[] {
    return this.volumes().flatMap((volume) => this.all.gap(volume) ?? [])
  }

  #land(seq: number): void {
    this.#lo = this.#hi = this.all.volumeOf(seq)
    this.#aim = null
    this.#wantsOlder = this.#wantsNewer = false
    this.#wantsAround = seq
    this.#window = { fromSeq: seq, toSeq: seq }
  }

  /** A window that ends at the end of an older volume is not at the end of the channel. */
  #reachEnd(): void {
    if (this.#window?.toSeq !== Infinity || this.#hi >= this.all.newest()) return
    const last = this.seqs().at(-1)
    this.#window = { ...this.#window, toSeq: last === undefined || last === Infinity ? 0 : last }
  }

  /** Lets go of volumes that it has left. */
  #release(): void {
    const window = this.#window
    if (!window || this.#wantsOlder || this.#wantsNewer || this.#wantsAround !== null) return
    const seqs = this.seqs().filter((seq) => seq >= window.fromSeq && seq <= window.toSeq && seq !== Infinity)
    const [first, last] = [seqs[0], seqs.at(-1)]
    if (first === undefined || last === undefined) return
    this.#lo = Math.max(this.#lo, this.all.volumeOf(first))
    if (window.toSeq !== Infinity) this.#hi = Math.min(this.#hi, this.all.volumeOf(last))
    this.all.keepOnly(this.held())
  }
}
