/** `/session/export-tokens`: the web app makes, lists and revokes export tokens (docs/behaviour.md, EX12, EX14). */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { findExportedChannel } from '../../access/exported-channel.ts'
import type { ExportToken } from '../../accounts/export-tokens.ts'
import { Reply, routesOf } from '../../http/route.ts'
import { isoTime } from '../../http/schemas.ts'
import type { ExportRouteDeps } from './deps.ts'
import { tokenMade, tokenParams, tokenRead, tokenRequest } from './schemas.ts'

export const TOKENS_PATH = '/export-tokens'

const route = routesOf<ExportRouteDeps>()

export const tokenRoutes = [
  route(
    {
      method: 'get',
      path: TOKENS_PATH,
      summary: 'One’s own export tokens, newest first',
      auth: true,
      answers: { 200: z.array(tokenRead) },
    },
    ({ account }, { session }) => account.exportTokens.list(session.userId).map(present),
  ),
  route(
    {
      method: 'post',
      path: TOKENS_PATH,
      summary: 'Make an export token; it is shown this once',
      auth: true,
      body: tokenRequest,
      answers: { 201: tokenMade },
    },
    async (deps, { session, body }) => {
      await takeRoom(deps, session.userId)
      const channels = body.channels && scopeOf(deps, session.userId, body.channels)
      const { token, kept } = deps.account.exportTokens.make(session.userId, { ...body, channels })
      return { ...present(kept), token }
    },
  ),
  route(
    {
      method: 'delete',
      path: `${TOKENS_PATH}/{id}`,
      summary: 'Revoke an export token, and end what it reads now',
      auth: true,
      params: tokenParams,
      answers: { 204: null },
    },
    (deps, { session, params }) => {
      deps.account.exportTokens.revoke(session.userId, params.id)
      deps.running.check()
      return new Reply(204, null)
    },
  ),
]

async function takeRoom({ account }: ExportRouteDeps, userId: UserId): Promise<void> {
  const retryAfterSeconds = await account.limits.general.take(`export token ${userId}`)
  if (retryAfterSeconds !== null) throw new CairnError(ErrorCode.Rate, 'too many in a minute', { retryAfterSeconds })
}

/** Channels that its maker may read now, each once, by their ids. @throws CairnError invalid */
function scopeOf({ domain, exports }: ExportRouteDeps, userId: UserId, given: readonly string[]): string[] {
  const world = domain.world()
  const reading = { userId, channels: null }
  try {
    return [...new Set(given.map((id) => findExportedChannel(world, exports.channels, reading, id).id))]
  } catch (cause) {
    throw new CairnError(ErrorCode.Invalid, 'a channel that you cannot read', { field: 'channels', cause })
  }
}

function present({ id, name, channels, createdAtMs, expiresAtMs, lastUsedAtMs }: ExportToken) {
  return {
    ...{ id, name, channels: channels && [...channels] },
    createdAt: isoTime(createdAtMs),
    expiresAt: isoTime(expiresAtMs),
    lastUsedAt: lastUsedAtMs === null ? null : isoTime(lastUsedAtMs),
  }
}
