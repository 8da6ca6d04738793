/** Says that a person types in a channel, or no longer; it holds for 6 s (docs/behaviour.md, CM12). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { canPost, type Channel } from '../../schema/rules/channel.ts'
import type { CommandDeps } from './deps.ts'

export interface SetTypingCommand {
  readonly channel: Channel
  readonly isTyping: boolean
}

/** @throws CairnError forbidden: who may not post there does not type either */
export function setTyping(deps: CommandDeps, userId: UserId, { channel, isTyping }: SetTypingCommand): void {
  if (!canPost(channel, userId)) throw new CairnError(ErrorCode.Forbidden, 'CM12: may not post here')
  deps.sayTyping(userId, channel.id, isTyping)
}
