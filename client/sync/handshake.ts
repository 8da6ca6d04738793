/**
 * The first words on a socket that opened (docs/protocol.md): who this device is, how far it has read, and whether the
 * server speaks for the same account in a version that we know. With the hello and each heartbeat the clock is corrected.
 */
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { encodeControl } from '../../schema/protocol/frames.ts'
import { PROTOCOL_VERSION } from '../../schema/protocol/version.ts'
import type { DeviceStore, StoredState } from '../persistence/device-store.ts'
import type { Core } from './core.ts'
import type { Link } from './link.ts'
import type { Progress } from './progress.ts'

/** A heartbeat whose way is unknown corrects the clock only by more than this. */
const CLOCK_SLACK_MS = 2_000

export interface HandshakeDeps {
  readonly core: Core
  readonly link: Link
  readonly store: Pick<DeviceStore, 'saveProgress'>
  readonly progress: Pick<Progress, 'place' | 'done'>
  readonly stored: Pick<StoredState, 'device' | 'connection'>
  /** Whether the disk takes what is saved: without it nothing is waited for. */
  readonly isDiskRead: boolean
  readonly share: (changes: Parameters<Core['share']>[0]) => void
  /** Whether all that the server has for this device is here: else what is shown is older than this contact. */
  isCaughtUp(): boolean
  /** Right before hello: nothing asked on another socket will be answered. */
  begins(): void
  /** The server knows this device. */
  greeted(): void
}

export interface Handshake {
  greet(epoch: number): Promise<void>
  /** A heartbeat leaves: its answer tells the server's time. */
  asksTime(): void
  hello(message: Extract<Downstream, { t: 'hello' }>): void
  heard(serverMs: number): void
}

export function createHandshake(deps: HandshakeDeps): Handshake {
  const { core, link, store, progress, stored, share } = deps
  const { env, clock, report } = core
  const device = stored.device === '' ? clock.newId() : stored.device
  let { connection } = stored
  let askedAtMs: number | undefined

  async function greet(epoch: number): Promise<void> {
    connection++
    // A number that is not on disk could be given again after a crash, and then the server would ignore it.
    try {
      await store.saveProgress({ device, connection })
    } catch (cause) {
      report('save connection', cause)
      if (deps.isDiskRead) return link.epoch === epoch ? link.drop() : undefined
    }
    if (epoch !== link.epoch) return
    deps.begins()
    askedAtMs = env.now()
    const settings = core.shared.settings ? { settings: core.shared.settings.id } : {}
    const done = progress.done()
    link.greet(
      epoch,
      encodeControl({ t: 'hello', version: PROTOCOL_VERSION, device, connection, ...settings }),
      encodeControl({ t: 'resume', ...progress.place, ...(done.length > 0 ? { done } : {}) }),
    )
  }

  function hello(message: Extract<Downstream, { t: 'hello' }>): void {
    if (message.version > PROTOCOL_VERSION) return link.tell('too-old')
    if (message.userId !== core.userId) return link.tell('signed-out')
    clock.heard(message.time, askedAtMs)
    askedAtMs = undefined
    const { settingsId: id, settings } = message
    share({ clockOffsetMs: clock.offsetMs })
    if (settings && id !== undefined) {
      share({ settings: { id, settings } })
      store.saveProgress({ settings: { id, settings } }).catch((cause: unknown) => report('save settings', cause))
    }
    link.tell('greeted')
    deps.greeted()
  }

  function heard(serverMs: number): void {
    if (askedAtMs !== undefined || Math.abs(serverMs - clock.now()) > CLOCK_SLACK_MS) clock.heard(serverMs, askedAtMs)
    askedAtMs = undefined
    const contact = deps.isCaughtUp() ? { lastContactMs: clock.now() } : {}
    share({ clockOffsetMs: clock.offsetMs, ...contact })
  }

  return { greet, asksTime: () => void (askedAtMs = env.now()), hello, heard }
}
