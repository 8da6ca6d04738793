/** Sentences that the service worker fills in itself, of the messages that a page left (docs/behaviour.md, NF13, NF46). */
import { formatOf, type Sentence } from '../app/sentence.ts'
import type { WorkerWords } from './notice.ts'
import type { SummaryWords } from './sum-up.ts'

export function summaryWords(words: WorkerWords): SummaryWords {
  return {
    messages: (n) => fill(words, words.more, { n }),
    inChats: (n, chats) => fill(words, words.inChats, { n, chats }),
  }
}

export function reactedWords(words: WorkerWords, emoji: string): string {
  return fill(words, words.reacted, { emoji })
}

function fill({ locale }: WorkerWords, message: Sentence, values: Readonly<Record<string, string | number>>): string {
  return String(formatOf(message, locale).format(values))
}
