/** What a reader hears of a message: "Ana, 09:12, Valve 4 checked, 2 reactions, sent". */
import { formatMoment, formatTime } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { deliveryName } from './delivery-name.ts'
import type { MessageView } from '../../stores/message-view.ts'
import { plainText } from './plain-text.ts'
import { systemWords } from './system-words.ts'
import { isLate } from './times.ts'

const MOST_CHARS = 300

export function messageLabel(message: MessageView, now: number): string {
  const { author, at, writtenAt, text, isEncrypted, event, files, links, reactions, thread, waiting, delivery } =
    message
  const parts = [
    author.name,
    formatTime(at),
    isLate(message) && t('chat.written', { time: formatMoment(writtenAt, at) }),
    message.replyTo && t('chat.quote.reply'),
    author.isBlocked
      ? t('people.hidden')
      : message.isDeleted
        ? t('chat.deleted')
        : event
          ? systemWords(event)
          : isEncrypted
            ? t('chat.encrypted')
            : textLine(text),
    files.length + links.length > 0 && t('chat.label.files', { count: files.length + links.length }),
    waiting ? t(`chat.waiting.${waiting}`) : message.editedAt !== null && !message.isDeleted && t('chat.edited'),
    reactions.length > 0 &&
      t('chat.label.reactions', { count: reactions.reduce((sum, { people }) => sum + people.length, 0) }),
    thread !== null && t('chat.thread.replies', { count: thread.replies }),
    delivery && deliveryName(delivery, now),
  ]
  return parts.filter((part) => typeof part === 'string' && part !== '').join(', ')
}

/** Text without its markup, on one line, shortened. */
export function textLine(text: string): string {
  const plain = plainText(text.slice(0, MOST_CHARS * 2)).replace(/\s+/g, ' ')
  return plain.length > MOST_CHARS ? `${plain.slice(0, MOST_CHARS - 1)}…` : plain
}
