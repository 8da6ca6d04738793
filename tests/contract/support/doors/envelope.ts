/** Envelope: JSON and access tokens; everything in a chat is written over `/ws`. */
import { once } from 'node:events'
import WebSocket from 'ws'
import { ask, json, type Actor, type Door, type LiveNews, type Seen } from './door.ts'

interface EnvelopeMessage {
  readonly id: number
  readonly sender_id: number
  readonly message: string | null
  readonly deleted_at: string | null
}

type Frame = {
  readonly type: string
  readonly chat_id?: number
  readonly message?: EnvelopeMessage
  readonly message_id?: number
  readonly is_typing?: boolean
}

export const envelope: Door = {
  name: 'envelope',
  async enter(url, { username, password, userId }) {
    const { token } = await ask(`${url}/auth/login`, json({ login: username, password }))
    const headers = { authorization: `Bearer ${token as string}` }
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { headers })
    await once(socket, 'open')
    let words = 0
    /** Sends, and waits for its `ok`. */
    const say = (frame: { readonly type: string; readonly [field: string]: unknown }): Promise<Frame> =>
      new Promise((resolve, reject) => {
        const heard = (data: Buffer) => {
          const answer = JSON.parse(data.toString()) as Frame & { error?: string }
          if (answer.type !== 'ok' && answer.type !== 'error') return
          socket.off('message', heard)
          if (answer.type === 'ok') resolve(answer)
          else reject(new Error(answer.error))
        }
        socket.on('message', heard)
        socket.send(JSON.stringify(frame))
      })
    return {
      ...{ username, userId },
      async say({ num }, message) {
        const client_message_id = `${username}-${++words}-${Date.now()}`
        const answer = await say({ type: 'send_message', chat_id: num, message, client_message_id })
        return answer.message?.id ?? answer.message_id ?? 0
      },
      edit: async ({ num }, id, message) =>
        void (await say({ type: 'edit_message', chat_id: num, message_id: id, message })),
      remove: async ({ num }, id) => void (await say({ type: 'delete_message', chat_id: num, message_id: id })),
      async read({ num }): Promise<Seen[]> {
        const messages = (await ask(`${url}/chats/${num}/messages?limit=200`, { headers })) as EnvelopeMessage[]
        return messages
          .filter(({ deleted_at }) => deleted_at === null)
          .map(({ id, sender_id, message }) => ({ id, by: sender_id, text: message }))
      },
      markRead: async ({ num }, id) => void (await ask(`${url}/chats/${num}/read`, json({ message_id: id }, headers))),
      async unread({ num }) {
        const chats = (await ask(`${url}/chats`, { headers })) as { id: number; unread_count: number }[]
        return chats.find(({ id }) => id === num)?.unread_count ?? -1
      },
      type: async ({ num }, isTyping) =>
        void socket.send(JSON.stringify({ type: 'typing', chat_id: num, is_typing: isTyping })),
      async listen({ num }) {
        const news: LiveNews[] = []
        const kinds: Record<string, LiveNews['kind']> = {
          ...{ message_new: 'posted', message_updated: 'edited', message_deleted: 'deleted', typing: 'typing' },
        }
        const heard = (data: Buffer) => {
          const frame = JSON.parse(data.toString()) as Frame
          const kind = frame.is_typing === false ? 'stopped' : kinds[frame.type]
          if (!kind || frame.chat_id !== num) return
          news.push({ kind, id: frame.message?.id ?? frame.message_id ?? 0, text: frame.message?.message ?? null })
        }
        socket.on('message', heard)
        return { news, close: () => void socket.off('message', heard) }
      },
      leave: () => socket.terminate(),
    } satisfies Actor
  },
}
