/**
 * What the tabs of a device tell each other (docs/behaviour.md, TB1-TB6). One is the sender; it alone has the socket
 * and writes replicas. Messages of another version of the app are ignored.
 */
import type { ChannelId } from '../../schema/ids.ts'
import type { DocumentRecord, StoredSettings } from '../persistence/device-store.ts'
import type { SyncState } from './device.ts'
import type { TabChannel } from './environment.ts'
import type { Activity, PeerState } from './peers.ts'

/** What the sender shares with the other tabs. */
export interface Shared {
  readonly sync: SyncState
  readonly lastContactMs: number
  readonly inFlight: readonly number[]
  readonly peers: PeerState
  readonly settings: StoredSettings | null
  readonly clockOffsetMs: number
  readonly missing: readonly string[]
}

export type TabMessage =
  | { readonly t: 'outbox' }
  /** From the sender: it begins, or something of it changed. */
  | { readonly t: 'sender' }
  | { readonly t: 'shared'; readonly shared: Shared }
  | { readonly t: 'update'; readonly doc: string; readonly generation: string; readonly update: Uint8Array }
  | {
      readonly t: 'records'
      readonly documents: readonly DocumentRecord[]
      readonly replaced: readonly string[]
      /** Left the device. */
      readonly forgotten?: readonly string[]
    }
  /** From another tab: what it has on screen. `docs` are the volumes it shows. */
  | {
      readonly t: 'tab'
      readonly tab: string
      readonly docs: readonly string[]
      readonly channel: ChannelId | null
      readonly activity: Activity
    }
  | { readonly t: 'bye'; readonly tab: string }
  /** Asks for what a replica read from disk lacks. */
  | { readonly t: 'state'; readonly doc: string; readonly generation: string; readonly vector: Uint8Array }
  | { readonly t: 'flush' | 'try-now' | 'signed-in' }

const VERSION = 1

export interface Tabs {
  post(message: TabMessage): void
  stop(): void
}

export function createTabs(channel: TabChannel, received: (message: TabMessage) => void): Tabs {
  const stopListening = channel.listen((message) => {
    const { version, body } = (message ?? {}) as { version?: number; body?: TabMessage }
    if (version === VERSION && body) received(body)
  })
  return {
    post: (body) => channel.post({ version: VERSION, body }),
    stop() {
      stopListening()
      channel.close()
    },
  }
}
