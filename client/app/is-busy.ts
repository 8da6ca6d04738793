/** Whether somebody is in the middle of something that a reload would end: words in a composer, a recording, files in view (OS31). */
import { notices } from './notices.ts'
import { t } from './text.ts'

/** An element can say so itself, by `data-busy`. */
const BUSY = '[data-busy], cairn-recorder, cairn-upload-row'

export function isBusy(root: ParentNode = document): boolean {
  if (root.querySelector(BUSY)) return true
  for (const { shadowRoot, localName } of root.querySelectorAll('*')) {
    if (shadowRoot === null) continue
    const box = localName === 'cairn-composer' ? shadowRoot.querySelector('textarea') : null
    if ((box && box.value.trim() !== '') || isBusy(shadowRoot)) return true
  }
  return false
}

export function sayBusy(): void {
  notices.show({ id: 'update-busy', text: t('update.busy') })
}
