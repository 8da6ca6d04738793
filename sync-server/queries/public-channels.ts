/** Public channels by the name that everybody knows them by (docs/behaviour.md, MM2). */
import { DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { DirectoryChannel } from '../../schema/registers/directory.ts'
import type { World } from '../../schema/views.ts'
import type { QueryDeps } from './deps.ts'

export interface PublicChannel {
  readonly id: ChannelId
  readonly title: string
  readonly num: number
}

/** @returns in the order of their founding */
export function listPublicChannels(deps: QueryDeps): PublicChannel[] {
  const found: PublicChannel[] = []
  for (const [key, value] of deps.world().registers(DIRECTORY).entries('channels')) {
    const { kind, title } = value as unknown as DirectoryChannel
    const id = key as ChannelId
    if (kind === 'public') found.push({ id, title, num: deps.channels.channel(id)?.num ?? 0 })
  }
  return found.sort((a, b) => a.num - b.num)
}

/** @returns null for any other channel */
export function publicTitle(world: World, channelId: ChannelId): string | null {
  const listed = world.registers(DIRECTORY).get('channels', channelId) as DirectoryChannel | undefined
  return listed?.kind === 'public' ? listed.title : null
}
