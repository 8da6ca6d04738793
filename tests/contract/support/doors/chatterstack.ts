/** Chatterstack: JSON and access tokens under `/v1`, news over `/ws?room_id=`. Ids are text. */
import { once } from 'node:events'
import WebSocket from 'ws'
import { ask, json, type Actor, type Chat, type Door, type LiveNews, type Seen } from './door.ts'

interface StackMessage {
  readonly id: string
  readonly sender_id: string
  readonly content: string
}

export const chatterstack: Door = {
  name: 'chatterstack',
  async enter(origin, { username, password, userId }) {
    const url = `${origin}/v1`
    const { access_token } = await ask(`${url}/auth/login`, json({ email: username, password }))
    const headers = { authorization: `Bearer ${access_token as string}` }
    const sockets: WebSocket[] = []
    let typing: WebSocket | null = null
    const open = async ({ num }: Chat) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws?room_id=${num}`, { headers })
      sockets.push(socket)
      await once(socket, 'open')
      return socket
    }
    return {
      ...{ username, userId },
      async say({ num }, content) {
        const sent = await ask(`${url}/rooms/${num}/messages`, { ...json({ content }, headers), expected: [201] })
        return Number((sent as StackMessage).id)
      },
      async read({ num }): Promise<Seen[]> {
        const { messages } = (await ask(`${url}/rooms/${num}/messages?limit=100`, { headers })) as {
          messages: StackMessage[]
        }
        return messages.map(({ id, sender_id, content }) => ({ id: Number(id), by: Number(sender_id), text: content }))
      },
      markRead: async ({ num }, id) =>
        void (await ask(`${url}/rooms/${num}/messages/${id}/read`, { method: 'POST', headers, expected: [204] })),
      async type(chat, isTyping) {
        typing ??= await open(chat)
        const event = isTyping ? 'typing_start' : 'typing_stop'
        typing.send(JSON.stringify({ event, data: { room_id: String(chat.num) } }))
      },
      async listen(chat) {
        const news: LiveNews[] = []
        const socket = await open(chat)
        const kinds: Record<string, LiveNews['kind']> = {
          ...{
            receive_message: 'posted',
            message_updated: 'edited',
            message_deleted: 'deleted',
            typing_start: 'typing',
            typing_stop: 'stopped',
          },
        }
        socket.on('message', (data: Buffer) => {
          const frame = JSON.parse(data.toString()) as { event: string; data: StackMessage }
          const kind = kinds[frame.event]
          if (kind)
            news.push({
              kind,
              id: kind === 'typing' || kind === 'stopped' ? 0 : Number(frame.data.id),
              text: frame.data.content ?? null,
            })
        })
        return { news, close: () => socket.close() }
      },
      leave: () => sockets.forEach((socket) => socket.terminate()),
    } satisfies Actor
  },
}
