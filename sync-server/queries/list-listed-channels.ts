/** Channels that anyone may find, as an administrator is told of them (docs/behaviour.md, AP3). */
import { channelDocument, DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { DirectoryChannel } from '../../schema/registers/directory.ts'
import { channelOf, membersOf } from '../../schema/rules/channel.ts'
import { listAdministeredChannels } from '../access/administer.ts'
import type { QueryDeps } from './deps.ts'

export interface ListedChannel extends DirectoryChannel {
  readonly num: number
  readonly channelId: ChannelId
  readonly members: number
  /** That were ever written, deleted ones and the server's included. */
  readonly messages: number
  /** Of the last one; milliseconds since 1970, null = none. */
  readonly lastMessageAt: number | null
  readonly createdAt: number
  /** It follows from the settings, and is not deleted. */
  readonly isDefault: boolean
}

/** @returns in no order. @throws CairnError forbidden */
export function listListedChannels(deps: QueryDeps, actor: UserId): ListedChannel[] {
  const world = deps.world()
  return listAdministeredChannels(world, actor).flatMap((channelId) => {
    const channel = channelOf(world, channelId)
    const counts = deps.channels.channel(channelId)
    if (!channel || !counts) return []
    const listed = world.registers(DIRECTORY).get('channels', channelId) as unknown as DirectoryChannel
    return {
      ...listed,
      ...{ num: counts.num, channelId, messages: counts.last_seq, isDefault: channel.isFixed },
      members: membersOf(world, channel).length,
      lastMessageAt: deps.messages.last(channelId)?.at ?? null,
      createdAt: (world.registers(channelDocument(channelId)).get('meta', 'createdAt') as number | undefined) ?? 0,
    }
  })
}
