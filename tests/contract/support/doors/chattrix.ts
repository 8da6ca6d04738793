/** Chattrix: JSON and a cookie, news over Socket.IO. */
import { io } from 'socket.io-client'
import { ask, cookiesOf, json, type Actor, type Chat, type Door, type LiveNews, type Seen } from './door.ts'

interface ChattrixMessage {
  readonly id: number
  readonly sender_id: number
  readonly content: string | null
}

export const chattrix: Door = {
  name: 'chattrix',
  async enter(url, { username, password, userId }) {
    const signedIn = await fetch(`${url}/login`, { ...json({ username, password }), redirect: 'manual' })
    if (signedIn.status !== 200) throw new Error(`sign-in answered ${signedIn.status}`)
    const headers = { cookie: cookiesOf(signedIn) }
    const send = (method: string, path: string, body: unknown, expected: readonly number[]) =>
      ask(url + path, { ...json(body, headers), method, expected })
    const socket = io(url, { extraHeaders: { ...headers, origin: url }, transports: ['websocket'], forceNew: true })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve())
      socket.once('connect_error', reject)
    })
    const emit = (event: string, data: object) => socket.emit(event, data)
    return {
      ...{ username, userId },
      async say({ num }, content) {
        const path = `/api/conversations/${num}/messages`
        const { message_data } = (await send('POST', path, { content, type: 'text' }, [201])) as {
          message_data: ChattrixMessage
        }
        return message_data.id
      },
      edit: async (_, id, content) => void (await send('PUT', `/api/messages/${id}`, { content }, [200])),
      remove: async (_, id) => void (await ask(`${url}/api/messages/${id}`, { method: 'DELETE', headers })),
      async read({ num }): Promise<Seen[]> {
        const { messages } = (await ask(`${url}/api/conversations/${num}/messages?limit=100`, { headers })) as {
          messages: ChattrixMessage[]
        }
        return messages.map(({ id, sender_id, content }) => ({ id, by: sender_id, text: content }))
      },
      markRead: async ({ num }, id) =>
        void (await socket.emitWithAck('mark_as_read', { conversation_id: num, message_id: id })),
      async unread({ num }) {
        const { conversations } = (await ask(`${url}/api/conversations`, { headers })) as {
          conversations: { id: number; unread_count: number }[]
        }
        return conversations.find(({ id }) => id === num)?.unread_count ?? -1
      },
      type: async ({ num }, isTyping) => void emit(isTyping ? 'typing_start' : 'typing_stop', { conversation_id: num }),
      async listen({ num }: Chat) {
        const news: LiveNews[] = []
        await socket.emitWithAck('join_conversation', { conversation_id: num })
        socket.on(
          'new_message',
          ({ id, content }: ChattrixMessage) => void news.push({ kind: 'posted', id, text: content }),
        )
        socket.on(
          'message_edited',
          ({ id, content }: ChattrixMessage) => void news.push({ kind: 'edited', id, text: content }),
        )
        socket.on(
          'message_deleted',
          ({ message_id: id }: { message_id: number }) => void news.push({ kind: 'deleted', id, text: null }),
        )
        socket.on('user_typing', () => void news.push({ kind: 'typing', id: 0, text: null }))
        socket.on('user_stopped_typing', () => void news.push({ kind: 'stopped', id: 0, text: null }))
        return { news, close: () => void socket.removeAllListeners() }
      },
      leave: () => void socket.disconnect(),
    } satisfies Actor
  },
}
