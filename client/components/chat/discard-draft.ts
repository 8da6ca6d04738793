/** Lets a draft go with its files and the edit that it was, with ten seconds to take it back (docs/behaviour.md, UI93). */
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import type { DraftEntry } from '../../stores/draft-entries.ts'
import { joinWritten } from '../../stores/drafts-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { uploadsOf } from '../../uploads/uploads-of.ts'
import { SENDING, type WaitingFile } from '../../uploads/waiting-file.ts'
import { DISCARD_UNDO_MS } from './discard-with-undo.ts'
import { endKeptEdit } from './draft-context.ts'

/** @param failed  the browser could not keep the change */
export function discardDraft(stores: Stores, { key, place }: DraftEntry, failed: () => void): void {
  const { device, drafts } = stores
  const uploads = uploadsOf(device)
  const text = drafts.text(key)
  const pasted = drafts.pasted.text(key)
  const files = uploads.files.filter(({ draft }) => draft === key)
  const put = async (draft: string) => {
    for (const file of files) await uploads.change(file.key, (one: WaitingFile) => ({ ...one, draft }))
  }
  const editAgain = place.kind === 'edit' ? endKeptEdit(device.userId, place.chatId, place.messageId!) : () => undefined
  const write = (words: string) => {
    drafts.set(key, words)
    return drafts.flush()
  }
  // In no composer that is ever shown: a page that closes now finds them in the chat's again.
  const done = Promise.all([put(place.chatId + SENDING), write('')])
  drafts.pasted.keep(key, '')
  done.catch(failed)
  notices.show({
    id: `draft-${key}`,
    text: t('chat.discarding'),
    durationMs: DISCARD_UNDO_MS,
    actions: [{ id: 'undo', label: t('chat.undo') }],
    answered(answer) {
      const end = answer === 'undo' ? undo : () => uploads.remove(files)
      done.then(end).catch(failed)
    },
  })

  async function undo(): Promise<void> {
    // What was written there meanwhile stays, too.
    const now = drafts.text(key)
    editAgain()
    const isFree = drafts.pasted.text(key) === ''
    const words = now.trim() === '' ? text : joinWritten(text, now)
    await Promise.all([put(key), write(isFree ? words : joinWritten(words, pasted))])
    if (isFree) drafts.pasted.keep(key, pasted)
  }
}
