/** What the card of a person shows, from the directory, one's own account and the chats on this device. */
import { DIRECTORY } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import type { PersonView } from '../../schema/projection/project-person.ts'
import type { DirectoryProfile } from '../../schema/registers/directory.ts'
import { channelOf, hasBlocked, hasContact } from '../../schema/rules/channel.ts'
import type { ChatRowView } from './chats-view.ts'
import type { Stores } from './stores.ts'

export interface PersonCard {
  readonly person: PersonView
  readonly bio: string
  readonly isMe: boolean
  readonly isContact: boolean
  readonly isBlocked: boolean
  /** Groups, private channels and broadcasts of both, by title; public channels are everybody's. */
  readonly common: readonly ChatRowView[]
}

export function personCard({ device, directory, chats }: Stores, userId: UserId): PersonCard {
  const world = device.world()
  const me = device.userId
  const profile = world.registers(DIRECTORY).get('profiles', String(userId)) as DirectoryProfile | undefined
  const isShared = ({ id, kind, role }: ChatRowView) =>
    role !== 'none' &&
    (kind === 'group' || kind === 'private' || kind === 'broadcast') &&
    (channelOf(world, id)?.role(userId) ?? 'none') !== 'none'
  const { compare } = new Intl.Collator()
  const person = directory.person(userId)
  return {
    person,
    bio: person.isDeleted ? '' : (profile?.bio ?? ''),
    isMe: userId === me,
    isContact: hasContact(world, me, userId),
    isBlocked: hasBlocked(world, me, userId),
    common: [...chats.view.byId.values()].filter(isShared).sort((a, b) => compare(a.title, b.title)),
  }
}
