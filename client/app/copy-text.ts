/** Puts a text on the clipboard, and tells it by a toast: to the eye, and to the ear. */
import { notices } from './notices.ts'
import { t } from './text.ts'

/** Rejects where the browser does not allow it. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  notices.show({ id: 'copied', text: t('app.copied') })
}
