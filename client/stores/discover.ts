/** Channels that anyone may find, as the directory tells them, with what this device knows of each. Works offline. */
import { channelDocument } from '../../schema/documents.ts'
import { channelOf, membersOf } from '../../schema/rules/channel.ts'
import type { FoundChannelView } from './directory-store.ts'
import type { Stores } from './stores.ts'

export interface DiscoverRow extends FoundChannelView {
  /** null where this device has not seen the channel itself. */
  readonly members: number | null
  /** `waiting`: joined here, and not told to the server yet. */
  readonly state: 'in' | 'waiting' | 'out'
}

/** @param query  a part of name, handle or topic, whatever the case; '' finds all */
export function discoverRows({ device, directory }: Stores, query: string): DiscoverRow[] {
  const world = device.world()
  const wanted = query.trim().replace(/^[#@]/, '').toLocaleLowerCase()
  const isWanted = ({ title, handle, topic }: FoundChannelView) =>
    [title, handle, topic].some((text) => text.toLocaleLowerCase().includes(wanted))
  return directory.view.channels.filter(isWanted).map((found): DiscoverRow => {
    const channel = channelOf(world, found.id)
    const view = device.view(channelDocument(found.id))
    const own = view.get('members', String(device.userId)) as { role?: string } | undefined
    const isIn = found.kind === 'public' || (own !== undefined && own.role !== 'none')
    const state = !isIn ? 'out' : view.isPending('members', String(device.userId)) ? 'waiting' : 'in'
    return { ...found, members: channel ? membersOf(world, channel).length : null, state }
  })
}
