/** What [Prepare offline] ended in: what is here, what did not come, and since when (docs/behaviour.md, UI202). Pure. */
import { formatMoment } from '../../app/format.ts'
import type { AppHere } from '../../app/kept-app.ts'
import { t } from '../../app/text.ts'
import { isReady } from '../../storage/prepare-offline.ts'
import type { Preparing } from '../../storage/storage-store.ts'
import { formatBytes } from '../chat/times.ts'

export function prepareWords(fact: Extract<Preparing, { state: 'done' }>, app: AppHere, nowMs: number): string {
  const { chats, messages, files, missing, noRoom, gone } = fact
  const values = { chats, messages, files, size: formatBytes(fact.bytes), time: formatMoment(fact.atMs, nowMs) }
  return [
    ...(missing > 0 ? [t('storage.didNotCome', { n: missing })] : []),
    ...(noRoom > 0 ? [t('storage.noRoom', { n: noRoom })] : []),
    isReady(fact) && app === 'here' ? t('storage.ready', values) : t('storage.here', values),
    ...(app === 'coming' ? [t('storage.appComing')] : app === 'none' ? [t('storage.appNone')] : []),
    ...(gone > 0 ? [t('storage.gone', { n: gone })] : []),
  ].join(' ')
}
