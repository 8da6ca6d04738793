/** A chat as one person sees it, whatever the dialect (docs/behaviour.md, CH1-CH5). Times are milliseconds since 1970. */
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import type { Role } from '../../schema/registers/members.ts'
import type { ChannelKind } from '../../schema/registers/meta.ts'
import type { StoredMessage } from '../storage/stored-message.ts'

export interface ChatView extends ChatFacts {
  readonly membersCount: number
  /** Of those whose presence the person may know, oneself included. */
  readonly onlineCount: number
  /** The other one of a chat of two. */
  readonly counterpart: Counterpart | null
}

/** What documents and messages tell: all but who is there now. */
export interface ChatFacts {
  readonly channelId: ChannelId
  /** Its integer id. */
  readonly num: number
  readonly kind: ChannelKind
  /** null: a chat of two, or saved messages. */
  readonly title: string | null
  /** What to show: of a chat of two the other's name. */
  readonly displayTitle: string
  readonly topic: string | null
  /** Under which it is found; of a public channel its name. */
  readonly handle: string | null
  readonly avatar: string | null
  /** Whether anyone may find it. */
  readonly isPublic: boolean
  /** `none` for who is no member; then nothing that is a member's own or to read is told. */
  readonly role: Role
  readonly createdBy: UserId | null
  readonly createdAt: number
  readonly isArchived: boolean
  readonly isPinned: boolean
  readonly isFavorite: boolean
  /** Closed until a message arrives that is newer than the closing. */
  readonly isHidden: boolean
  /** Muted until then; Infinity = until it is ended, 0 = not. */
  readonly mutedUntil: number
  /** Of the last message, else of the founding. */
  readonly activityAt: number
  readonly unread: number
  readonly mentions: number
  /** Neither deleted nor hidden nor the server's. */
  readonly lastMessage: StoredMessage | null
  /** The newest pin whose message the person may see. */
  readonly pinned: { readonly id: number; readonly messageId: MessageId } | null
  readonly other: OtherPerson | null
}

export interface OtherPerson {
  readonly userId: UserId
  readonly name: string
  readonly username: string
  /** Whether this viewer may know them. */
  readonly showsAvatar: boolean
  readonly showsPresence: boolean
}

export interface Counterpart {
  readonly userId: UserId
  readonly name: string
  readonly username: string
  /** A path under `/avatars/`, or an address elsewhere. */
  readonly avatar: string | null
  readonly isOnline: boolean
  /** Now for who is there; null when nobody knows, or this person may not. */
  readonly lastSeenAt: number | null
}
