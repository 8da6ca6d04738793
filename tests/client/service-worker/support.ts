/** The service worker's part that shows notifications, in a browser made of what it asks: a screen, pages, a disk, an icon. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { expect, vi } from 'vitest'
import type { FromWorker, ShownData, ToWorker } from '../../../client/notifications/notice.ts'
import type { AppPush } from '../../../schema/protocol/push.ts'

/** How long the worker waits for what a page says. */
const ANSWER_MS = 500
const PAGE_TAKES_MS = 2_000

export interface OnScreen {
  readonly tag: string
  readonly body: string
  readonly silent: boolean
  readonly data: ShownData
}

/** A frozen page says nothing; the time that the worker waits for it goes by at once. */
export type PageState = 'visible' | 'hidden' | 'frozen'

export class FakePage {
  readonly heard: FromWorker[] = []
  isInView = false

  constructor(
    private readonly worker: FakeWorker,
    private readonly state: PageState,
  ) {}

  get visibilityState(): DocumentVisibilityState {
    return this.state === 'visible' ? 'visible' : 'hidden'
  }

  postMessage(message: FromWorker): void {
    this.heard.push(message)
    if (message.type !== 'in-view?') return
    const { asked } = message
    if (this.state === 'frozen') queueMicrotask(() => vi.advanceTimersByTime(ANSWER_MS))
    else queueMicrotask(() => void this.says({ type: 'in-view', asked, isInView: this.isInView }))
  }

  says(message: ToWorker, ports: readonly { postMessage(message: unknown): void }[] = []): Promise<void> {
    return this.worker.happens('message', { data: message, source: this, ports })
  }

  rings(): number {
    return this.heard.filter(({ type }) => type === 'ring').length
  }
}

class FakeWorker {
  readonly pages: FakePage[] = []
  readonly screen = new Map<string, OnScreen>()
  /** What the icon shows; null = never told. */
  badge: number | null = null
  readonly #listeners = new Map<string, (event: object) => void>()

  /** What the worker finds as `self`. */
  readonly scope = {
    addEventListener: (type: string, listener: (event: object) => void) => this.#listeners.set(type, listener),
    clients: { matchAll: () => Promise.resolve(this.pages) },
    navigator: {
      setAppBadge: (count: number) => Promise.resolve(void (this.badge = count)),
      clearAppBadge: () => Promise.resolve(void (this.badge = 0)),
    },
    registration: {
      showNotification: (title: string, options: OnScreen) =>
        Promise.resolve(void this.screen.set(options.tag, { ...options, title } as OnScreen)),
      getNotifications: () =>
        Promise.resolve(
          [...this.screen.values()].map((one) => ({ ...one, close: () => void this.screen.delete(one.tag) })),
        ),
    },
  }

  page(state: PageState = 'visible'): FakePage {
    const page = new FakePage(this, state)
    this.pages.push(page)
    return page
  }

  push(push: AppPush): Promise<void> {
    return this.happens('push', { data: { json: () => push } })
  }

  /** A press on the notification of this tag. The server is not reached. */
  async press(tag: string, action: string, reply: string): Promise<void> {
    const notification = { ...this.screen.get(tag), close: () => void this.screen.delete(tag) }
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
    let isDone = false
    void this.happens('notificationclick', { notification, action, reply }).then(() => (isDone = true))
    await vi.waitFor(() => {
      // For a page to take the answer.
      vi.advanceTimersByTime(PAGE_TAKES_MS)
      expect(isDone).toBe(true)
    })
  }

  tags(): string[] {
    return [...this.screen.keys()].sort()
  }

  /** Resolves when the worker has done what it does about it. */
  async happens(type: string, event: object): Promise<void> {
    const work: Promise<unknown>[] = []
    this.#listeners.get(type)?.({ ...event, waitUntil: (done: Promise<unknown>) => work.push(done) })
    await Promise.all(work)
  }
}

/** A worker that was just installed; `vi.useRealTimers` and `vi.unstubAllGlobals` end it. */
export async function aWorker(): Promise<FakeWorker> {
  // Databases wait for the real clock.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
  const worker = new FakeWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('self', worker.scope)
  vi.stubGlobal('Client', FakePage)
  vi.stubGlobal('Notification', { permission: 'granted' })
  // Each is started anew: it remembers nothing but what is on its disk.
  vi.resetModules()
  const path = '../../../client/service-worker/notices.ts'
  const { listenForNotices } = await vi.importActual<{ listenForNotices(): void }>(path)
  listenForNotices()
  return worker
}
