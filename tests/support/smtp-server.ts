/** A real mail server on this machine, that can be away and come back on the same port. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface LocalSmtp {
  readonly url: string
  /** Raw messages, in order of arrival. */
  readonly received: string[]
  /** Answers the next recipients with this code; null takes them. */
  refuseWith: number | null
  /** Resolves when that many have arrived. */
  arrived(count: number): Promise<void>
  /** Nobody listens any more. */
  leave(): Promise<void>
  comeBack(): Promise<void>
}

export async function localSmtp(): Promise<LocalSmtp> {
  const waiting: { count: number; resolve: () => void }[] = []
  let server: SMTPServer | null = null
  let port = 0

  const listen = async () => {
    server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (_address, _session, done) => {
        const code = smtp.refuseWith
        done(code === null ? null : Object.assign(new Error('no such mailbox'), { responseCode: code }))
      },
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          smtp.received.push(Buffer.concat(chunks).toString('utf8'))
          done()
          for (const { count, resolve } of waiting) if (smtp.received.length >= count) resolve()
        })
      },
    })
    server.on('error', () => undefined)
    const listener = server.listen(port, '127.0.0.1')
    await once(listener, 'listening')
    port = (listener.address() as AddressInfo).port
  }
  const smtp: LocalSmtp = {
    get url() {
      return `smtp://127.0.0.1:${port}`
    },
    received: [],
    refuseWith: null,
    arrived: (count) => {
      if (smtp.received.length >= count) return Promise.resolve()
      return new Promise((resolve) => waiting.push({ count, resolve }))
    },
    leave: async () => {
      const left = server
      server = null
      if (left) await new Promise<void>((resolve) => left.close(resolve))
    },
    comeBack: listen,
  }
  await listen()
  return smtp
}
