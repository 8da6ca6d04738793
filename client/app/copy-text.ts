/** Puts a text on the clipboard, and says so. */
import { announce } from './announcer.ts'
import { t } from './text.ts'

/** Rejects where the browser does not allow it. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  announce(t('app.copied'))
}
