/** What a message's view needs beside its own documents: people by name, marks, pins, and what of it waits or was refused. */
import { channelDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import type { Timeline } from '../../schema/projection/project-timeline.ts'
import { hasBlocked } from '../../schema/rules/channel.ts'
import type { Device, OutboxItem } from '../sync/device.ts'
import type { PersonView } from './message-view.ts'
import type { Surroundings } from './to-message-view.ts'
import { refusedFoundings } from './refused-founding.ts'
import { takenNames, wantedNames, withWantedName } from './wanted-names.ts'

const SHOWN_REPLIERS = 3

/** @param timeline  to tell who answered a message; null = nobody is shown */
export function surroundingsOf(
  device: Device,
  outbox: readonly OutboxItem[],
  channelId: ChannelId,
  timeline: Timeline | null,
): Surroundings {
  const world = device.world()
  const doc = channelDocument(channelId)
  const people = new Map<number, PersonView>()
  const items = outbox.filter((item) => item.doc === doc && item.root === 'messages')
  const repliers = timeline ? repliersOf(timeline) : new Map<string, readonly UserId[]>()
  return {
    me: device.userId,
    marks: device.marks(channelId),
    readable(from) {
      const channel = projectChannel(world, (from ?? channelId) as ChannelId, device.userId)
      const { id, title } = withWantedName(channel, wantedNames(outbox, 'title'))
      return channel.role === 'none' ? null : { channelId: id, title }
    },
    unsent: new Map<string, OutboxItem>(items.map((item) => [item.key, item])),
    pinned: new Set([...device.view(doc).entries('pins')].map(([id]) => id)),
    isNameTaken: takenNames(outbox, 'title').has(channelId),
    refusedFounding: refusedFoundings(outbox).get(doc) ?? null,
    repliers: (id) => (repliers.get(id) ?? []).slice(0, SHOWN_REPLIERS),
    person(userId) {
      let person = people.get(userId)
      if (!person) {
        const { name, username, color, avatar } = projectPerson(world, userId as UserId)
        const isBlocked = hasBlocked(world, device.userId, userId as UserId) || undefined
        person = { userId, name, username, color: color ?? undefined, avatar: avatar ?? undefined, isBlocked }
        people.set(userId, person)
      }
      return person
    },
  }
}

/** Who answered each message, the last one first. */
function repliersOf(timeline: Timeline): ReadonlyMap<string, readonly UserId[]> {
  const repliers = new Map<string, UserId[]>()
  for (const { value } of timeline.messages) {
    if (!value.replyTo || value.deletedAt !== undefined) continue
    const known = repliers.get(value.replyTo.id) ?? []
    repliers.set(value.replyTo.id, [value.by as UserId, ...known.filter((id) => id !== value.by)])
  }
  return repliers
}
