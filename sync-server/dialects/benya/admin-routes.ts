/** `/api/v1/admin`: what an administrator of the workspace sees and does (docs/behaviour.md, AP1-AP12). An extension of our own. */
import { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import { requireAdministrator } from '../../access/administer.ts'
import { changeAccount, endSessionsOf } from '../../accounts/change-account.ts'
import type { AccountDeps } from '../../accounts/deps.ts'
import { listAccounts, viewAccount, type AccountView, type AdministrationDeps } from '../../accounts/list-accounts.ts'
import { sendResetMail } from '../../accounts/send-reset-mail.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { deleteListedChannel } from '../../commands/delete-listed-channel.ts'
import { routesOf } from '../../http/route.ts'
import { idParam, isoTime } from '../../http/schemas.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { listListedChannels } from '../../queries/list-listed-channels.ts'
import type { SettingsStore } from '../../settings.ts'
import { adminChannel, adminPerson, adminPersonChange, adminSettings, adminSettingsChange } from './schemas/admin.ts'
import { messageResponse } from './schemas/common.ts'

export interface AdminDeps {
  readonly account: AccountDeps
  readonly domain: CommandDeps
  readonly media: Pick<MediaDeps, 'maxUploadBytes'>
  readonly settings: Pick<SettingsStore, 'current' | 'change'>
}

const MAX_PEOPLE = 500
const route = routesOf<AdminDeps>()
const person = z.object({ user_id: idParam })
const above = z.object({
  after_id: z.coerce.number().int().min(0).default(0),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(MAX_PEOPLE)
    .transform((limit) => Math.min(limit, MAX_PEOPLE)),
})

export const adminRoutes = [
  route(
    {
      ...{ method: 'get', path: '/admin/people', summary: 'Everyone with an account, by id; administrators only' },
      ...{ auth: true, query: above, answers: { 200: z.array(adminPerson) } },
    },
    (deps, { session, query }) =>
      listAccounts(accountsOf(deps), session.userId, { afterId: query.after_id, limit: query.limit }).map(
        presentPerson,
      ),
  ),
  route(
    {
      ...{
        method: 'patch',
        path: '/admin/people/{user_id}',
        summary: 'Switch an account off, or make it administrator',
      },
      ...{ auth: true, params: person, body: adminPersonChange, answers: { 200: adminPerson } },
    },
    async (deps, { session, params, body }) => {
      const change = { userId: params.user_id as UserId, isAdmin: body.is_admin, isDisabled: body.is_disabled }
      const account = await changeAccount(deps.account, session.userId, change)
      return presentPerson(viewAccount(accountsOf(deps), account))
    },
  ),
  route(
    {
      ...{ method: 'delete', path: '/admin/people/{user_id}/sessions', summary: 'Sign somebody out everywhere' },
      ...{ auth: true, params: person, answers: { 204: null } },
    },
    ({ account }, { session, params }) => endSessionsOf(account, session.userId, params.user_id as UserId),
  ),
  route(
    {
      ...{ method: 'post', path: '/admin/people/{user_id}/password-reset', summary: 'Mail somebody a password link' },
      ...{ auth: true, params: person, answers: { 200: messageResponse } },
    },
    async ({ account }, { session, params }) => {
      await sendResetMail(account, session.userId, params.user_id as UserId)
      return { message: 'A mail is on its way.' }
    },
  ),
  route(
    {
      ...{ method: 'get', path: '/admin/channels', summary: 'Channels that anyone may find; administrators only' },
      ...{ auth: true, answers: { 200: z.array(adminChannel) } },
    },
    ({ domain }, { session }) =>
      listListedChannels(domain, session.userId).map((channel) => ({
        ...{ id: channel.num, channel_id: channel.channelId, kind: channel.kind, title: channel.title },
        ...{ topic: channel.topic || null, handle: channel.handle || null },
        ...{ members_count: channel.members, messages_count: channel.messages, is_default: channel.isDefault },
        last_message_at: channel.lastMessageAt === null ? null : isoTime(channel.lastMessageAt),
        created_at: isoTime(channel.createdAt),
      })),
  ),
  route(
    {
      ...{ method: 'delete', path: '/admin/channels/{chat_id}', summary: 'Delete a public channel for everyone' },
      ...{ auth: true, params: z.object({ chat_id: idParam }), answers: { 204: null } },
    },
    ({ domain }, { session, params }) => deleteListedChannel(domain, session.userId, params.chat_id),
  ),
  route(
    {
      ...{ method: 'get', path: '/admin/settings', summary: 'Sign-up and limits; administrators only' },
      ...{ auth: true, answers: { 200: adminSettings } },
    },
    (deps, { session }) => {
      requireAdministrator(deps.domain.world(), session.userId)
      return presentSettings(deps)
    },
  ),
  route(
    {
      ...{ method: 'patch', path: '/admin/settings', summary: 'Change sign-up and limits, in settings.json' },
      ...{ auth: true, body: adminSettingsChange, answers: { 200: adminSettings } },
    },
    (deps, { session, body }) => {
      requireAdministrator(deps.domain.world(), session.userId)
      deps.settings.change(body)
      return presentSettings(deps)
    },
  ),
]

function accountsOf({ account, domain }: AdminDeps): AdministrationDeps {
  return { ...account, people: domain.people, presenceOf: domain.presenceOf }
}

function presentPerson(view: AccountView) {
  return {
    ...{ id: view.userId, username: view.username, is_admin: view.isAdmin, is_disabled: view.isDisabled },
    ...{ has_email: view.hasEmail, twofa_enabled: view.hasSecondFactor, sessions: view.sessions },
    is_online: view.isOnline,
    last_seen_at: view.lastSeenAt === null ? null : isoTime(view.lastSeenAt),
    created_at: isoTime(view.createdAt),
  }
}

async function presentSettings({ account, media, settings }: AdminDeps) {
  const { signUp, adminsDeleteMessages, requireVerifiedEmail, maxLoginAttempts, lockoutDurationMinutes } =
    settings.current()
  const [login, register, message] = await Promise.all(
    [account.limits.login, account.limits.register, account.limits.message].map((limiter) => limiter.look('')),
  )
  return {
    sign_up: signUp,
    admins_delete_messages: adminsDeleteMessages,
    require_verified_email: requireVerifiedEmail,
    max_login_attempts: maxLoginAttempts,
    lockout_duration_minutes: lockoutDurationMinutes,
    limits: {
      max_upload_bytes: media.maxUploadBytes,
      logins_per_minute: login?.limit ?? 0,
      registrations_per_minute: register?.limit ?? 0,
      messages_per_minute: message?.limit ?? 0,
    },
  }
}
