/** Channels that anyone may find (docs/behaviour.md, CH5). */
import { DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { DirectoryChannel } from '../../schema/registers/directory.ts'
import type { ChatView } from './chat-view.ts'
import type { QueryDeps } from './deps.ts'
import { readChats } from './read-chats.ts'

export interface DiscoverChatsInput {
  /** A part of title, handle or topic, whatever the case; a leading `@` is left away. '' finds all. */
  readonly query: string
  readonly limit: number
}

/** @returns by title; each also tells by its role whether the person is in it */
export function discoverChats(deps: QueryDeps, userId: UserId, { query, limit }: DiscoverChatsInput): ChatView[] {
  const wanted = query.trim().replace(/^@/, '').toLowerCase()
  const listed: [title: string, channelId: ChannelId][] = []
  for (const [channelId, value] of soundWorld(deps.world()).registers(DIRECTORY).entries('channels')) {
    const { title, handle = '', topic = '' } = value as unknown as DirectoryChannel
    if ([title, handle, topic].some((text) => text.toLowerCase().includes(wanted)))
      listed.push([title.toLowerCase(), channelId as ChannelId])
  }
  const chats = readChats(deps, userId)
  return listed
    .sort(([a, aId], [b, bId]) => (a === b ? (aId < bId ? -1 : 1) : a < b ? -1 : 1))
    .slice(0, limit)
    .flatMap(([, channelId]) => chats.view(channelId) ?? [])
}
