/** Shows a picture or film of a chat over everything; afterwards the focus is where it was. */
import { deepActive } from '../../app/focus.ts'
import type { Stores } from '../../stores/stores.ts'
import { CairnViewer } from './cairn-viewer.ts'

export function openViewer(
  place: { readonly stores: Stores; readonly chatId: string },
  what: { readonly messageId: string; readonly fileId: string },
): void {
  const from = deepActive()
  const viewer = new CairnViewer()
  Object.assign(viewer, place, what)
  viewer.addEventListener('close', () => {
    viewer.remove()
    from?.focus()
  })
  document.body.append(viewer)
}
