/** What becomes of the files of a refused message: back to the composer, or sent smaller (docs/behaviour.md, UQ16). */
import { coreOf } from '../storage/core-of.ts'
import type { Stores } from '../stores/stores.ts'
import { fileReplaced } from './awaited-files.ts'
import { asVariant } from './change-file.ts'
import { uploadsOf } from './uploads-of.ts'
import { fileValueOf, SENDING } from './waiting-file.ts'

/**
 * Puts them into a composer again. Their message goes afterwards: until then it is what keeps them.
 *
 * @returns false, and nothing is done, where this device has not all of them: those of a forward are the server's
 */
export async function takeBack(stores: Stores, draft: string, ids: readonly string[]): Promise<boolean> {
  const uploads = uploadsOf(stores.device)
  const files = uploads.files.filter(({ id }) => ids.includes(id))
  if (files.length < ids.length) return false
  for (const { key } of files) await uploads.change(key, (file) => ({ ...file, draft, refusal: null }))
  return true
}

/** Sends the message again, with a smaller copy of each of its pictures that has one. @param n  its outbox item's number */
export async function sendSmaller(stores: Stores, n: number, ids: readonly string[]): Promise<void> {
  const { device, actions } = stores
  const uploads = uploadsOf(device)
  for (const file of uploads.files.filter(({ id }) => ids.includes(id))) {
    const smaller = asVariant(file, 'smaller')
    if (smaller === file) continue
    // Named by no message for a moment, it would be let go of.
    await uploads.change(file.key, () => ({ ...smaller, draft: file.chat + SENDING }))
    await coreOf(device)?.outbox.change((queue) => fileReplaced(queue, file.id, fileValueOf(smaller)))
    await uploads.change(file.key, (one) => ({ ...one, draft: null }))
  }
  await actions.retry(n)
}
