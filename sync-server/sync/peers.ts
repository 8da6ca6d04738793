/**
 * What people see of each other while they are here (docs/behaviour.md, AW1-AW4): what their sockets say, and who watches
 * which channel. Typing, positions and presence are composed from it, for each receiver by privacy, and never stored.
 */
import { channelDocument, parseDocumentName } from '../../schema/documents.ts'
import { parseChannelId, type ChannelId, type UserId } from '../../schema/ids.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import { decodeAwareness, encodeStockAwareness, ownEntries, type AwarenessEntry } from './awareness.ts'
import { bindJob } from './bind-job.ts'
import type { CoreDeps } from './deps.ts'
import { Elsewhere } from './elsewhere.ts'
import type { Hub } from './hub.ts'
import { Marks } from './marks.ts'
import { PresenceTeller } from './presence.ts'
import type { DeviceSession, Session } from './session.ts'
import { Typing } from './typing.ts'

/** What one socket says of its person. */
interface Said {
  readonly doc: string
  readonly entries: Map<number, AwarenessEntry>
  active: 'active' | 'idle'
}

export class Peers {
  private readonly said = new Map<Session, Said>()
  private readonly watchers = new Map<ChannelId, Set<DeviceSession>>()
  readonly marks: Marks
  readonly presence: PresenceTeller
  readonly typing: Typing
  private readonly elsewhere: Elsewhere

  constructor(
    private readonly deps: CoreDeps,
    private readonly hub: () => Hub,
  ) {
    const activityOf = (session: Session) => this.said.get(session)?.active ?? 'active'
    this.typing = new Typing({
      clock: deps.clock,
      changed: (channelId, userId, isTyping) => {
        this.tellTyping(channelId)
        deps.live.tell([{ kind: 'typing-changed', channelId, userId, isTyping }])
      },
    })
    this.marks = new Marks(deps, hub, this.watchers)
    this.presence = new PresenceTeller({ core: deps, hub, watchers: this.watchers, activityOf })
    this.elsewhere = new Elsewhere({ hub, activityOf, defer: (run) => deps.clock.defer(run) })
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
    this.refresh(session.userId)
  }

  left(session: Session): void {
    const said = this.said.get(session)
    this.said.delete(session)
    if (session.kind === 'device') {
      this.unwatch(session)
      this.elsewhere.refresh(session.userId)
    }
    if (said) {
      const gone = [...said.entries.values()].map(({ client, clock }) => ({ client, clock: clock + 1, state: null }))
      this.passOn(session, said.doc, gone)
      this.sayTyping(session, said.doc, false)
    }
    this.refresh(session.userId)
  }

  watch(session: DeviceSession, channelId: ChannelId | null): void {
    this.unwatch(session)
    session.watched = channelId
    this.elsewhere.refresh(session.userId)
    if (!channelId) return this.presence.show(session, null)
    let watchers = this.watchers.get(channelId)
    if (!watchers) this.watchers.set(channelId, (watchers = new Set()))
    watchers.add(session)
    this.tellTypists(session, channelId)
    this.presence.show(session, channelId)
    this.marks.tell(session, channelId)
  }

  private unwatch(session: DeviceSession): void {
    if (session.watched) this.watchers.get(session.watched)?.delete(session)
    session.watched = null
  }

  /** Whether a device of the person shows the channel in a window that they are in. */
  isReading(userId: UserId, channelId: ChannelId): boolean {
    for (const session of this.watchers.get(channelId) ?? []) {
      if (session.userId === userId && this.said.get(session)?.active !== 'idle') return true
    }
    return false
  }

  delivered(session: DeviceSession, channel: string, seq: number): void {
    const channelId = parseChannelId(channel)
    const last = channelId ? this.deps.tables.channel(channelId)?.last_seq : undefined
    if (!channelId || last === undefined || seq > last || !session.mayRead(`${channelDocument(channelId)}/0`)) return
    this.deps.writer.enqueue({
      run: (tx) => {
        if (seq <= tx.tables.positions.deliveredSeq(channelId, session.userId)) return
        tx.tables.positions.putDelivered(channelId, session.userId, seq)
        tx.live.push({ kind: 'delivered-moved', channelId, userId: session.userId, seq })
      },
      committed: () => undefined,
      failed: () => undefined,
    })
  }

  /** PR6: what watchers may know of the person is another thing than before. */
  privacyChanged(userId: UserId): void {
    this.presence.tell(userId)
    for (const [channelId, sessions] of this.watchers) {
      if (sessions.size > 0 && channelOf(this.deps.world(), channelId)?.role(userId) !== 'none')
        this.marks.moved(channelId)
    }
  }

  private accept(session: Session, doc: string, own: readonly AwarenessEntry[]): void {
    const said: Said = this.said.get(session) ?? { doc, entries: new Map(), active: 'active' }
    const here: Said = said.doc === doc ? said : { ...said, doc, entries: new Map<number, AwarenessEntry>() }
    for (const entry of own) {
      if (entry.state === null) here.entries.delete(entry.client)
      else here.entries.set(entry.client, entry)
    }
    const states = [...here.entries.values()].map((entry) => entry.state)
    here.active = states.length > 0 && states.every((state) => state?.active === 'idle') ? 'idle' : 'active'
    this.said.set(session, here)
    if (said.doc !== doc) this.sayTyping(session, said.doc, false)
    this.sayTyping(
      session,
      doc,
      states.some((state) => state?.typing === true),
    )
    this.passOn(session, doc, own)
    this.refresh(session.userId)
    this.hub().flush()
  }

  private refresh(userId: UserId): void {
    this.presence.refresh(userId)
    this.elsewhere.refresh(userId)
  }

  /** To the stock sockets of the same document; our own clients are told by name. */
  private passOn(from: Session, doc: string, entries: readonly AwarenessEntry[]): void {
    if (entries.length === 0) return
    const message = encodeStockAwareness(entries)
    for (const session of this.hub().sessions()) {
      if (session.kind === 'document' && session.doc === doc && session !== from) session.send(message)
    }
  }

  /** Awareness of a root is of its channel; in other documents nobody types. */
  private sayTyping(session: Session, doc: string, isTyping: boolean): void {
    const ref = parseDocumentName(doc)
    if (ref?.kind === 'channel') this.typing.said(ref.channelId, session.userId, session, isTyping)
  }

  private tellTyping(channelId: ChannelId): void {
    for (const session of this.watchers.get(channelId) ?? []) this.tellTypists(session, channelId)
    // A word over another door flushes no socket by itself.
    this.deps.clock.defer(() => this.hub().flush())
  }

  private tellTypists(session: DeviceSession, channelId: ChannelId): void {
    session.tell({ t: 'typing', channel: channelId, users: this.typing.typists(channelId, session.userId) })
  }
}
