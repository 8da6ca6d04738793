/** Benya: JSON and access tokens under `/api/v1`. */
import { ask, json, type Actor, type Door, type Seen } from './door.ts'

interface BenyaMessage {
  readonly id: number
  readonly sender_id: number
  readonly text: string | null
}

export const benya: Door = {
  name: 'benya',
  async enter(origin, { username, password, userId }) {
    const url = `${origin}/api/v1`
    const { access_token } = await ask(`${url}/auth/login`, json({ email: username, password }))
    const headers = { authorization: `Bearer ${access_token as string}` }
    const send = (method: string, path: string, body: unknown, expected: readonly number[]) =>
      ask(url + path, { ...json(body, headers), method, expected })
    return {
      ...{ username, userId },
      async say({ num }, text) {
        const sent = await send('POST', '/messages', { chat_id: num, type: 'text', text }, [201])
        return (sent as BenyaMessage).id
      },
      edit: async (_, id, text) => void (await send('PUT', `/messages/${id}`, { text }, [200])),
      remove: async (_, id) =>
        void (await ask(`${url}/messages/${id}?for_all=true`, { method: 'DELETE', headers, expected: [204] })),
      react: async (id, emoji) => void (await send('POST', `/messages/${id}/reactions/toggle`, { emoji }, [200])),
      async read({ num }): Promise<Seen[]> {
        const messages = (await ask(`${url}/messages/${num}?limit=100`, { headers })) as BenyaMessage[]
        return messages.reverse().map(({ id, sender_id, text }) => ({ id, by: sender_id, text }))
      },
      markRead: async ({ num }, id) =>
        void (await send('POST', '/messages/status', { chat_id: num, message_id: id, status: 'message_read' }, [200])),
      unread: async ({ num }) =>
        ((await ask(`${url}/chats/${num}`, { headers })) as { unread_count: number }).unread_count,
      leave: () => undefined,
    } satisfies Actor
  },
}
