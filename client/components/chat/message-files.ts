/** What the events of a chat do with the files of messages: sent from the tray, back to it, again. */
import type { NewMessage } from '../../stores/actions.ts'
import type { MessageView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { sendFiles } from '../../uploads/attach.ts'
import { sendSmaller, takeBack } from '../../uploads/take-back.ts'
import { uploadsOf } from '../../uploads/uploads-of.ts'

/** @param keys  of the files in the tray, in their order */
export function sendFromTray(
  stores: Stores,
  message: NewMessage,
  draftKey: string | null,
  keys: readonly string[],
): Promise<unknown> {
  const files = uploadsOf(stores.device).files.filter(({ key }) => keys.includes(key))
  return sendFiles(stores, message, draftKey, files)
}

/** Before a refused message is written again its files go to where that is done. @returns whether all of them could */
export async function filesToTray(
  stores: Stores,
  draftKey: string,
  { delivery, files }: MessageView,
): Promise<boolean> {
  return delivery?.state !== 'refused' || files.length === 0 || takeBack(stores, draftKey, idsOf(files))
}

/** What was too large goes smaller, where it can. */
export function retryMessage(stores: Stores, n: number, { delivery, files }: MessageView): Promise<void> {
  const isTooLarge = delivery?.state === 'refused' && delivery.refusal.code === 'too_large'
  return isTooLarge ? sendSmaller(stores, n, idsOf(files)) : stores.actions.retry(n)
}

function idsOf(files: MessageView['files']): string[] {
  return files.map(({ id }) => id)
}
