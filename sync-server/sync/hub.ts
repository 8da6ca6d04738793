/** Every open socket: by user, by device, by session; who is let in and out after a commit (docs/behaviour.md, GW1-GW9). */
import { channelDocument, parseDocumentName, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { CloseCode } from '../../schema/protocol/close-codes.ts'
import { canRead } from '../../schema/rules/channel.ts'
import type { CoreDeps } from './deps.ts'
import type { DeviceSession, Session } from './session.ts'
import type { AccessEvent } from './transaction.ts'

/** Sockets one user may have open, over all devices; a browser with 20 stock documents uses 20. */
export const MAX_SOCKETS_PER_USER = 256

export class Hub {
  /** Those for whom something is queued: a turn costs by whom it concerns, not by all who are here. */
  readonly waiting = new Set<DeviceSession>()
  private readonly byUser = new Map<UserId, Set<Session>>()
  /** The newest connection of each device. */
  private readonly connections = new Map<string, { connection: number; session: Session }>()

  constructor(private readonly deps: CoreDeps) {}

  /** @returns false when the user has too many sockets */
  add(session: Session): boolean {
    let sessions = this.byUser.get(session.userId)
    if (!sessions) this.byUser.set(session.userId, (sessions = new Set()))
    if (sessions.size >= MAX_SOCKETS_PER_USER) return false
    sessions.add(session)
    return true
  }

  remove(session: Session): void {
    const sessions = this.byUser.get(session.userId)
    if (sessions?.delete(session) && sessions.size === 0) {
      this.byUser.delete(session.userId)
      this.deps.lastSocketClosed(session.userId)
    }
    for (const doc of session.documents()) this.deps.relay.unlisten(doc, session)
  }

  *sessions(): Iterable<Session> {
    for (const sessions of this.byUser.values()) yield* sessions
  }

  sessionsOf(userId: UserId): Iterable<Session> {
    return this.byUser.get(userId) ?? []
  }

  isOnline(userId: UserId): boolean {
    return this.byUser.has(userId)
  }

  /** GW3: a device's higher connection ends the lower one; a lower one that comes late is turned away. */
  claimDevice(session: Session, device: string, connection: number): boolean {
    const key = `${session.userId}/${device}`
    const holder = this.connections.get(key)
    if (holder && holder.session !== session) {
      if (connection <= holder.connection) return false
      holder.session.end(CloseCode.Replaced, 'a newer connection of this device')
    }
    this.connections.set(key, { connection, session })
    return true
  }

  /** After a commit: the ones let in get what they may read, the ones shut out nothing more. */
  apply(events: readonly AccessEvent[]): void {
    for (const event of events) {
      if (event.kind === 'granted')
        for (const session of this.sessionsOf(event.userId)) session.admitTo(event.channelId)
      if (event.kind === 'opened') for (const session of this.sessions()) session.admitTo(event.channelId)
      if (event.kind === 'lost') this.shutOut(event.channelId, event.userId)
      if (event.kind === 'deleted') for (const userId of [...this.byUser.keys()]) this.shutOut(event.channelId, userId)
      if (event.kind === 'volume-opened') {
        for (const session of this.sessions()) session.volumeOpened(event.channelId, event.volume)
      }
    }
  }

  private shutOut(channelId: ChannelId, userId: UserId): void {
    const world = this.deps.world()
    const root = channelDocument(channelId)
    for (const session of this.sessionsOf(userId)) {
      const lost = [...session.documents()].filter((doc) => {
        if (doc !== root && !doc.startsWith(`${root}/`)) return false
        const ref = parseDocumentName(doc)
        return ref !== null && !canRead(world, userId, ref)
      })
      if (lost.length > 0) session.shutOut(lost)
    }
  }

  refounded(doc: string): void {
    for (const session of [...this.sessions()]) {
      if ([...session.documents()].includes(doc)) session.refounded(doc)
    }
  }

  /** GW6: ends sockets whose session is over. */
  endExpired(nowMs: number): void {
    for (const session of [...this.sessions()]) {
      if (session.expiresAtMs <= nowMs) session.end(CloseCode.NoSession, 'the session expired')
    }
  }

  endSession(sessionId: string): void {
    for (const session of [...this.sessions()]) {
      if (session.sessionId === sessionId) session.end(CloseCode.NoSession, 'the session ended')
    }
  }

  endAll(code: CloseCode, reason: string): void {
    for (const session of [...this.sessions()]) session.end(code, reason)
  }

  flush(): void {
    for (const session of [...this.waiting]) session.flush()
  }
}

/** Whether there is such a document for this person: a right to read it, and a volume that was opened. */
export function mayOpen(deps: CoreDeps, userId: UserId, doc: string): boolean {
  const ref = parseDocumentName(doc)
  if (!ref || !canRead(deps.world(), userId, ref)) return false
  return ref.kind !== 'volume' || ref.volume <= (deps.tables.channel(ref.channelId)?.last_volume ?? 0)
}

/** The root and the newest volume: what a device is sent of a channel without asking. */
export function liveDocuments(deps: CoreDeps, channelId: ChannelId): string[] {
  const newest = deps.tables.channel(channelId)?.last_volume ?? 0
  return [channelDocument(channelId), volumeDocument(channelId, newest)]
}
