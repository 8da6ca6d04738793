/** The reactions of a message, counted by name (docs/behaviour.md, CQ4, RX5, RX6, PJ8). */
import { reactionEmoji, reactionName } from '../../schema/default-reactions.ts'
import type { UserId } from '../../schema/ids.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'

export interface ReactionsView {
  /** A name of the allowed set, or an emoji. */
  readonly name: string
  /** null: a name that is not in the set any more. */
  readonly emoji: string | null
  /** Ascending. */
  readonly users: readonly UserId[]
  readonly mine: boolean
}

/** @returns in the order of the allowed set, then by name */
export function listReactions(deps: QueryDeps, userId: UserId, message: StoredMessage): ReactionsView[] {
  const { settings } = deps.world()
  const users = new Map<string, Set<UserId>>()
  for (const reaction of deps.messages.reactions(message.channelId, message.messageId)) {
    const name = reactionName(reaction.name, settings)
    const known = users.get(name)
    if (known) known.add(reaction.userId)
    else users.set(name, new Set([reaction.userId]))
  }
  const rank = new Map([...settings.reactions.keys()].map((name, index) => [name, index]))
  const rankOf = (name: string) => rank.get(name) ?? rank.size
  return [...users]
    .sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
    .map(([name, people]) => ({
      name,
      emoji: reactionEmoji(name, settings),
      users: [...people].sort((a, b) => a - b),
      mine: people.has(userId),
    }))
}
