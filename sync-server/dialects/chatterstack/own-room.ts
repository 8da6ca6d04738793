/** From the id of a room to one that the caller is in. Saved messages are another dialect's alone (DIALECTS.md, 6). */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { ChannelKind } from '../../../schema/registers/meta.ts'
import type { Channel } from '../../../schema/rules/channel.ts'
import { findOwnChannel } from '../../access/find-channel.ts'
import type { QueryDeps } from '../../queries/deps.ts'

export function isRoom({ kind }: { readonly kind: ChannelKind }): boolean {
  return kind !== 'saved'
}

/** @throws not_found; forbidden where one could join */
export function ownRoom(domain: QueryDeps, userId: UserId, id: number): Channel {
  const channel = findOwnChannel(domain.world(), domain.channels, userId, id)
  if (!isRoom(channel)) throw new CairnError(ErrorCode.NotFound, 'There is no such room.')
  return channel
}
