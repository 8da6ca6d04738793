/** Messages in seed 002's words: one file each; where another door put several, the first, and all of them beside. */
import type { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import { shownText } from '../../queries/shown-text.ts'
import { isoTime } from '../../http/schemas.ts'
import { fileAddress } from './file-address.ts'
import { peopleFor } from './present-user.ts'
import type { fileRead, MessageRead } from './schemas/messages.ts'

type FileRead = z.input<typeof fileRead>

export function presentMessages(deps: QueryDeps, viewer: UserId, messages: readonly StoredMessage[]): MessageRead[] {
  const person = peopleFor(deps, viewer)
  return messages.map((message) => {
    const files = filesOf(message)
    const [first] = files
    return {
      id: message.id,
      conversation_id: deps.channels.channel(message.channelId)?.num ?? 0,
      sender_id: message.by,
      sender: person(message.by),
      content: shownText(message) ?? '',
      type: typeOf(message),
      timestamp: isoTime(message.arrivedAt),
      edited: message.editedAt !== null,
      edited_at: message.editedAt === null ? null : isoTime(message.editedAt),
      file_url: first?.url ?? null,
      file_name: first?.name ?? null,
      file_size: first?.size ?? null,
      files,
    }
  })
}

export function presentOne(deps: QueryDeps, viewer: UserId, message: StoredMessage): MessageRead {
  return presentMessages(deps, viewer, [message])[0] as MessageRead
}

/** Two kinds are known here; a picture that waits for its upload has nothing to fetch yet. */
export function typeOf({ files, links }: Pick<StoredMessage, 'files' | 'links'>): 'text' | 'file' {
  return files.length + links.length > 0 ? 'file' : 'text'
}

/** Uploads, then what lies elsewhere. */
function filesOf({ files, links }: StoredMessage): FileRead[] {
  return [
    ...files.map((file): FileRead => ({ url: fileAddress(file), name: file.name, size: file.bytes, type: file.type })),
    ...links.map(({ url, type, bytes }): FileRead => {
      return { url, name: nameIn(url), size: bytes, type }
    }),
  ]
}

function nameIn(url: string): string {
  const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : ''
  return last || url
}
