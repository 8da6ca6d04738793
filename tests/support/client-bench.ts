/** One person with devices and tabs before a fake server: what most tests of client/sync arrange. */
import { createDevice, type SyncedDevice } from '../../client/sync/create-device.ts'
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import { FakeServer } from './client-fake-server.ts'
import { MemoryDisk } from './client-memory-store.ts'
import { ClientWorld } from './client-world.ts'

export const ADA = 1 as UserId
export const BO = 2 as UserId
export const ACCOUNT = accountDocument(ADA)
export const GENERAL = 'general' as ChannelId
export const ROOT = channelDocument(GENERAL)
export const NEWEST = volumeDocument(GENERAL, 0)

export class Bench {
  readonly server: FakeServer = new FakeServer(
    () => ADA,
    () => this.world.nowMs,
  )
  readonly world: ClientWorld = new ClientWorld(this.server)
  readonly disk = new MemoryDisk()
  readonly cable = this.world.cable()

  constructor() {
    const user = (name: string): Json => ({ username: name })
    this.server.write(DIRECTORY, [
      { root: 'users', key: '1', value: user('ada') },
      { root: 'users', key: '2', value: user('bo') },
      { root: 'channels', key: GENERAL, value: { kind: 'public', title: 'general' } },
    ])
    this.server.write(ACCOUNT, [])
    this.server.write(ROOT, [
      { root: 'meta', key: 'kind', value: 'public' },
      { root: 'meta', key: 'num', value: 1 },
      { root: 'volumes', key: '0', value: { from: 1 } },
    ])
    this.server.write(NEWEST, [])
  }

  /** Opens a tab and lets it come to rest. */
  async open(disk = this.disk, cable = this.cable) {
    const { env, kill } = this.world.tab(disk, cable, disk === this.disk ? 'disk' : 'other')
    const opening = createDevice(env, { userId: ADA, url: 'ws://test/sync' })
    opening.catch(() => undefined)
    await this.world.settle()
    const device = await opening
    await this.world.settle()
    return { device, kill, env }
  }

  /** A new message by Ada. @returns its id */
  async say(device: SyncedDevice, text: string, channelId: string = GENERAL): Promise<string> {
    const id = device.newId()
    await this.write(device, message(id, text, channelId))
    return id
  }

  async write(device: SyncedDevice, ...intents: Parameters<SyncedDevice['write']>[0]): Promise<void> {
    const writing = device.write(intents)
    writing.catch(() => undefined)
    await this.world.settle()
    await writing
  }

  async offline(): Promise<void> {
    this.cable.cut()
    await this.world.settle()
  }

  async online(device: SyncedDevice): Promise<void> {
    this.cable.isCut = false
    device.tryNow()
    await this.world.settle()
  }

  /** The messages of a volume at the server, in the order they were stamped. */
  texts(doc = NEWEST): string[] {
    const stamps = this.server.registers(doc, 'stamps') as Record<string, { seq: number }>
    const messages = this.server.registers(doc, 'messages') as Record<string, { text?: string }>
    return Object.keys(messages)
      .sort((a, b) => (stamps[a]?.seq ?? 0) - (stamps[b]?.seq ?? 0))
      .map((id) => messages[id]?.text ?? 'deleted')
  }
}

export function message(id: string, text: string, channelId: string = GENERAL, fields: Record<string, Json> = {}) {
  return { doc: `channel/${channelId}`, root: 'messages', key: id, value: { by: ADA as number, text, ...fields } }
}

export function deletion(id: string, channelId: string = GENERAL) {
  return { doc: `channel/${channelId}`, root: 'messages', key: id, value: { by: ADA as number, deletedAt: 5 } }
}

export function reaction(id: string, value: 1 | null) {
  return { doc: ROOT, root: 'reactions', key: `${id}/heart/1`, value }
}

/** Items of the outbox as `state text`. */
export function pending(device: SyncedDevice): string[] {
  return device.outbox().map((i) => `${i.state} ${(i.value as { text?: string } | null)?.text ?? i.key}`)
}
