/**
 * What pages and the service worker tell each other about notifications (docs/behaviour.md, NF11-NF22). The worker alone
 * shows and closes them, so that several tabs and a push make one.
 */
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import type { NoticePush } from '../../schema/protocol/push.ts'
import type { Sentence } from '../app/sentence.ts'
import { workerEn } from '../messages/worker.en.ts'

/** One message that notifies, or several of one chat. */
export interface WorkerNotice extends NoticePush {
  /** How many it stands for; 1 when left out. */
  readonly count?: number
  /** When this worker took it for news; missing from what an older one showed. */
  readonly toldAtMs?: number
}

/** What is shown at once: the newest of a chat, or one for several chats. */
export interface SummedNotice extends WorkerNotice {
  /** "3 new messages", "12 messages in 4 chats". */
  readonly summary?: string
  /** Of one for several chats, which opens the list: the newest of each of them. */
  readonly ofMany?: readonly WorkerNotice[]
}

/** What the worker says by itself, in the person's language as a page last knew it. */
export interface WorkerWords {
  /** For `Intl`. */
  readonly locale: string
  readonly app: string
  readonly newMessage: string
  readonly reply: string
  readonly replyHint: string
  readonly markRead: string
  /** An ICU message of `emoji`. */
  readonly reacted: Sentence
  /** Where no emoji is to be shown. */
  readonly reactedOnly: string
  /** An ICU message of `n`. */
  readonly more: Sentence
  /** An ICU message of `n` and `chats`. */
  readonly inChats: Sentence
}

export const ENGLISH: WorkerWords = {
  locale: 'en',
  app: 'Cairn',
  newMessage: workerEn['notices.newMessage'],
  reply: workerEn['notices.reply'],
  replyHint: workerEn['notices.replyHint'],
  markRead: workerEn['notices.markRead'],
  reacted: workerEn['notices.reacted'],
  reactedOnly: workerEn['notices.reactedOnly'],
  more: workerEn['notices.more'],
  inChats: workerEn['notices.inChats'],
}

/** From a page to the worker. */
export type ToWorker =
  /** `isCaughtUp`: found while catching up, all of it. `canRing`: its own sound would be heard; an older page does not say. */
  | {
      readonly type: 'notices'
      readonly notices: readonly WorkerNotice[]
      readonly isCaughtUp: boolean
      readonly canRing?: boolean
    }
  /** Up to where chats are read: what was shown of them is closed. */
  | { readonly type: 'read'; readonly user: UserId; readonly marks: Readonly<Record<ChannelId, number>> }
  /**
   * This person is signed in here no more: nothing shown and nothing remembered is left of them. What they answered is kept
   * where it may still be sent. Answered on the port that comes with it.
   */
  | { readonly type: 'forget'; readonly user: UserId; readonly keepsAnswers: boolean }
  /** The chat came before somebody's eyes: what was shown of reactions in it is closed. */
  | { readonly type: 'seen'; readonly user: UserId; readonly chat: ChannelId }
  | { readonly type: 'words'; readonly words: WorkerWords }
  /** The answer to `seen`: whether the chat is in view in a window that has the focus. */
  | { readonly type: 'in-view'; readonly asked: string; readonly isInView: boolean }
  | { readonly type: 'test'; readonly text: string }

/** From the worker to pages. */
export type FromWorker =
  /** Play the sound: this page alone. */
  | { readonly type: 'ring' }
  /** The server reached this browser: whoever has no connection tries. */
  | { readonly type: 'pushed' }
  /** Somebody answered a notification: the box of answers holds it. */
  | { readonly type: 'answers' }
  | { readonly type: 'open'; readonly hash: string }
  | { readonly type: 'in-view?'; readonly asked: string; readonly chat: ChannelId }

/** What a person did on a notification, until it is in the outbox or at the server. */
export interface NoticeAnswer {
  /** Of a reply the new message's own: however often it is taken, it is one message. */
  readonly id: MessageId
  readonly user: UserId
  readonly chat: ChannelId
  /** What notified: all up to it is read. */
  readonly message: MessageId
  readonly seq: number
  /** null = marked as read only. */
  readonly text: string | null
  /** Whether the reply names what it answers: not where two people talk. */
  readonly quotes: boolean
}

/** Kept with a notification that is shown. */
export interface ShownData {
  readonly user: UserId
  readonly chat: ChannelId
  readonly message: MessageId
  readonly seq: number
  readonly isDirect: boolean
  readonly isOfMany: boolean
  /** All that it stands for, the newest of each chat; missing from what an older worker showed. */
  readonly of?: readonly WorkerNotice[]
}
