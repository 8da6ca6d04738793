/** A server with people who know each other: ada, bo, cy in chats, dee outside of all. */
import type { AServerOptions } from '../../sync-server/support/a-server.ts'
import { anApi, type AnApi, type Answer } from './an-api.ts'

export interface Member {
  readonly id: number
  readonly username: string
  readonly token: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body: unknown): Promise<Answer>
  patch(path: string, body: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
}

export interface ACrew {
  readonly api: AnApi
  readonly ada: Member
  readonly bo: Member
  readonly cy: Member
  readonly dee: Member
  /** Founds a chat in somebody's name; its `ChatRead`. */
  found(by: Member, chat: Record<string, unknown>): Promise<FoundChat>
}

export interface FoundChat {
  readonly id: number
  /** Its path. */
  readonly path: string
}

export async function aCrew(options?: AServerOptions): Promise<ACrew> {
  const api = await anApi(options)
  const member = async (username: string): Promise<Member> => {
    const { token } = await api.person(username)
    const as = (method: string) => (path: string, body?: unknown) => api.ask(method, path, { token, body })
    const { json } = await api.ask('GET', '/auth/me', { token })
    return {
      ...{ id: json.id as number, username, token },
      ...{ get: as('GET'), post: as('POST'), put: as('PUT'), patch: as('PATCH'), delete: as('DELETE') },
    }
  }
  // One after the other, since ids tell who came first.
  const ada = await member('ada')
  const bo = await member('bo')
  const cy = await member('cy')
  const dee = await member('dee')
  return {
    ...{ api, ada, bo, cy, dee },
    async found(by, chat) {
      const { status, json } = await by.post('/chats', chat)
      if (status !== 200) throw new Error(`founding answered ${status} ${json?.detail}`)
      return { id: json.id as number, path: `/chats/${json.id}` }
    },
  }
}

/** A group of ada (owner), bo (admin) and cy (member) by invitation. */
export async function aGroup(crew: ACrew, title = 'The crew'): Promise<FoundChat> {
  const { ada, bo, cy } = crew
  const chat = await crew.found(ada, { type: 'group', title, member_ids: [bo.id, cy.id] })
  await ada.patch(`${chat.path}/members/${bo.id}/role`, { role: 'admin' })
  return chat
}
