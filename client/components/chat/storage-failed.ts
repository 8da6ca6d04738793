/** Says that the browser could not keep something: a write fails for no other reason, and nothing is lost from the screen. */
import { alertNow } from '../../app/announcer.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'

export function storageFailed(): void {
  alertNow(t('app.storageFailed'))
  notices.show({
    id: 'storage-failed',
    text: t('app.storageFailed'),
    durationMs: 0,
    actions: [{ id: 'close', label: t('action.close') }],
  })
}
