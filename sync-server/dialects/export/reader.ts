/** Who reads: an export token, or without one the web app's session by its cookie (docs/behaviour.md, EX10, EX11). */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { Reading } from '../../access/exported-channel.ts'
import { bearerOf } from '../../http/bearer.ts'
import type { CairnContext } from '../../http/state.ts'
import type { ExportRouteDeps } from './deps.ts'

export interface Reader extends Reading {
  readonly userId: UserId
  /** Whether token or session still hold. */
  readonly isLive: () => boolean
}

/** An access token of another door opens nothing here, as a token of this one opens nothing there. @throws CairnError auth */
export function readerOf({ account }: ExportRouteDeps, ctx: CairnContext): Reader {
  if (ctx.get('authorization') !== '') {
    const given = bearerOf(ctx.get('authorization'))
    const token = given === null ? null : account.exportTokens.find(given)
    if (!token) throw new CairnError(ErrorCode.Auth, 'EX10: no export token, or one that is over')
    const channels = token.channels && new Set(token.channels)
    return { userId: token.userId, channels, isLive: () => account.exportTokens.isLive(token.id) }
  }
  const { session } = ctx.state
  if (!session) throw new CairnError(ErrorCode.Auth, 'EX10: give an export token')
  const isLive = () => account.sessions.find(session.sessionId) !== null
  return { userId: session.userId, channels: null, isLive }
}
