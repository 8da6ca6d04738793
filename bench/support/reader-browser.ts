/** What a browser needs to be somebody's, and how it is seen that it has all. */
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright'

const SIGNED_IN_S = 86_400
const ASK_EVERY_MS = 1_000

/** @param cookie  a `Cookie` header of the workspace */
export async function addSession(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const pairs = cookie.split('; ').map((pair) => pair.split('='))
  const expires = Date.now() / 1_000 + SIGNED_IN_S
  await context.addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url, expires })))
}

/** The chat list knows so many chats, and their names: its rows are all in the page. */
export async function areAllChatsListed(page: Page, count: number, timeoutMs: number): Promise<void> {
  await page.waitForFunction(
    (atLeast) => {
      const app = document.querySelector('cairn-app') as {
        stores?: { chats: { view: { recent: { title: string }[] } } }
      }
      const known = app?.stores?.chats.view.recent ?? []
      return known.filter(({ title }) => title !== '').length >= atLeast
    },
    count,
    { polling: 1_000, timeout: timeoutMs },
  )
}

/**
 * Asks the page until `holds` answers true there. Where an answer has to be waited for: `waitForFunction` takes the promise
 * itself for one.
 */
export async function askUntil<Asked>(
  page: Page,
  holds: (asked: Asked) => Promise<boolean>,
  asked: Asked,
  withinMs: number,
): Promise<void> {
  const ask: (asked: never) => Promise<boolean> = holds
  for (const endMs = performance.now() + withinMs; !(await page.evaluate(ask, asked as never));) {
    if (performance.now() > endMs) throw new Error(`not within ${withinMs} ms: ${holds.name}`)
    await wait(ASK_EVERY_MS)
  }
}

/** In the page: whether the disk has these documents, and the record of them. */
export async function areKept(asked: { database: string; documents: readonly string[] }): Promise<boolean> {
  const rows = await new Promise<{ doc: string; digest: string }[]>((resolve, reject) => {
    const opening = indexedDB.open(asked.database)
    opening.onerror = () => reject(opening.error!)
    opening.onsuccess = () => {
      const asking = opening.result.transaction('documents').objectStore('documents').getAll()
      asking.onsuccess = () => {
        opening.result.close()
        resolve(asking.result as { doc: string; digest: string }[])
      }
    }
  })
  return asked.documents.every((wanted) => rows.some(({ doc, digest }) => doc === wanted && digest !== ''))
}
