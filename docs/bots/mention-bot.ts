/** Answers whoever mentions it in one channel. Stock y-websocket, nothing of Cairn: copy it, and change `answer`. See docs/bots.md. */
import { ulid } from 'ulid'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

export interface BotOptions {
  /** https://chat.example.org */
  readonly url: string
  readonly username: string
  readonly password: string
  /** `general`, a ULID, or `dm-1-2`. */
  readonly channel: string
  readonly answer: (text: string) => string
}

type Message = { by: number; text?: string; replyTo?: { id: string } }
type Stamp = { seq: number; mentions?: (number | 'everyone')[] }

/** @returns stops the bot */
export async function startMentionBot({ url, channel, answer, ...account }: BotOptions): Promise<() => void> {
  const { userId, cookie } = await signIn(url, account.username, account.password)
  const open = new Map<string, { doc: Y.Doc; provider: WebsocketProvider }>()
  /** What has no stamp yet, by message id. It outlives the document that it was first written into. */
  const outbox = new Map<string, Message>()
  const answered = new Set<string>()
  let newest = ''

  // The session's cookie, and the origin that belongs to it, go with every socket.
  class Socket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, origin: url } })
    }
  }

  function follow(name: string, read: (doc: Y.Doc) => void): void {
    if (open.has(name)) return
    const doc = new Y.Doc()
    const options = { WebSocketPolyfill: Socket as never, disableBc: true }
    const provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/sync`, name, doc, options)
    open.set(name, { doc, provider })
    provider.on('sync', (isSynced) => isSynced && read(doc))
    doc.on('update', (_update, origin) => origin === provider && provider.synced && read(doc))
    provider.on('connection-close', (event) => {
      // 45xx: the provider comes back by itself. 4401 and 4403: it stays away, and so do we.
      if (event?.code !== 4422 && event?.code !== 4409) return
      // A refused write blocks every later one of its document, so the document goes. `sealed`: again, in the newest volume.
      if (event.code === 4422 && event.reason !== 'sealed') outbox.clear()
      provider.destroy()
      open.delete(name)
      follow(name, read)
    })
  }

  function readRoot(root: Y.Doc): void {
    const volumes = [...root.getMap('volumes').keys()].map(Number)
    newest = `channel/${channel}/${Math.max(0, ...volumes)}`
    follow(newest, readVolume)
    send()
  }

  function readVolume(volume: Y.Doc): void {
    const messages = volume.getMap<Message>('messages')
    for (const { by, replyTo } of messages.values()) if (by === userId && replyTo) answered.add(replyTo.id)
    for (const [id, stamp] of volume.getMap<Stamp>('stamps')) {
      outbox.delete(id)
      const message = messages.get(id)
      if (!message || message.by === userId || !stamp.mentions?.includes(userId) || answered.has(id)) continue
      answered.add(id)
      outbox.set(ulid(), { by: userId, text: answer(message.text ?? ''), replyTo: { id } })
      volume.getMap('reactions').set(`${id}/thumbsup/${userId}`, 1)
    }
    send()
  }

  function send(): void {
    const place = open.get(newest)
    if (!place?.provider.synced) return
    const messages = place.doc.getMap<Message>('messages')
    for (const [id, message] of outbox) if (!messages.has(id)) messages.set(id, message)
  }

  follow(`channel/${channel}`, readRoot)
  return () => open.forEach(({ provider }) => provider.destroy())
}

async function signIn(url: string, username: string, password: string): Promise<{ userId: number; cookie: string }> {
  const form = {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ username, password }),
  }
  const response = await fetch(`${url}/login`, form)
  if (!response.ok) throw new Error(`sign-in was answered ${response.status}`)
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0])
  const { userId } = (await response.json()) as { userId: number }
  return { userId, cookie: cookies.join('; ') }
}
