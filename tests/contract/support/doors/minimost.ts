/** Minimost: forms and a cookie; who wants news asks again. */
import { ask, cookiesOf, type Actor, type Chat, type Door, type Seen } from './door.ts'

interface MinimostMessage {
  readonly id: number
  readonly sender: string
  readonly content: string | null
  readonly deleted: number
}

export const minimost: Door = {
  name: 'minimost',
  async enter(url, { username, password, userId }) {
    const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })
    const signedIn = await fetch(`${url}/login`, { ...form({ username, password }), redirect: 'manual' })
    if (signedIn.status !== 302) throw new Error(`sign-in answered ${signedIn.status}`)
    const headers = { cookie: cookiesOf(signedIn) }
    const at = ({ channel }: Chat) => encodeURIComponent(channel)
    const get = (path: string) => ask(url + path, { headers })
    const post = (path: string, fields: Record<string, string>, expected = [200]) =>
      ask(url + path, { ...form(fields), headers, expected })
    const all = async (chat: Chat) => (await get(`/messages/${at(chat)}?after=0`)) as MinimostMessage[]
    return {
      ...{ username, userId },
      async say(chat, text) {
        await post(`/send/${at(chat)}`, { text })
        const own = (await all(chat)).filter(({ sender, content }) => sender === username && content === text)
        return own.at(-1)?.id ?? 0
      },
      edit: async (_, id, text) => void (await post(`/edit/${id}`, { text })),
      remove: async (_, id) => void (await post(`/delete/${id}`, {})),
      react: async (id, reaction) => void (await post(`/react/${id}`, { reaction })),
      read: async (chat): Promise<Seen[]> =>
        (await all(chat))
          .filter(({ deleted, sender }) => deleted === 0 && sender !== 'system')
          .map(({ id, sender, content }) => ({ id, by: sender, text: content })),
      markRead: async (chat) => void (await post(`/mark_read/${at(chat)}`, {}, [204])),
      async unread({ channel }) {
        if (!channel.includes(':')) return ((await get('/channel_unreads')) as Record<string, number>)[channel] ?? -1
        const lists = [await get('/dms'), await get('/private_channels')] as { channel: string; unread: number }[][]
        return lists.flat().find((one) => one.channel === channel)?.unread ?? -1
      },
      type: async (chat, isTyping) => void (isTyping && (await post(`/typing/${at(chat)}`, {}, [204]))),
      leave: () => undefined,
    } satisfies Actor
  },
}
