/** Makes a link by which people join a channel (docs/behaviour.md, CH24). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { hashToken } from '../accounts/session-store.ts'
import { requireManager } from '../access/manage-channel.ts'
import type { CommandDeps } from './deps.ts'

export const INVITE_MS = 7 * 24 * 60 * 60_000
/** When a link ends that never does. */
export const NEVER_MS = Date.UTC(9999, 11, 31)

export interface CreateInviteCommand {
  readonly channelId: ChannelId
  /** {@link INVITE_MS} when left out. */
  readonly expiresInMs?: number
  /** It lasts until it is taken back. */
  readonly isEndless?: boolean
  /** People who may join by it; null = any number. */
  readonly maxUses?: number | null
}

export interface InviteView {
  /** Names it, and opens nothing. */
  readonly inviteId: string
  /** Kept nowhere else. */
  readonly token: string
  readonly expiresAt: number
  readonly maxUses: number | null
}

/** @throws CairnError forbidden: not its owner or admin, or a channel that takes nobody in */
export async function createInvite(
  deps: CommandDeps,
  userId: UserId,
  { channelId, expiresInMs = INVITE_MS, isEndless = false, maxUses = null }: CreateInviteCommand,
): Promise<InviteView> {
  const token = deps.newToken()
  return deps.runInCommit((tx) => {
    const { kind } = requireManager(tx.world, userId, channelId)
    if (kind === 'public') throw new CairnError(ErrorCode.Forbidden, 'CH24: everyone is in it already')
    const expiresAt = isEndless ? NEVER_MS : tx.nowMs + expiresInMs
    const inviteId = hashToken(token)
    deps.inviteLinks.put({ hash: inviteId, channelId, maker: userId, expiresAt, maxUses }, tx.nowMs)
    return { inviteId, token, expiresAt, maxUses }
  })
}
