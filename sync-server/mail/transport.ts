/** Where mails go: an SMTP server, or without one a file each under `outbox/` of the data folder (docs/behaviour.md, AU50). */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Mail } from './mail.ts'

export interface MailTransport {
  /** Whether a mail is there when `deliver` was awaited; over a network that takes as long as it takes. */
  readonly isImmediate: boolean
  /** Rejects while mails cannot be handed over. */
  check(): Promise<void>
  /** Rejects when the mail was not taken. */
  deliver(mail: Mail): Promise<void>
}

/** Long enough for a slow relay, short enough for a person who waits for an answer. */
const CONNECT_MS = 5_000
const SILENCE_MS = 15_000
/** No out-of-office replies to these. */
const HEADERS = { 'Auto-Submitted': 'auto-generated' }

/**
 * @param url   smtp:// or smtps://, with user and password where the server asks for them
 * @param from  the sender, `Cairn <no-reply@example.org>`
 */
export function smtpTransport(url: string, from: string): MailTransport {
  const smtp = createTransport(
    {
      url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
    },
    { from, headers: HEADERS, disableFileAccess: true, disableUrlAccess: true },
  )
  return {
    isImmediate: false,
    check: async () => void (await smtp.verify()),
    deliver: async (mail) => void (await smtp.sendMail({ ...mail })),
  }
}

/**
 * @param folder       made at the first mail
 * @param randomBytes  for names that nobody guesses
 */
export function folderTransport(deps: {
  folder: string
  from: string
  now: () => number
  randomBytes: (size: number) => Buffer
}): MailTransport {
  const { folder, from, now } = deps
  let written = 0
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from, headers: HEADERS })
  return {
    isImmediate: true,
    check: async () => undefined,
    deliver: async (mail) => {
      const date = new Date(now())
      const { message } = await composer.sendMail({ ...mail, date })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Sorted by name they are in order, also those of one millisecond.
      const order = String(written++ % 1_000_000).padStart(6, '0')
      const name = `${date.toISOString().replaceAll(':', '-')}-${order}-${deps.randomBytes(6).toString('hex')}.eml`
      // Whoever watches the folder finds whole mails only.
      await writeFile(join(folder, `${name}.new`), message as Buffer, { mode: 0o600, flush: true })
      await rename(join(folder, `${name}.new`), join(folder, name))
    },
  }
}
