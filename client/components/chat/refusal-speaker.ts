/**
 * Alerts what the server refused, of whatever chat (UI.md, section 7): each once, more of them at one time as their number. What
 * was refused before this page began is no news.
 */
import { t } from '../../app/text.ts'
import { isUnsent, wordFor } from '../../stores/outbox-store.ts'
import type { UnsentView } from '../../stores/unsent-view.ts'
import { reasonOf } from './unsent-words.ts'

export class RefusalSpeaker {
  /** Numbers of what was seen waiting. */
  #waiting: ReadonlySet<number> = new Set()

  constructor(private readonly alertNow: (text: string) => void) {}

  hear(items: readonly UnsentView[]): void {
    const news = items.filter(({ n, state }) => state === 'refused' && this.#waiting.has(n))
    const [first] = news
    if (first && news.length === 1) this.alertNow(t('talk.refused', { reason: reasonOf(first) }))
    else if (first) this.alertNow(t(`sync.refused.${wordFor(news)}`, { n: news.length }))
    this.#waiting = new Set(items.filter(isUnsent).flatMap(({ parts }) => parts))
  }
}
