/** Founds a channel (docs/behaviour.md, ED8). Pure. */
import { channelDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { Role } from '../registers/members.ts'
import type { FOUNDED_KINDS } from '../registers/meta.ts'
import type { World } from '../views.ts'
import { wellFormed, type RegisterWrite } from './register-write.ts'

export interface FoundChannelInput {
  /** A new ULID. */
  readonly channelId: ChannelId
  readonly kind: (typeof FOUNDED_KINDS)[number]
  readonly title: string
  readonly topic?: string
  /** Of a group or broadcast: makes it findable. */
  readonly handle?: string
  /** The others; of a public channel none, since everyone is in it. */
  readonly members?: Iterable<UserId | readonly [UserId, Role]>
}

/** All in one update: `kind`, `title`, `createdBy`, what else is said of it, its founder as owner, the others. */
export function foundChannel(_world: World, me: UserId, input: FoundChannelInput): RegisterWrite[] {
  const doc = channelDocument(input.channelId)
  const meta = { kind: input.kind, title: input.title, createdBy: me, topic: input.topic, handle: input.handle }
  const writes: RegisterWrite[] = []
  for (const [key, value] of Object.entries(meta)) {
    if (value !== undefined && value !== '') writes.push({ doc, root: 'meta', key, value: wellFormed(value) })
  }
  const roles = new Map<UserId, Role>()
  for (const member of input.members ?? []) {
    if (typeof member === 'number') roles.set(member, 'member')
    else roles.set(member[0], member[1])
  }
  if (input.kind === 'public') roles.clear()
  roles.set(me, 'owner')
  for (const [userId, role] of roles)
    writes.push({ doc, root: 'members', key: String(userId), value: { role, by: me } })
  return writes
}
