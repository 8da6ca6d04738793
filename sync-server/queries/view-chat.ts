/** One chat as one person sees it (docs/behaviour.md, CH1). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { ChatView } from './chat-view.ts'
import type { QueryDeps } from './deps.ts'
import { readChats } from './read-chats.ts'

/** What they may know of it, the caller has asked `access`. @throws CairnError not_found: not founded, or deleted */
export function viewChat(deps: QueryDeps, userId: UserId, channelId: ChannelId): ChatView {
  const view = readChats(deps, userId).view(channelId)
  if (!view) throw new CairnError(ErrorCode.NotFound, 'CH1: no such chat')
  return view
}
