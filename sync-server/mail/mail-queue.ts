/**
 * Mails on their way (docs/behaviour.md, AU50-AU52). A mail is a row of the same transaction as what it speaks of, so both
 * are there or neither; it goes when it was handed over, and is tried again until then.
 *
 * Handing over happens beside the request: how long a mail server takes would otherwise tell which addresses have accounts.
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Log } from '../log.ts'
import type { Seal } from '../seal.ts'
import type { Database } from '../storage/database.ts'
import type { Mail } from './mail.ts'
import type { MailTransport } from './transport.ts'

const MINUTE_MS = 60_000
const RETRY_CHECK_MS = 30_000
/** By then the links in it are over. */
const GIVE_UP_MS = 24 * 60 * MINUTE_MS
const MAX_PAUSE_MINUTES = 60

export interface MailQueue {
  /** Asked before anything changes. @throws CairnError `unavailable` when the mail server cannot be reached */
  check(): Promise<void>
  /** Keeps a mail, in the transaction that is open. */
  put(mail: Mail): void
  /** After the commit. Resolves once the mails are files; with a mail server at once, while they are on their way. */
  handOver(): Promise<void>
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>
}

interface Row {
  id: number
  sealed: string
  created_at: number
  attempts: number
}

export function openMailQueue(deps: {
  db: Database
  transport: MailTransport
  seal: Seal
  now: () => number
  log: Log
}): MailQueue {
  const { db, transport, seal, now, log } = deps
  const insert = db.prepare('INSERT INTO waiting_mails (sealed, created_at, due_at) VALUES (?, ?, ?)')
  const due = db.prepare<[number], Row>('SELECT * FROM waiting_mails WHERE due_at <= ? ORDER BY id')
  const remove = db.prepare('DELETE FROM waiting_mails WHERE id = ?')
  const postpone = db.prepare('UPDATE waiting_mails SET attempts = ?, due_at = ? WHERE id = ?')
  let tail = Promise.resolve()
  let isStopped = false

  const deliverDue = async (): Promise<void> => {
    for (const row of isStopped ? [] : due.all(now())) {
      const mail = seal.open(row.sealed, 'mail')
      if (mail === null) remove.run(row.id)
      else if (!(await deliver(row, JSON.parse(mail) as Mail))) return
    }
  }
  /** @returns whether to go on with the next */
  const deliver = async (row: Row, mail: Mail): Promise<boolean> => {
    try {
      await transport.deliver(mail)
      remove.run(row.id)
      return true
    } catch (error) {
      // The server's words may quote the address, so only its number is logged.
      const { responseCode, code } = error as { responseCode?: number; code?: string }
      const isRefused = isForGood(error) || now() - row.created_at > GIVE_UP_MS
      log.warn({ responseCode, code, attempts: row.attempts + 1, dropped: isRefused }, 'a mail was not taken')
      if (isRefused) remove.run(row.id)
      else postpone.run(row.attempts + 1, now() + Math.min(2 ** row.attempts, MAX_PAUSE_MINUTES) * MINUTE_MS, row.id)
      return isRefused
    }
  }
  const flush = () => (tail = tail.then(deliverDue).catch((error: unknown) => log.error({ err: error }, 'mail failed')))
  const timer = setInterval(() => void flush(), RETRY_CHECK_MS).unref()
  void flush()

  return {
    check: async () => {
      try {
        await transport.check()
      } catch (cause) {
        throw new CairnError(ErrorCode.Unavailable, 'Mail cannot be sent at the moment. Try again later.', { cause })
      }
    },
    put: (mail) => void insert.run(seal.close(JSON.stringify(mail), 'mail'), now(), now()),
    handOver: async () => {
      const done = flush()
      if (transport.isImmediate) await done
    },
    stop: () => {
      isStopped = true
      clearInterval(timer)
      return tail
    },
  }
}

/** The server took the connection and refused this very mail: an address that is not there, say. */
function isForGood(error: unknown): boolean {
  const { responseCode, command } = error as { responseCode?: number; command?: string }
  const isOfThisMail = command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA'
  return isOfThisMail && responseCode !== undefined && responseCode >= 500
}
