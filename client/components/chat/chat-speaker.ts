/**
 * What a screen reader is told of the open chat (UI.md, section 7): who wrote what, or how many did; that own messages were
 * sent, once; that one may write there no more, at once. Never times, never receipts. What was there when the chat was opened is
 * no news; what was refused is told of all chats (`refusal-speaker.ts`).
 */
import { t } from '../../app/text.ts'
import type { ReadOnlyReason } from '../../stores/chat-store.ts'
import type { MessageView } from '../../stores/message-view.ts'
import type { Timers, Unsubscribe } from '../../stores/store.ts'
import { closedWords } from './closed-words.ts'
import { textLine } from './message-label.ts'

/** More messages than this within the time are counted. */
export const MOST_SAID = 3
export const WITHIN_MS = 3_000
/** Messages that are sent one after the other are told together. */
export const SENT_AFTER_MS = 1_000

export interface Voice {
  announce(text: string): void
  alertNow(text: string): void
}

export interface Heard {
  readonly chatId: string
  /** Why nothing can be written here; null = it can, or that is not known yet. */
  readonly readOnly: ReadOnlyReason | null
  readonly now: number
  readonly isLoading: boolean
  readonly messages: readonly MessageView[]
  /** The newest seq of the chat on this device. */
  readonly latestSeq: number
  /** The strip just said that one is back online, and what was sent. */
  readonly isTold: boolean
}

export class ChatSpeaker {
  #chatId: string | null = null
  #upToSeq = 0
  /** In the running window: how many came, and those that were not said. */
  #count = 0
  #unsaid = 0
  #sent = 0
  #isTold = false
  /** Writing here was over when it was heard last. */
  #isLost = false
  #stopWindow: Unsubscribe | null = null
  #stopSent: Unsubscribe | null = null
  /** Own messages that were seen waiting. */
  #waiting = new Set<string>()

  constructor(
    private readonly timers: Timers,
    private readonly voice: Voice,
  ) {}

  hear(heard: Heard): void {
    const { chatId, messages, latestSeq, isLoading } = heard
    if (chatId !== this.#chatId) this.stop()
    if (isLoading) return
    const isNews = this.#chatId === chatId
    this.#chatId = chatId
    if (isNews) {
      this.#access(heard)
      this.#others(messages.filter((message) => message.seq > this.#upToSeq && isSaid(message)))
      this.#own(heard)
    }
    this.#isLost = isLost(heard.readOnly)
    this.#upToSeq = Math.max(isNews ? this.#upToSeq : 0, latestSeq)
    this.#waiting = new Set(messages.flatMap((message) => (isWaiting(message) ? [message.id] : [])))
  }

  /** Another chat, or none: what was not said yet is not said any more. */
  stop(): void {
    this.#stopWindow?.()
    this.#stopSent?.()
    this.#stopWindow = this.#stopSent = null
    this.#chatId = null
    this.#count = this.#unsaid = this.#sent = 0
    this.#waiting = new Set()
  }

  #access({ readOnly, now }: Heard): void {
    if (readOnly && isLost(readOnly) && !this.#isLost) this.voice.alertNow(closedWords(readOnly, now))
  }

  #others(news: readonly MessageView[]): void {
    if (news.length === 0) return
    this.#count += news.length
    this.#stopWindow ??= this.timers.after(WITHIN_MS, this.#windowEnded)
    if (this.#count > MOST_SAID) this.#unsaid += news.length
    else for (const message of news) this.voice.announce(words(message))
  }

  #windowEnded = (): void => {
    if (this.#unsaid > 0) this.voice.announce(t('talk.news', { count: this.#count }))
    this.#count = this.#unsaid = 0
    this.#stopWindow = null
  }

  #own({ messages, isTold }: Heard): void {
    this.#isTold ||= isTold
    this.#sent += messages.filter(({ id, seq }) => this.#waiting.has(id) && seq > 0).length
    if (this.#sent > 0) this.#stopSent ??= this.timers.after(SENT_AFTER_MS, this.#tellSent)
  }

  #tellSent = (): void => {
    if (!this.#isTold) this.voice.announce(t('talk.sent', { count: this.#sent }))
    this.#sent = 0
    this.#isTold = false
    this.#stopSent = null
  }
}

/** Taken from one, not given up. */
function isLost(reason: ReadOnlyReason | null): boolean {
  return reason?.kind === 'removed' || reason?.kind === 'deleted' || reason?.kind === 'gone'
}

function isSaid({ isMine, isSystem, isDeleted, author }: MessageView): boolean {
  return !isMine && !isSystem && !isDeleted && author.isBlocked !== true
}

function isWaiting({ isMine, seq, delivery }: MessageView): boolean {
  return isMine && seq === 0 && delivery !== null && delivery.state !== 'refused'
}

function words({ author, text, files, isEncrypted }: MessageView): string {
  const said = isEncrypted ? t('chat.encrypted') : textLine(text) || t('chat.label.files', { count: files.length })
  return t('talk.said', { name: author.name, text: said })
}
