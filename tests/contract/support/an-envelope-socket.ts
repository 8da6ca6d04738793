/** A program on `/ws` of the envelope dialect: what it says, and what it hears. */
import { once } from 'node:events'
import WebSocket from 'ws'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a frame is, each test asserts
export type Frame = Record<string, any>

export interface AnEnvelopeSocket {
  /** Everything heard so far, oldest first. */
  readonly heard: Frame[]
  /** Sends a frame, or a text as it is. */
  say(frame: Frame | string): void
  /** Sends one and waits for its `ok` or `error`. */
  ask(frame: Frame): Promise<Frame>
  /** The first frame from now or before that has these fields. */
  hears(fields: Frame): Promise<Frame>
  /** Frames of a type that were heard. */
  of(type: string): Frame[]
  /** When everything that was sent before has come. */
  settled(): Promise<void>
  /** The close code. */
  closed(): Promise<number>
  close(): void
}

/** @param by  where the token is */
export async function anEnvelopeSocket(
  url: string,
  token: string,
  by: 'header' | 'address' = 'header',
): Promise<AnEnvelopeSocket> {
  const path = `${url.replace('http', 'ws')}/ws`
  const headers = { authorization: `Bearer ${token}` }
  const socket = by === 'header' ? new WebSocket(path, { headers }) : new WebSocket(`${path}?token=${token}`)
  const heard: Frame[] = []
  const waiting = new Set<() => void>()
  const closing = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString('utf8')) as Frame)
    for (const look of [...waiting]) look()
  })
  await once(socket, 'open')
  const until = (find: () => Frame | undefined): Promise<Frame> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = find()
        if (!found) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      void closing.then((code) => reject(new Error(`the socket was closed with ${code}`)))
      look()
    })
  const say = (frame: Frame | string) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  const ask = (frame: Frame): Promise<Frame> => {
    const from = heard.length
    const event = (frame.type ?? frame.event) as string
    say(frame)
    return until(() => heard.slice(from).find((one) => ['ok', 'error'].includes(one.type) && one.event === event))
  }
  return {
    ...{ heard, say, ask },
    hears: (fields) => until(() => heard.find((frame) => matches(frame, fields))),
    of: (type) => heard.filter((frame) => frame.type === type),
    settled: async () => void (await ask({ type: 'leave_chat', chat_id: 1 })),
    closed: () => closing,
    close: () => socket.close(),
  }
}

function matches(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(wanted).every(([key, part]) => matches((value as Record<string, unknown>)[key], part))
}
