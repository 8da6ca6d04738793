/** `reactions` of a volume: `messageId/name/userId` -> 1. The key carries its owner, so authority is read from the path. */
import { parseMessageId, parseUserId, type MessageId, type UserId } from '../ids.ts'
import { always, flag, type RegisterRoot } from './register.ts'

export interface ReactionKey {
  readonly messageId: MessageId
  /** A name of the allowed set, or one emoji. */
  readonly name: string
  readonly userId: UserId
}

const MAX_NAME_CHARS = 64

export function parseReactionKey(key: string): ReactionKey | null {
  const [id, name, user, rest] = key.split('/')
  if (id === undefined || name === undefined || user === undefined || rest !== undefined) return null
  const messageId = parseMessageId(id)
  const userId = parseUserId(user)
  if (messageId === null || userId === null || name.length === 0 || name.length > MAX_NAME_CHARS) return null
  return { messageId, name, userId }
}

export function reactionKey(messageId: string, name: string, userId: UserId): string {
  return `${messageId}/${name}/${userId}`
}

export const reactions: RegisterRoot<ReactionKey> = {
  root: 'reactions',
  parseKey: parseReactionKey,
  valueSchema: always(flag),
  writtenBy: 'client',
  removable: true,
}
