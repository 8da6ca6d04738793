/** The open pages of the app: what they are told, which chat they have in view, and where a press on a notification leads. */
import { ulid } from 'ulid'
import type { FromWorker, WorkerNotice } from '../notifications/notice.ts'

declare const self: ServiceWorkerGlobalScope

/** A page that does not say in this time that the chat is in view does not have it in view: it may be frozen. */
const VIEW_ANSWER_MS = 500

/** null = no answer. */
type ViewAnswer = boolean | null

const askedViews = new Map<string, (isInView: ViewAnswer) => void>()

export async function windows(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: 'window', includeUncontrolled: true })
}

export function tell(page: Client, message: FromWorker): void {
  page.postMessage(message)
}

/** What a page says when it was asked by `isInView`. */
export function viewAnswered(asked: string, isInView: boolean): void {
  askedViews.get(asked)?.(isInView)
}

/** Whether a page has the chat before somebody's eyes. */
export async function isInView(chat: WorkerNotice['chat']): Promise<boolean> {
  return (await ask((await windows()).filter(isVisible), chat)).includes(true)
}

/** Whether a page tells of what comes by itself: one that is visible, or still answers. Phones freeze those behind others. */
export async function isAwake(chat: WorkerNotice['chat']): Promise<boolean> {
  const pages = await windows()
  if (pages.some(isVisible)) return true
  return (await ask(pages, chat)).some((answer) => answer !== null)
}

function ask(pages: readonly WindowClient[], chat: WorkerNotice['chat']): Promise<ViewAnswer[]> {
  return Promise.all(
    pages.map(
      (page) =>
        new Promise<ViewAnswer>((resolve) => {
          const asked = ulid()
          const answer = (is: ViewAnswer) => {
            askedViews.delete(asked)
            resolve(is)
          }
          askedViews.set(asked, answer)
          setTimeout(() => answer(null), VIEW_ANSWER_MS)
          tell(page, { type: 'in-view?', asked, chat })
        }),
    ),
  )
}

/** In an open window, the one before somebody's eyes first; else in a new one. */
export async function openAt(hash: string): Promise<void> {
  const pages = await windows()
  const page = pages.find(({ focused }) => focused) ?? pages.find(isVisible) ?? pages[0]
  if (!page) return void (await self.clients.openWindow(`/${hash}`))
  tell(page, { type: 'open', hash })
  await page.focus().catch(() => undefined)
}

function isVisible({ visibilityState }: WindowClient): boolean {
  return visibilityState === 'visible'
}
