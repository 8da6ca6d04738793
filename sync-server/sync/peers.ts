/**
 * What people see of each other while they are here: typing, read and delivered positions, and through `presence` where
 * they are (docs/behaviour.md, AW1-AW4, MK1-MK2). Composed for each receiver by privacy, never stored as content.
 */
import { channelDocument } from '../../schema/documents.ts'
import { parseChannelId, type ChannelId, type UserId } from '../../schema/ids.ts'
import { canPost, channelOf } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import { decodeAwareness, encodeStockAwareness, ownEntries, type AwarenessEntry } from './awareness.ts'
import { bindJob } from './bind-job.ts'
import type { CoreDeps } from './deps.ts'
import type { Hub } from './hub.ts'
import { PresenceTeller } from './presence.ts'
import type { DeviceSession, Session } from './session.ts'

const MARKS_EVERY_MS = 5_000

/** What one socket says of its person. */
interface Said {
  readonly doc: string
  readonly entries: Map<number, AwarenessEntry>
  typing: boolean
  active: 'active' | 'idle'
}

export class Peers {
  private readonly said = new Map<Session, Said>()
  private readonly watchers = new Map<ChannelId, Set<DeviceSession>>()
  private readonly movedMarks = new Set<ChannelId>()
  private marksDue = false
  readonly presence: PresenceTeller

  constructor(
    private readonly deps: CoreDeps,
    private readonly hub: () => Hub,
  ) {
    const activityOf = (session: Session) => this.said.get(session)?.active ?? 'active'
    this.presence = new PresenceTeller({ core: deps, hub, watchers: this.watchers, activityOf })
  }

  /** AW1-AW4: own entries are bound, kept and passed on; the rest is dropped in silence. */
  receive(session: Session, doc: string, payload: Uint8Array): void {
    const decoded = decodeAwareness(payload)
    if (!decoded) return
    const room = this.deps.rooms.get(doc)
    const { own, toBind } = ownEntries(room, session.userId, decoded)
    if (toBind.length > 0) {
      this.deps.writer.enqueue(bindJob(room.name, session.userId, toBind, () => this.accept(session, doc, own)))
    } else if (own.length > 0) this.accept(session, doc, own)
  }

  arrived(session: Session): void {
    this.presence.refresh(session.userId)
  }

  left(session: Session): void {
    const said = this.said.get(session)
    this.said.delete(session)
    if (session.kind === 'device') this.watch(session, null)
    if (said) {
      const gone = [...said.entries.values()].map(({ client, clock }) => ({ client, clock: clock + 1, state: null }))
      this.passOn(session, said.doc, gone)
      this.tellTyping(said.doc)
    }
    this.presence.refresh(session.userId)
  }

  watch(session: DeviceSession, channelId: ChannelId | null): void {
    if (session.watched) this.watchers.get(session.watched)?.delete(session)
    session.watched = channelId
    if (!channelId) return
    let watchers = this.watchers.get(channelId)
    if (!watchers) this.watchers.set(channelId, (watchers = new Set()))
    watchers.add(session)
    session.tell({ t: 'typing', channel: channelId, users: this.typists(channelDocument(channelId), session.userId) })
    this.presence.show(session, channelId)
    this.tellMarks(session, channelId)
  }

  delivered(session: DeviceSession, channel: string, seq: number): void {
    const channelId = parseChannelId(channel)
    const last = channelId ? this.deps.tables.channel(channelId)?.last_seq : undefined
    if (!channelId || last === undefined || seq > last || !session.mayRead(`${channelDocument(channelId)}/0`)) return
    this.deps.writer.enqueue({
      run: (tx) => tx.tables.putDelivered(channelId, session.userId, seq),
      committed: () => this.moved(channelId),
      failed: () => undefined,
    })
  }

  /** PR6: what watchers may know of the person is another thing than before. */
  privacyChanged(userId: UserId): void {
    this.presence.tell(userId)
    for (const [channelId, sessions] of this.watchers) {
      if (sessions.size > 0 && channelOf(this.deps.world(), channelId)?.role(userId) !== 'none') this.moved(channelId)
    }
  }

  /** MK2: told to the watchers at most every 5 s. */
  moved(channelId: ChannelId): void {
    this.movedMarks.add(channelId)
    if (this.marksDue) return
    this.marksDue = true
    this.deps.clock.schedule(MARKS_EVERY_MS, () => {
      this.marksDue = false
      for (const moved of this.movedMarks)
        for (const session of this.watchers.get(moved) ?? []) this.tellMarks(session, moved)
      this.movedMarks.clear()
      this.hub().flush()
    })
  }

  private accept(session: Session, doc: string, own: readonly AwarenessEntry[]): void {
    const said: Said = this.said.get(session) ?? { doc, entries: new Map(), typing: false, active: 'active' }
    const here: Said = said.doc === doc ? said : { ...said, doc, entries: new Map<number, AwarenessEntry>() }
    for (const entry of own) {
      if (entry.state === null) here.entries.delete(entry.client)
      else here.entries.set(entry.client, entry)
    }
    const states = [...here.entries.values()].map((entry) => entry.state)
    here.typing = states.some((state) => state?.typing === true)
    here.active = states.length > 0 && states.every((state) => state?.active === 'idle') ? 'idle' : 'active'
    this.said.set(session, here)
    this.passOn(session, doc, own)
    this.tellTyping(doc)
    this.presence.refresh(session.userId)
    this.hub().flush()
  }

  /** To the stock sockets of the same document; our own clients are told by name. */
  private passOn(from: Session, doc: string, entries: readonly AwarenessEntry[]): void {
    if (entries.length === 0) return
    const message = encodeStockAwareness(entries)
    for (const session of this.hub().sessions()) {
      if (session.kind === 'document' && session.doc === doc && session !== from) session.send(message)
    }
  }

  private typists(doc: string, receiver: UserId): number[] {
    const users = new Set<number>()
    for (const [session, said] of this.said) {
      if (said.doc === doc && said.typing && session.userId !== receiver) users.add(session.userId)
    }
    return [...users].sort((a, b) => a - b)
  }

  private tellTyping(doc: string): void {
    const channelId = parseChannelId(doc.split('/')[1] ?? '')
    if (!channelId || doc !== channelDocument(channelId)) return
    for (const session of this.watchers.get(channelId) ?? []) {
      session.tell({ t: 'typing', channel: channelId, users: this.typists(doc, session.userId) })
    }
  }

  private mayKnow(viewer: UserId, person: UserId): boolean {
    return mayKnow(this.deps.world(), viewer, person, 'lastSeen')
  }

  /** MK1-MK4: positions of those whose privacy allows it, to those who may post. */
  private tellMarks(session: DeviceSession, channelId: ChannelId): void {
    const channel = channelOf(this.deps.world(), channelId)
    if (!channel || !canPost(channel, session.userId)) return
    const visible = (rows: readonly { user_id: number; seq: number }[]) =>
      Object.fromEntries(
        rows
          .filter(({ user_id }) => user_id !== session.userId && channel.role(user_id as UserId) !== 'none')
          .filter(({ user_id }) => this.mayKnow(session.userId, user_id as UserId))
          .map(({ user_id, seq }) => [user_id, seq]),
      )
    const read = visible(this.deps.tables.reads(channelId))
    const delivered = visible(this.deps.tables.delivered(channelId))
    session.tell({ t: 'marks', channel: channelId, read, delivered })
  }
}
