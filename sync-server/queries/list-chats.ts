/** The chats of one person, as a list (docs/behaviour.md, CH4). */
import type { UserId } from '../../schema/ids.ts'
import type { ChatFacts, ChatView } from './chat-view.ts'
import type { QueryDeps } from './deps.ts'
import { readChats } from './read-chats.ts'

export interface ListChatsInput {
  readonly limit: number
  /** Only chats with a smaller integer id. */
  readonly beforeId?: number
  /** null = archived or not; left out = not. */
  readonly isArchived?: boolean | null
  /** What else a chat must be: a dialect's words for a search. */
  readonly isWanted?: (chat: ChatFacts) => boolean
}

/**
 * @returns pinned ones first, then the newest activity; without those that the person closed and nothing happened in
 *          since. The same array as long as nothing at all moved, as when a program asks again and again.
 */
export function listChats(deps: QueryDeps, userId: UserId, input: ListChatsInput): readonly ChatView[] {
  if (input.isWanted) return readList(deps, userId, input)
  const viewer = deps.keptChats.of(userId)
  const [changes, online] = [deps.changes(), deps.online().version]
  const key = `${input.limit} ${input.beforeId ?? ''} ${input.isArchived ?? false}`
  const found = viewer.list
  if (found?.key === key && found.changes === changes && found.online === online) return found.chats
  const chats = readList(deps, userId, input)
  // Of who is there it tells that they were seen now.
  const isTimeless = chats.every(({ counterpart }) => counterpart?.isOnline !== true)
  viewer.list = isTimeless ? { key, changes, online, chats } : null
  return chats
}

function readList(deps: QueryDeps, userId: UserId, input: ListChatsInput): ChatView[] {
  const { limit, beforeId = Infinity, isArchived = false, isWanted = () => true } = input
  const chats = readChats(deps, userId)
  const found: ChatFacts[] = []
  for (const channelId of chats.channels()) {
    const chat = chats.facts(channelId)
    if (!chat || chat.role === 'none' || chat.isHidden) continue
    if (isArchived !== null && chat.isArchived !== isArchived) continue
    if (chat.num < beforeId && isWanted(chat)) found.push(chat)
  }
  return found
    .sort(compareChats)
    .slice(0, limit)
    .map(({ channelId }) => chats.view(channelId) as ChatView)
}

function compareChats(a: ChatFacts, b: ChatFacts): number {
  if (a.isPinned !== b.isPinned) return a.isPinned ? -1 : 1
  return b.activityAt - a.activityAt || b.num - a.num
}
