/** From the integer id in a path or frame to a chat that one is in. */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { Channel } from '../../../schema/rules/channel.ts'
import { findOwnChannel } from '../../access/find-channel.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { isShown } from './present-chat.ts'

/** @throws not_found; forbidden where one could join */
export function ownChat(domain: QueryDeps, userId: UserId, num: number): Channel {
  const channel = findOwnChannel(domain.world(), domain.channels, userId, num)
  if (!isShown(channel)) throw new CairnError(ErrorCode.NotFound, 'There is no such chat.')
  return channel
}
