/** What the elements of a chat show of a message. Plain data: `timeline-store` makes it from the documents. */
import type { ErrorCode } from '../../schema/errors.ts'
import type { UnsentKind } from './unsent-kind.ts'
import type { FileValue, LinkValue, MessageType } from '../../schema/registers/messages.ts'
import type { SystemEventView } from './system-event.ts'

export interface PersonView {
  readonly userId: number
  /** As the person writes it; the username where there is no name; '' for a person unknown here. */
  readonly name: string
  readonly username: string
  readonly color?: string
  readonly avatar?: string
  /** By the reader: what they say is folded away. */
  readonly isBlocked?: boolean
}

export interface ReactionView {
  /** A name of the allowed set, or an emoji. */
  readonly name: string
  /** `:name:` where the set no longer has the name. */
  readonly emoji: string
  readonly people: readonly PersonView[]
  readonly isMine: boolean
  /** Whether my own change of it waits to be sent. */
  readonly isWaiting?: boolean
}

export interface QuoteView {
  readonly id: string
  readonly author: PersonView | null
  /** Empty where nothing is known of the text. */
  readonly excerpt: string
  readonly isDeleted: boolean
  /** Of a forward: the chat that it came from, where it may be read. */
  readonly from?: { readonly channelId: string; readonly title: string } | null
}

export interface ThreadView {
  readonly replies: number
  readonly lastAt: number
  readonly people: readonly PersonView[]
}

export interface RefusalView {
  readonly code: ErrorCode
  /** What was refused; a message where it is left out. */
  readonly kind?: UnsentKind
  /** The server's own words; shown for codes that have no sentence of ours. */
  readonly reason: string
  /** What the sentence names: the chat's title, a person, a limit. */
  readonly values?: Readonly<Record<string, string | number>>
  /** It is not about this message: its chat could not be created, and it waits for that. */
  readonly isOfFounding?: boolean
}

/** How far an own message has come; the highest state ever known. */
export type Delivery =
  | { readonly state: 'saved'; readonly since: number }
  | { readonly state: 'sending' }
  /** `behind`: a file, or '' = the message before it. */
  | { readonly state: 'held'; readonly behind: string; readonly isNameTaken?: boolean }
  | { readonly state: 'rate-limited'; readonly againAt: number }
  | { readonly state: 'sent' }
  | { readonly state: 'delivered'; readonly people: readonly PersonView[] }
  /** `delivered`: those who have it and have not read it. */
  | { readonly state: 'read'; readonly people: readonly PersonView[]; readonly delivered: readonly PersonView[] }
  | { readonly state: 'refused'; readonly n: number; readonly refusal: RefusalView }

/** As the message names it: with what is known of its size and length. */
export type FileView = Readonly<FileValue>

/** What lies elsewhere: never fetched, only linked. */
export type LinkView = Readonly<LinkValue>

export interface YourVersion {
  readonly n: number
  readonly text: string
  /** It was to be deleted: there is no text. */
  readonly isDeletion: boolean
  readonly refusal: RefusalView | null
}

export interface MessageView {
  readonly id: string
  readonly by: number
  readonly author: PersonView
  /** Tells a voice message from a sound, and a round film from another. */
  readonly type: MessageType
  readonly text: string
  /** Its words cannot be shown here. */
  readonly isEncrypted: boolean
  /** Where it stands in time: arrival, or written while it is pending; milliseconds. */
  readonly at: number
  readonly writtenAt: number
  /** 0 while pending. */
  readonly seq: number
  readonly isMine: boolean
  readonly isSystem: boolean
  /** What a system message tells. */
  readonly event: SystemEventView | null
  readonly isReply: boolean
  readonly isDeleted: boolean
  readonly isPinned: boolean
  readonly mentionsMe: boolean
  readonly editedAt: number | null
  readonly replyTo: QuoteView | null
  readonly forwardedFrom: QuoteView | null
  readonly files: readonly FileView[]
  readonly links: readonly LinkView[]
  readonly reactions: readonly ReactionView[]
  readonly thread: ThreadView | null
  /** null on others' messages. */
  readonly delivery: Delivery | null
  /** An own change of a sent message that waits to be sent. */
  readonly waiting: 'edit' | 'delete' | null
  /** Own text, or deletion, that a newer edit or a refusal overruled. */
  readonly yourVersion: YourVersion | null
}

/** What the reader may do here, by the shared rules. */
export interface ChatRights {
  readonly canPost: boolean
  readonly canReact: boolean
  readonly canPin: boolean
  readonly canDeleteOthers: boolean
}
