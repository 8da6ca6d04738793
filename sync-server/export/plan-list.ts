/** The channels that somebody may have exported, all or those that changed since (docs/behaviour.md, EX3, EX7). */
import type { ChannelId } from '../../schema/ids.ts'
import type { World } from '../../schema/views.ts'
import { exportedChannel, listExportedChannels, type Reading } from '../access/exported-channel.ts'
import { channelRecord, type ChannelRecord, type GoneRecord } from './channel-record.ts'
import { decodeListCursor, encodeListCursor } from './cursor.ts'
import type { ExportDeps } from './deps.ts'

export interface ListPlan {
  readonly isReset: boolean
  readonly cursor: string
  /** Made one by one: a channel's record holds all its members. */
  records(): Iterable<ChannelRecord | GoneRecord>
}

/** @throws CairnError invalid for what is no cursor */
export function planList(deps: ExportDeps, reading: Reading, since: string | undefined): ListPlan {
  const world = deps.world()
  const head = deps.reader.head()
  const cursor = encodeListCursor(head)
  const all = () => listExportedChannels(world, deps.channels, reading)
  const tell = function* (channels: ReturnType<typeof all>, gone: readonly ChannelId[] = []) {
    for (const channel of channels) yield channelRecord(deps, world, reading, channel)
    for (const id of gone) yield { record: 'gone', id } as const
  }
  if (since === undefined) return { isReset: false, cursor, records: () => tell(all()) }
  if (since === 'now') return { isReset: false, cursor, records: () => [] }
  const mark = decodeListCursor(since)
  if (deps.reader.chainAt(mark.position) !== mark.chain) return { isReset: true, cursor, records: () => tell(all()) }
  const changed = deps.reader.channelsSince(mark.position)
  const granted = reading.userId === null ? new Set() : deps.channels.grantsSince(reading.userId, mark.position)
  const records = () =>
    tell(
      all().filter(({ id }) => changed.has(id) || granted.has(id)),
      lost(deps, world, reading, changed),
    )
  return { isReset: false, cursor, records }
}

/** Channels to which they were let in once, and of which something was written since: their removal, for one. */
function lost(deps: ExportDeps, world: World, reading: Reading, changed: ReadonlySet<ChannelId>): ChannelId[] {
  if (reading.userId === null) return []
  return [...deps.channels.grantsSince(reading.userId, 0)].flatMap((given) => {
    const id = given as ChannelId
    if (!changed.has(id) || (reading.channels && !reading.channels.has(id))) return []
    return exportedChannel(world, deps.channels, reading, id) ? [] : [id]
  })
}
