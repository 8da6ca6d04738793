/** A browser on a profile, and a page in it that measures itself (`page-probe.mjs`) at a slowed processor. */
import { fileURLToPath } from 'node:url'
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright'
import { findChromium, launchOptions } from '../../tests/support/find-chromium.ts'

const WAIT_MS = 120_000
const VIEWPORT = { width: 1280, height: 800 }
/** The window is as high as the page, and its tabs and address lie over the end of that: what is not in sight is never painted. */
const ABOVE_PAGE_PX = 200
const SCRIPTS = ['page-probe.mjs', 'page-motion.mjs'].map((name) => fileURLToPath(new URL(name, import.meta.url)))

export interface ProbedPage {
  readonly page: Page
  readonly devtools: CDPSession
  /** @param times  4 = a quarter of this machine's speed */
  slowDown(times: number): Promise<void>
  /** Bytes in use of the JavaScript heap, after a collection. */
  heap(): Promise<number>
}

export interface ScrollFound {
  /** px by which a row jumped, of each frame. */
  readonly jumps: number[]
  readonly rows: number
  readonly elements: number
  readonly nodes: number
  /** What the reader scrolled. */
  readonly px: number
}

/** As in `page-probe.mjs` and `page-motion.mjs`, which say what each does. */
export interface PageProbe {
  timeline(): HTMLElement | null
  isInView(messageId: string): boolean
  isChatShown(chatId: string): boolean
  isFormShown(): boolean
  painted(): Promise<number>
  firstPaint(): Promise<number>
  when(test: () => boolean): Promise<number>
  go(hash: string, test: () => boolean): Promise<number>
  goToDay(dayMs: number, test: () => boolean): Promise<number>
  idle(): Promise<void>
  countNodes(): { rows: number; elements: number; nodes: number }
  startFrames(): void
  stopFrames(): number[]
  startJumps(): void
  stopJumps(): ScrollFound
  startSending(): void
  sent(text: string): Promise<number>
  startKeys(): void
  stopKeys(): { told: number[]; own: number[] }
  readonly disturbances: {
    readonly shifts: { value: number; hadRecentInput: boolean; atMs: number }[]
    readonly tasks: { ms: number; atMs: number }[]
  }
}

/** A browser process of its own, which is gone when it resolves. */
export async function inBrowser<T>(
  profile: string,
  work: (context: BrowserContext) => Promise<T>,
  moreArgs: readonly string[] = [],
): Promise<T> {
  const executablePath = await findChromium()
  const options = {
    ...launchOptions,
    args: [...launchOptions.args, ...moreArgs],
    executablePath,
    reducedMotion: 'reduce',
    viewport: VIEWPORT,
  } satisfies Parameters<typeof chromium.launchPersistentContext>[1]
  const context = await chromium.launchPersistentContext(profile, options)
  context.setDefaultTimeout(WAIT_MS)
  try {
    return await work(context)
  } finally {
    await context.close()
  }
}

/** The browser's first page, still empty. */
export async function probedPage(context: BrowserContext): Promise<ProbedPage> {
  const page = context.pages()[0] ?? (await context.newPage())
  for (const path of SCRIPTS) await page.addInitScript({ path })
  const devtools = await context.newCDPSession(page)
  const { windowId } = await devtools.send('Browser.getWindowForTarget')
  const bounds = { width: VIEWPORT.width, height: VIEWPORT.height + ABOVE_PAGE_PX }
  await devtools.send('Browser.setWindowBounds', { windowId, bounds })
  return {
    ...{ page, devtools },
    slowDown: async (rate) => void (await devtools.send('Emulation.setCPUThrottlingRate', { rate })),
    async heap() {
      await devtools.send('HeapProfiler.collectGarbage')
      return (await devtools.send('Runtime.getHeapUsage')).usedSize
    },
  }
}

/** Resolves at the end of the frame with the chat's messages, with ms since the navigation began. */
export function chatShown(page: Page, chatId: string): Promise<number> {
  return page.evaluate((id) => cairnProbe.when(() => cairnProbe.isChatShown(id)), chatId)
}

declare global {
  /** In the page. */
  var cairnProbe: PageProbe
}
