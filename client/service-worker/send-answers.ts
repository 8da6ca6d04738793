/** What people answered on notifications, on its way: by a page, or to the server (docs/behaviour.md, NF16, NF17). */
import { giveAnswers } from '../notifications/give-answers.ts'
import type { NoticeAnswer } from '../notifications/notice.ts'
import { forgetAnswer, keptAnswers } from '../notifications/worker-box.ts'
import { tell, windows } from './windows.ts'

declare const self: ServiceWorkerGlobalScope

/** A page that lives takes an answer into its outbox in this time. */
const PAGE_TAKES_MS = 2_000

/** A page writes them into its outbox; without one the server is told. What neither takes waits for the next page. */
export async function sendAnswers(): Promise<void> {
  const pages = await windows()
  for (const page of pages) tell(page, { type: 'answers' })
  if (pages.length > 0) await new Promise((resolve) => setTimeout(resolve, PAGE_TAKES_MS))
  const { isCutOff } = await giveAnswers(await keptAnswers(), post, forgetAnswer)
  if (isCutOff) await askForSync()
}

/** Sent twice it is one: of a message the id decides, and a read mark only moves forward. @returns the status */
async function post(answer: NoticeAnswer): Promise<number> {
  const headers = { 'Content-Type': 'application/json' }
  return (await fetch('/session/answers', { method: 'POST', headers, body: JSON.stringify(answer) })).status
}

/** Wakes the worker when there is a network, where the browser can. */
async function askForSync(): Promise<void> {
  const { sync } = self.registration as { sync?: { register(tag: string): Promise<void> } }
  await sync?.register('answers').catch(() => undefined)
}
