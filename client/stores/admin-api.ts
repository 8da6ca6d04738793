/** What an administrator of the workspace asks of the server (`/api/v1/admin`). */
import * as z from 'zod/mini'
import { askServer, type Answer, type Fetch } from './account-api.ts'

const person = z.object({
  id: z.number(),
  username: z.string(),
  is_admin: z.boolean(),
  is_disabled: z.boolean(),
  has_email: z.boolean(),
  sessions: z.number(),
  is_online: z.boolean(),
  last_seen_at: z.nullable(z.string()),
})
export type AdminPerson = z.infer<typeof person>

const channel = z.object({
  id: z.number(),
  channel_id: z.string(),
  kind: z.enum(['public', 'group', 'broadcast', 'private', 'direct', 'saved']),
  title: z.string(),
  members_count: z.number(),
  messages_count: z.number(),
  last_message_at: z.nullable(z.string()),
  is_default: z.boolean(),
})
export type AdminChannel = z.infer<typeof channel>

const changeable = {
  sign_up: z.enum(['open', 'closed']),
  admins_delete_messages: z.boolean(),
  require_verified_email: z.boolean(),
  max_login_attempts: z.number(),
  lockout_duration_minutes: z.number(),
}
const settings = z.object({
  ...changeable,
  limits: z.object({
    max_upload_bytes: z.number(),
    logins_per_minute: z.number(),
    registrations_per_minute: z.number(),
    messages_per_minute: z.number(),
  }),
})
export type AdminSettings = z.infer<typeof settings>
export type AdminSettingsChange = Partial<Omit<AdminSettings, 'limits'>>

const done = z.object({ message: z.string() })
const PAGE = 500

export class AdminApi {
  constructor(private readonly fetch: Fetch = (path, init) => globalThis.fetch(path, init)) {}

  /** Everyone, page by page. */
  async people(): Promise<Answer<readonly AdminPerson[]>> {
    const all: AdminPerson[] = []
    for (;;) {
      const query = `?after_id=${all.at(-1)?.id ?? 0}&limit=${PAGE}`
      const page = await this.#ask('GET', `/people${query}`, z.array(person))
      if (!page.ok) return page
      all.push(...page.value)
      if (page.value.length < PAGE) return { ok: true, value: all }
    }
  }

  changePerson(id: number, change: { is_admin?: boolean; is_disabled?: boolean }): Promise<Answer<AdminPerson>> {
    return this.#ask('PATCH', `/people/${id}`, person, change)
  }

  endSessions = (id: number): Promise<Answer<null>> => this.#ask<null>('DELETE', `/people/${id}/sessions`, null)
  sendPasswordMail = (id: number): Promise<Answer<unknown>> => this.#ask('POST', `/people/${id}/password-reset`, done)
  channels = (): Promise<Answer<AdminChannel[]>> => this.#ask('GET', '/channels', z.array(channel))
  deleteChannel = (id: number): Promise<Answer<null>> => this.#ask<null>('DELETE', `/channels/${id}`, null)
  settings = (): Promise<Answer<AdminSettings>> => this.#ask('GET', '/settings', settings)

  changeSettings(change: AdminSettingsChange): Promise<Answer<AdminSettings>> {
    return this.#ask('PATCH', '/settings', settings, change)
  }

  #ask<T>(method: string, path: string, shape: z.ZodMiniType<T> | null, body?: object): Promise<Answer<T>> {
    return askServer(this.fetch, method, `/admin${path}`, shape, body)
  }
}
