/** What tests of the composers over fixtures share: the boxes, the address, what is pasted. */
import type { Locator, Page } from 'playwright'

export const boxOf = (page: Page) => page.getByRole('textbox', { name: /^Message/ })
export const threadBoxOf = (page: Page) => page.getByRole('textbox', { name: 'Reply in this thread' })
export const trayOf = (page: Page) => page.locator('cairn-upload-row')

export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (location.hash = to), hash)
}

export async function hashOf(page: Page): Promise<string> {
  return page.evaluate(() => location.hash)
}

/** The ids of the messages of the timeline, in order. */
export function idsOf(page: Page): Promise<string[]> {
  return page
    .locator('cairn-timeline cairn-message')
    .evaluateAll((rows) => rows.map((row) => (row as unknown as { message: { id: string } }).message.id))
}

/** A chat with an empty tray, whose files wait on a disk in memory. */
export async function openEmptyTray(open: (state: string) => Promise<Page>): Promise<Page> {
  const page = await open('upload-tray')
  await goTo(page, '#/c/general')
  await trayOf(page).first().waitFor({ state: 'detached' })
  await boxOf(page).focus()
  return page
}

/** Sends a message, and opens it to be edited. */
export async function editOwn(page: Page, text: string): Promise<void> {
  const box = boxOf(page)
  await box.fill(text)
  await box.press('Enter')
  await page.locator('cairn-timeline cairn-message').filter({ hasText: text }).waitFor()
  await box.press('ArrowUp')
  await page.locator('cairn-composer-banner').getByText('Edit the message').waitFor()
}

/** As the browser does it, through the clipboard. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await page.keyboard.press('Control+v')
}

/** A file, with what other programs put beside it. */
export async function pasteFile(box: Locator, name: string, plain: string, markup = ''): Promise<void> {
  await box.evaluate(
    (area, [fileName, text, marked]) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File(['x'], fileName!, { type: 'image/png' }))
      clipboardData.setData('text/plain', text!)
      if (marked) clipboardData.setData('text/html', marked)
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true, bubbles: true }))
    },
    [name, plain, markup],
  )
}
