/** Why nothing can be written in a chat, in a sentence: where the composer was, and for who hears of it. */
import { formatBrief } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { ReadOnlyReason } from '../../stores/chat-store.ts'

export function closedWords(reason: ReadOnlyReason, nowMs: number): string {
  switch (reason.kind) {
    case 'removed':
      return removalWords(reason, nowMs)
    case 'left':
      return t('chat.closed.left')
    case 'deleted':
      return t('chat.closed.deleted')
    case 'not-member':
      return t('chat.closed.open')
    case 'admins-only':
      return t('chat.closed.read-only')
    case 'gone':
      return t('chat.closed.gone')
    case 'blocked':
      return t('chat.closed.blocked')
    case 'unknown':
      return t('chat.closed.unknown')
  }
}

function removalWords({ by, at }: Extract<ReadOnlyReason, { kind: 'removed' }>, nowMs: number): string {
  const time = at === null ? '' : formatBrief(at, nowMs)
  if (by === null) return time ? t('chat.closed.removed-at', { time }) : t('chat.closed.removed-by-nobody')
  return time ? t('chat.closed.removed', { name: by.name, time }) : t('chat.closed.removed-by', { name: by.name })
}
