/** One-time sync tickets (AU22): what a program without our cookie puts in `?token=`, good once and for 30 seconds. */
import type { Identity } from '../sync/sync-server-port.ts'
import { hashToken, type Session, type SessionStore } from './session-store.ts'

export const TICKET_MS = 30_000

export interface Tickets {
  issue(session: Session): string
  /** Null when it is unknown, used, older than 30 s, or its session has ended. */
  redeem(ticket: string): Identity | null
}

/** Kept in memory only: after a restart everyone asks for another. */
export function openTickets(deps: {
  sessions: SessionStore
  now: () => number
  randomBytes: (size: number) => Buffer
}): Tickets {
  /** Oldest first, since all live equally long. */
  const waiting = new Map<string, { sessionId: string; expiresAtMs: number }>()

  const dropExpired = () => {
    for (const [hash, ticket] of waiting) {
      if (ticket.expiresAtMs > deps.now()) return
      waiting.delete(hash)
    }
  }
  return {
    issue: (session) => {
      dropExpired()
      const ticket = deps.randomBytes(32).toString('base64url')
      waiting.set(hashToken(ticket), { sessionId: session.sessionId, expiresAtMs: deps.now() + TICKET_MS })
      return ticket
    },
    redeem: (ticket) => {
      const hash = hashToken(ticket)
      const found = waiting.get(hash)
      waiting.delete(hash)
      if (!found || found.expiresAtMs <= deps.now()) return null
      const session = deps.sessions.find(found.sessionId)
      if (!session) return null
      return { userId: session.userId, sessionId: session.sessionId, expiresAtMs: session.expiresAtMs, kind: 'ticket' }
    },
  }
}
