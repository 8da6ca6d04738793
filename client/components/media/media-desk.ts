/** What a medium on the screen needs to know of where it is: asked for by an event, so that rows pass nothing on. */
import { mediaKeeperOf, type MediaKeeper } from '../../stores/media-keeper.ts'
import type { Stores } from '../../stores/stores.ts'

export interface MediaDesk {
  readonly stores: Stores
  readonly chatId: string
  readonly keeper: MediaKeeper
}

/** @returns null where nobody answers */
export function askDesk(from: HTMLElement): MediaDesk | null {
  const detail: HTMLElementEventMap['media-asked']['detail'] = { answer: null }
  from.dispatchEvent(new CustomEvent('media-asked', { detail, bubbles: true, composed: true }))
  return detail.answer && deskOf(detail.answer.stores, detail.answer.chatId)
}

export function deskOf(stores: Stores, chatId: string): MediaDesk {
  const keeper = mediaKeeperOf(stores.device)
  if (!joined.has(keeper)) {
    joined.add(keeper)
    void joinQueue(stores.device, keeper)
  }
  return { stores, chatId, keeper }
}

const joined = new WeakSet<MediaKeeper>()

/** What this device is about to send is shown before the server has it. */
async function joinQueue(device: Stores['device'], keeper: MediaKeeper): Promise<void> {
  const { uploadsOf } = await import('../../uploads/uploads-of.ts')
  const uploads = uploadsOf(device)
  let known = ''
  const join = (): void => {
    const files = uploads.view.files.map(({ id }) => id).join()
    if (files === known) return
    known = files
    keeper.useQueue({ blob: (id) => uploads.localFile(id), holds: (id) => uploads.ofFile(id) !== null })
  }
  uploads.subscribe(join)
  join()
}

declare global {
  interface HTMLElementEventMap {
    /** Whoever holds a chat fills in the answer. */
    'media-asked': CustomEvent<{ answer: { readonly stores: Stores; readonly chatId: string } | null }>
    /** A picture or film is wanted over everything. */
    'media-opened': CustomEvent<{ readonly messageId: string; readonly fileId: string }>
  }
}
