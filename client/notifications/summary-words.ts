/** Sentences with numbers that the service worker says itself, of the messages that a page left (docs/behaviour.md, NF13). */
import IntlMessageFormat from 'intl-messageformat'
import type { WorkerWords } from './notice.ts'
import type { SummaryWords } from './sum-up.ts'

export function summaryWords({ locale, more, inChats }: WorkerWords): SummaryWords {
  const say = (message: string, values: Record<string, number>) =>
    String(new IntlMessageFormat(message, locale).format(values))
  return {
    messages: (n) => say(more, { n }),
    inChats: (n, chats) => say(inChats, { n, chats }),
  }
}
