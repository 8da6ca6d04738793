/** Links by which people join a chat, which only the server knows (`/api/v1/chats`). */
import * as z from 'zod/mini'
import { askServer, type Answer, type Fetch } from './account-api.ts'

const link = z.object({
  invite_id: z.string(),
  created_by: z.number(),
  expires_at: z.string(),
  max_uses: z.nullable(z.number()),
  uses: z.number(),
})
export type InviteLink = z.infer<typeof link>

const made = z.object({ invite_url: z.string() })

export interface NewInvite {
  /** Seconds; null = it never ends. */
  readonly endsIn: number | null
  /** null = any number. */
  readonly uses: number | null
}

export class InvitesApi {
  constructor(private readonly fetch: Fetch = (path, init) => globalThis.fetch(path, init)) {}

  /** Those that one may take back. @param num  the chat's integer id */
  list(num: number): Promise<Answer<InviteLink[]>> {
    return askServer(this.fetch, 'GET', `/chats/${num}/invite-links`, z.array(link))
  }

  /** @returns the link, which is not told again */
  async make(num: number, { endsIn, uses }: NewInvite): Promise<Answer<string>> {
    const body = { max_uses: uses, ...(endsIn === null ? { never_expires: true } : { expires_in: endsIn }) }
    const answer = await askServer(this.fetch, 'POST', `/chats/${num}/invite-link`, made, body)
    return answer.ok ? { ok: true, value: answer.value.invite_url } : answer
  }

  revoke(num: number, inviteId: string): Promise<Answer<null>> {
    return askServer<null>(this.fetch, 'DELETE', `/chats/${num}/invite-links/${inviteId}`, null)
  }
}

/** A link that lasts until it is taken back ends in the year 9999. */
export function isEndless({ expires_at: at }: InviteLink): boolean {
  return at.startsWith('9999-')
}
