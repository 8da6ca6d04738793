/** Puts a text on the clipboard, and tells by a toast whether it is there (docs/behaviour.md, UI160, UI200): to the eye, and to the ear. */
import { notices } from './notices.ts'
import { t } from './text.ts'

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notices.show({ id: 'copied', text: t('app.copied') })
  } catch {
    notices.show({ id: 'copied', text: t('app.notCopied') })
  }
}
