/**
 * Chats that this person is out of, as this device saw it happen. The server notes in the account who ended a membership and
 * when; without such a note the time is known only where the device was in touch with the server at that moment.
 */
import { accountDocument } from '../../schema/documents.ts'
import { endedMembership } from '../../schema/ended-membership.ts'
import { parseChannelId, type ChannelId, type UserId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import type { TextBox } from './local-box.ts'
import type { Unsubscribe } from './store.ts'

/** The oldest are forgotten. */
const MOST = 200

export class MembershipEnds {
  #known = new Set<string>()
  /** Channel -> when, or null. */
  #ends: Map<ChannelId, number | null>
  #listeners = new Set<() => void>()

  constructor(
    private readonly device: Pick<Device, 'userId' | 'view' | 'status' | 'now'>,
    private readonly box: TextBox,
  ) {
    this.#ends = recall(box, this.#key)
    const account = device.view(accountDocument(device.userId))
    this.#look()
    account.subscribe((keys) => {
      if (keys === 'all' || keys.some(([root]) => root === 'memberships')) this.#look()
    })
  }

  ids(): Iterable<ChannelId> {
    return this.#ends.keys()
  }

  /** When it ended, corrected clock; null = not known. */
  at(channelId: ChannelId): number | null {
    return this.#noted(channelId)?.at ?? this.#ends.get(channelId) ?? null
  }

  /** Who ended it, 0 = the server; null = not known. */
  by(channelId: ChannelId): UserId | 0 | null {
    return this.#noted(channelId)?.by ?? null
  }

  subscribe(listener: () => void): Unsubscribe {
    const own = () => listener()
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  #noted(channelId: ChannelId) {
    return endedMembership(this.device.view(accountDocument(this.device.userId)), channelId)
  }

  #look(): void {
    const account = this.device.view(accountDocument(this.device.userId))
    // What is still being read from the disk ends nothing.
    if (account.state !== 'ready') return
    const now = new Set([...account.entries('memberships')].map(([id]) => id))
    const gone = [...this.#known].filter((id) => !now.has(id))
    const back = [...this.#ends.keys()].filter((id) => now.has(id))
    this.#known = now
    if (gone.length === 0 && back.length === 0) return
    const at = this.device.status().sync.state === 'live' ? this.device.now() : null
    for (const id of back) this.#ends.delete(id)
    for (const id of gone) this.#ends.set(id as ChannelId, at)
    this.#ends = new Map([...this.#ends].slice(-MOST))
    this.box.setItem(this.#key, JSON.stringify([...this.#ends]))
    for (const listener of [...this.#listeners]) listener()
  }

  get #key(): string {
    return `cairn.ended.${this.device.userId}`
  }
}

function recall(box: TextBox, key: string): Map<ChannelId, number | null> {
  try {
    const kept = JSON.parse(box.getItem(key) ?? '[]') as unknown
    const pairs = Array.isArray(kept) ? (kept as unknown[]) : []
    return new Map(pairs.flatMap((pair) => entryOf(pair) ?? []))
  } catch {
    return new Map()
  }
}

function entryOf(pair: unknown): [readonly [ChannelId, number | null]] | null {
  if (!Array.isArray(pair)) return null
  const [id, at] = pair as unknown[]
  const channelId = typeof id === 'string' ? parseChannelId(id) : null
  return channelId !== null && (at === null || typeof at === 'number') ? [[channelId, at]] : null
}
