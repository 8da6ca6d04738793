/** Reactions of the messages in some volumes (docs/behaviour.md, PJ8). */
import { volumeDocument } from '../documents.ts'
import { reactionEmoji, reactionName } from '../default-reactions.ts'
import type { ChannelId, UserId } from '../ids.ts'
import { parseReactionKey } from '../registers/reactions.ts'
import type { World } from '../views.ts'
import type { IsPending, ReactionView } from './message-view.ts'

interface Gathered {
  readonly users: Set<UserId>
  isPending: boolean
}

/**
 * @param wanted  message ids to gather for
 * @returns views by message id. A person counts once under a name, however many of its forms they wrote
 */
export function projectReactions(
  world: World,
  channelId: ChannelId,
  volumes: readonly number[],
  me: UserId,
  wanted: ReadonlySet<string>,
  isPending: IsPending,
): Map<string, ReactionView[]> {
  const gathered = new Map<string, Map<string, Gathered>>()
  for (const volume of new Set(volumes)) {
    const doc = volumeDocument(channelId, volume)
    for (const [key] of world.registers(doc).entries('reactions')) {
      const parsed = parseReactionKey(key)
      if (!parsed || !wanted.has(parsed.messageId)) continue
      const name = reactionName(parsed.name, world.settings)
      let names = gathered.get(parsed.messageId)
      if (!names) gathered.set(parsed.messageId, (names = new Map<string, Gathered>()))
      let one = names.get(name)
      if (!one) names.set(name, (one = { users: new Set(), isPending: false }))
      one.users.add(parsed.userId)
      if (isPending(doc, 'reactions', key)) one.isPending = true
    }
  }
  const rank = new Map([...world.settings.reactions.keys()].map((name, i) => [name, i]))
  const order = (name: string) => rank.get(name) ?? Infinity
  const views = new Map<string, ReactionView[]>()
  for (const [messageId, names] of gathered) {
    const ordered = [...names].sort(([a], [b]) => (order(a) === order(b) ? (a < b ? -1 : 1) : order(a) - order(b)))
    views.set(
      messageId,
      ordered.map(([name, { users, isPending }]) => ({
        name,
        emoji: reactionEmoji(name, world.settings),
        users: [...users].sort((a, b) => a - b),
        mine: users.has(me),
        isPending,
      })),
    )
  }
  return views
}
