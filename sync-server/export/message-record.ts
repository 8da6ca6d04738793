/** One message as every format of the export tells it (docs/behaviour.md, EX1). Field names are a promise: docs/api/export.md. */
import { DIRECTORY } from '../../schema/documents.ts'
import { writtenAt, type UserId } from '../../schema/ids.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { World } from '../../schema/views.ts'
import type { StoredMessage, StoredReaction } from '../storage/stored-message.ts'

export interface PersonRef {
  readonly id: number
  /** `system` for the server's own words, `deleteduser` for who is gone. */
  readonly username: string
  readonly name: string
}

export interface FileRecord {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: number
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
  readonly alt: string | null
  /** Under the server's address. */
  readonly url: string
}

export interface MessageRecord {
  readonly record: 'message'
  readonly id: string
  readonly num: number
  readonly channel: string
  readonly seq: number
  readonly type: string
  readonly by: PersonRef
  /** Times are ISO 8601 in UTC. */
  readonly at: string
  readonly writtenAt: string
  readonly editedAt: string | null
  /** null of one without words, and of an encrypted one. */
  readonly text: string | null
  readonly encrypted: boolean
  readonly replyTo: string | null
  readonly forwardedFrom: { readonly id: string; readonly channel: string | null; readonly by: PersonRef | null } | null
  readonly files: readonly FileRecord[]
  readonly links: readonly { readonly url: string; readonly type: string; readonly bytes: number }[]
  /** Usernames; `everyone` for all. */
  readonly mentions: readonly string[]
  readonly reactions: readonly { readonly name: string; readonly by: readonly PersonRef[] }[]
  /** JSON text that a program keeps with its message. */
  readonly metadata: string | null
}

export interface DeletedRecord {
  readonly record: 'deleted'
  readonly id: string
  readonly num: number
  readonly channel: string
  readonly seq: number
  readonly at: string
  readonly deletedAt: string
}

export type People = (userId: UserId) => PersonRef

/** Remembers whom it was asked for: to be used for one piece, while the world stands still. */
export function peopleOf(given: World): People {
  const world = soundWorld(given)
  const known = new Map<UserId, PersonRef>()
  return (userId) => {
    let person = known.get(userId)
    if (!person) known.set(userId, (person = refTo(world, userId)))
    return person
  }
}

function refTo(world: World, userId: UserId): PersonRef {
  if (userId === 0) return { id: 0, username: 'system', name: 'system' }
  if (world.registers(DIRECTORY).get('users', String(userId)) === undefined)
    return { id: userId, username: '', name: `#${userId}` }
  const { username, name } = projectPerson(world, userId)
  return { id: userId, username, name }
}

export function messageRecord(
  message: StoredMessage,
  reactions: readonly StoredReaction[],
  people: People,
): MessageRecord {
  const { sealed, forwardedFrom } = message
  return {
    record: 'message',
    id: message.messageId,
    num: message.id,
    channel: message.channelId,
    seq: message.seq,
    type: message.type,
    by: people(message.by),
    at: iso(message.arrivedAt),
    writtenAt: iso(writtenAt(message.messageId)),
    editedAt: message.editedAt === null ? null : iso(message.editedAt),
    text: sealed ? null : message.text,
    encrypted: sealed !== null,
    replyTo: message.replyTo,
    forwardedFrom: forwardedFrom && {
      id: forwardedFrom.id,
      channel: forwardedFrom.channel ?? null,
      by: forwardedFrom.by === undefined ? null : people(forwardedFrom.by as UserId),
    },
    files: message.files.map((file) => ({
      ...{ id: file.id, name: file.name, type: file.type, bytes: file.bytes },
      ...{ width: file.width ?? null, height: file.height ?? null, durationMs: file.durationMs ?? null },
      ...{ alt: file.alt ?? null, url: `/export/files/${encodeURIComponent(file.id)}` },
    })),
    links: message.links,
    mentions: message.mentions.map((userId) => (userId === 0 ? 'everyone' : people(userId as UserId).username)),
    reactions: grouped(reactions, people),
    metadata: message.metadata,
  }
}

export function deletedRecord(message: StoredMessage): DeletedRecord {
  const { messageId, id: num, channelId: channel, seq, arrivedAt, deletedAt } = message
  return { record: 'deleted', id: messageId, num, channel, seq, at: iso(arrivedAt), deletedAt: iso(deletedAt ?? 0) }
}

/** @param reactions  ordered by name */
function grouped(reactions: readonly StoredReaction[], people: People): MessageRecord['reactions'] {
  const groups: { name: string; by: PersonRef[] }[] = []
  for (const { name, userId } of reactions) {
    if (groups.at(-1)?.name !== name) groups.push({ name, by: [] })
    groups.at(-1)?.by.push(people(userId))
  }
  return groups
}

/** The last moment that a date can say: an edit's time is its writer's word. */
const LAST_MS = 8_640_000_000_000_000

export function iso(ms: number): string {
  return new Date(Math.min(ms, LAST_MS)).toISOString()
}
