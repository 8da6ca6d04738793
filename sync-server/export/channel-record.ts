/** One channel as every format of the export tells it (docs/behaviour.md, EX1). */
import { channelDocument } from '../../schema/documents.ts'
import { channelIdForm, type UserId } from '../../schema/ids.ts'
import { projectChannel, SAVED_TITLE } from '../../schema/projection/project-channel.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import { membersOf, type Channel } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'
import type { Reading } from '../access/exported-channel.ts'
import type { ExportDeps } from './deps.ts'
import { iso, peopleOf, type People, type PersonRef } from './message-record.ts'

export interface ChannelRecord {
  readonly record: 'channel'
  readonly id: string
  readonly num: number
  readonly kind: string
  /** Of a private chat the other's name; to the operator both. */
  readonly title: string
  readonly topic: string | null
  readonly handle: string | null
  readonly createdBy: PersonRef | null
  readonly createdAt: string | null
  /** The reader's own role; null to the operator. */
  readonly role: string | null
  /** null of a public channel: everyone is in it. */
  readonly members: readonly (PersonRef & { readonly role: string })[] | null
  /** `seq` of the newest message: how many there ever were. */
  readonly seq: number
  readonly lastAt: string | null
}

/** What was a channel of theirs and is none any more, in a list of what changed. */
export interface GoneRecord {
  readonly record: 'gone'
  readonly id: string
}

export function channelRecord(deps: ExportDeps, given: World, reading: Reading, channel: Channel): ChannelRecord {
  const world = soundWorld(given)
  const { id, kind, handle } = channel
  const { topic, createdBy, createdAt } = projectChannel(world, id, reading.userId ?? (0 as UserId))
  const people = peopleOf(world)
  const head = deps.reader.channelHead(id)
  const lastAt = deps.reader.lastAt(id)
  return {
    record: 'channel',
    ...{ id, num: head.num, kind, title: titleOf(world, reading, channel, people) },
    ...{ topic: topic || null, handle: handle || null },
    createdBy: createdBy === null ? null : people(createdBy),
    createdAt: createdAt === null ? null : iso(createdAt),
    role: reading.userId === null ? null : channel.role(reading.userId),
    members:
      kind === 'public'
        ? null
        : membersOf(world, channel).map((userId) => ({ ...people(userId), role: channel.role(userId) })),
    seq: head.seq,
    lastAt: lastAt === null ? null : iso(lastAt),
  }
}

function titleOf(world: World, { userId }: Reading, channel: Channel, people: People): string {
  const form = channelIdForm(channel.id)
  if (form?.form === 'saved') return userId === null ? `${SAVED_TITLE}: ${people(form.user).name}` : SAVED_TITLE
  if (form?.form === 'direct') {
    const others = form.users.filter((user) => user !== userId)
    return others.map((user) => people(user).name).join(', ')
  }
  const title = world.registers(channelDocument(channel.id)).get('meta', 'title') as string | undefined
  return title || channel.id
}
