/** The volumes of one channel on this device: which there are, whether they are read, and which are kept open for the screen. */
import { accountDocument, channelDocument, volumeDocument } from '../../schema/documents.ts'
import { channelIdForm, type ChannelId } from '../../schema/ids.ts'
import type { VolumeValue } from '../../schema/registers/members.ts'
import type { Device, DocumentView } from '../sync/device.ts'
import type { Unsubscribe } from './store.ts'

/** Messages of these seq, both included, are not on this device. */
export interface SeqGap {
  readonly fromSeq: number
  readonly toSeq: number
}

export class ChannelVolumes {
  #held = new Map<number, readonly Unsubscribe[]>()

  /** @param changed  a volume that is held open has changed */
  constructor(
    private readonly device: Device,
    private readonly channelId: ChannelId,
    private readonly changed: () => void,
  ) {}

  newest(): number {
    return this.device.newestVolume(this.channelId)
  }

  /** The first seq of a volume. */
  fromOf(volume: number): number {
    const value = this.device.view(channelDocument(this.channelId)).get('volumes', String(volume))
    return volume === 0 ? 1 : ((value as VolumeValue | undefined)?.from ?? 1)
  }

  volumeOf(seq: number): number {
    let volume = this.newest()
    while (volume > 0 && this.fromOf(volume) > seq) volume--
    return volume
  }

  /** A channel that nobody has begun yet, as far as this device knows, has nothing that could be missing. */
  state(volume: number): DocumentView['state'] {
    const { state } = this.device.view(volumeDocument(this.channelId, volume))
    return state === 'absent' && this.#isUnfounded() ? 'ready' : state
  }

  /** Its messages, where this device does not have them. Where the newest one ends is not known. */
  gap(volume: number): SeqGap | null {
    if (this.state(volume) !== 'absent') return null
    const fromSeq = this.fromOf(volume)
    return { fromSeq, toSeq: volume < this.newest() ? this.fromOf(volume + 1) - 1 : fromSeq }
  }

  #isUnfounded(): boolean {
    const { device, channelId } = this
    if (device.view(channelDocument(channelId)).isPending('meta', 'kind')) return true
    const form = channelIdForm(channelId)?.form
    if (form !== 'direct' && form !== 'saved') return false
    const account = device.view(accountDocument(device.userId))
    return account.state === 'ready' && account.get('memberships', channelId) === undefined
  }

  hold(volumes: readonly number[]): void {
    for (const volume of volumes) {
      if (this.#held.has(volume)) continue
      const close = this.device.openVolume(this.channelId, volume)
      const stop = this.device.view(volumeDocument(this.channelId, volume)).subscribe(this.changed)
      this.#held.set(volume, [close, stop])
    }
  }

  /** Lets go of all but these. */
  keepOnly(volumes: readonly number[]): void {
    for (const [volume, stops] of [...this.#held]) {
      if (volumes.includes(volume)) continue
      stops.forEach((stop) => stop())
      this.#held.delete(volume)
    }
  }
}
