/**
 * Shows, closes and answers notifications: the only place that does (docs/behaviour.md, NF11-NF18). What happens comes in
 * one after the other, so that a tab and a push that tell of one message make one notification.
 */
import { ulid } from 'ulid'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { parseAppPush, type BadgeCount } from '../../schema/protocol/push.ts'
import { addEach, addTogether } from '../notifications/add-to-shown.ts'
import { noteBadge, setAppBadge } from '../notifications/app-badge.ts'
import type { ShownData, ToWorker, WorkerNotice } from '../notifications/notice.ts'
import {
  forgetUser,
  hashOfShown,
  isAllRead,
  noteRead,
  noteSeen,
  planShow,
  shownOf,
  soundOf,
  tagOfShown,
  type ShowPlan,
  type WorkerMemory,
} from '../notifications/show-plan.ts'
import { summaryWords } from '../notifications/worker-sentences.ts'
import {
  forgetAnswersOf,
  keepAnswer,
  readMemory,
  readWords,
  writeMemory,
  writeWords,
} from '../notifications/worker-box.ts'
import { sendAnswers } from './send-answers.ts'
import { subscribeAgain } from './subscribe-again.ts'
import { isAwake, isInView, openAt, tell, viewAnswered, windows } from './windows.ts'

declare const self: ServiceWorkerGlobalScope

const TEST_TAG = 'cairn-test'

/** Of a page with whether all that it found while catching up is told at once, and whether its own sound is heard. */
type Source =
  | { readonly from: 'push' }
  | { readonly from: 'page'; readonly page: Client; readonly isCaughtUp: boolean; readonly canRing: boolean }

/** What runs now; the next waits for it. */
let last: Promise<unknown> = Promise.resolve()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work)
  last = done.catch(() => undefined)
  return done
}

export function listenForNotices(): void {
  self.addEventListener('push', (event) => event.waitUntil(pushed(event.data)))
  self.addEventListener('message', (event) => {
    const done = told(event.data as ToWorker, event)
    if (done) event.waitUntil(done)
  })
  self.addEventListener('notificationclick', (event) => {
    const { notification, action } = event
    const { reply } = event as { reply?: string | null }
    event.waitUntil(clicked(notification, action, reply ?? null))
  })
  self.addEventListener('sync', (event) => {
    if ((event as { tag?: string }).tag === 'answers') (event as ExtendableEvent).waitUntil(sendAnswers())
  })
  self.addEventListener('pushsubscriptionchange', (event) => {
    const { oldSubscription } = event as { oldSubscription?: PushSubscription | null }
    ;(event as ExtendableEvent).waitUntil(subscribeAgain(oldSubscription ?? null))
  })
}

function pushed(data: PushMessageData | null): Promise<void> {
  const push = parseAppPush(readJson(data))
  void windows().then((pages) => pages.forEach((page) => tell(page, { type: 'pushed' })))
  if (push === null) return Promise.resolve()
  const { t, user, chat, seq } = push
  if (push.badge) void inTurn(() => showBadge(push.badge!, chat))
  if (t === 'read') return inTurn(() => closeRead(user, { [chat]: seq }))
  return inTurn(() => show([push], { from: 'push' }))
}

/** A page that is awake counts itself. */
async function showBadge(badge: BadgeCount, chat: ChannelId): Promise<void> {
  const memory = noteBadge(await readMemory(), badge)
  if (memory === null || (await isAwake(chat))) return
  await writeMemory(memory)
  setAppBadge(badge.count, self.navigator)
}

function readJson(data: PushMessageData | null): unknown {
  try {
    return data?.json()
  } catch {
    return null
  }
}

function told(message: ToWorker, { source, ports }: ExtendableMessageEvent): Promise<void> | null {
  switch (message.type) {
    case 'notices':
      return source instanceof Client ? inTurn(() => show(message.notices, sourceOf(source, message))) : null
    case 'read':
      return inTurn(() => closeRead(message.user, message.marks))
    case 'seen':
      return inTurn(() => opened(message))
    case 'forget':
      return inTurn(() => forget(message)).then(() => ports[0]?.postMessage('forgotten'))
    case 'words':
      return inTurn(() => writeWords(message.words))
    case 'in-view':
      viewAnswered(message.asked, message.isInView)
      return null
    case 'test':
      return inTurn(() => showTest(message.text))
    default:
      return null
  }
}

async function show(notices: readonly WorkerNotice[], source: Source): Promise<void> {
  const before = await readMemory()
  const inView = new Set<string>()
  // Pages are asked only where something is news.
  for (const chat of new Set(planShow(before, notices, 0).show.map(({ notice }) => notice.chat)))
    if (await isInView(chat)) inView.add(chat)
  const { memory, show: news } = planShow(before, notices, Date.now(), inView)
  if (news.length > 0) await change(news, memory, source)
  // Not before they stand: a worker that is ended in between tells of them again, rather than never.
  await writeMemory(memory)
}

async function change(news: ShowPlan['show'], memory: WorkerMemory, source: Source): Promise<void> {
  const words = await readWords()
  const isPage = source.from === 'page'
  const shown = await shownOnes()
  // Whoever has a page that is awake is told of each as it comes.
  const isTogether = isPage ? source.isCaughtUp : !(await isAwake(news[0]!.notice.chat))
  const data = shown.map((one) => one.data)
  const planned = isTogether ? addTogether(data, news, memory, summaryWords(words)) : addEach(data, news)
  for (const { notice, rings } of planned.show) {
    const sound = soundOf(rings, isPage && source.canRing)
    if (sound.page && isPage) tell(source.page, { type: 'ring' })
    if (Notification.permission !== 'granted') continue
    const { title, options } = shownOf(notice, words, !sound.system)
    await self.registration.showNotification(title, options)
  }
  const closed = new Set(planned.close)
  for (const { notification, data: of } of shown) if (closed.has(tagOfShown(of))) notification.close()
}

function sourceOf(page: Client, told: Extract<ToWorker, { type: 'notices' }>): Source {
  return { from: 'page', page, isCaughtUp: told.isCaughtUp, canRing: told.canRing ?? false }
}

/**
 * What is on the screen, of messages. In its turn only: Chromium forgets a notification that is being shown while somebody
 * asks which there are.
 */
async function shownOnes(): Promise<{ readonly notification: Notification; readonly data: ShownData }[]> {
  const all = await self.registration.getNotifications()
  return all.flatMap((notification) => {
    const data = notification.data as ShownData | null
    return data ? [{ notification, data }] : []
  })
}

async function showTest(text: string): Promise<void> {
  const { app } = await readWords()
  await self.registration.showNotification(app, { body: text, tag: TEST_TAG, icon: '/icons/icon-192.png' })
}

function closeRead(user: number, marks: Readonly<Record<string, number>>): Promise<void> {
  return closeSeen((memory) => noteRead(memory, user, marks, Date.now()))
}

/** Chats are opened often; what comes later is not seen by this, so with nothing shown there is nothing to remember. */
async function opened({ user, chat }: Extract<ToWorker, { type: 'seen' }>): Promise<void> {
  if ((await shownOnes()).length > 0) await closeSeen((memory) => noteSeen(memory, user, chat, Date.now()))
}

async function closeSeen(note: (memory: WorkerMemory) => WorkerMemory): Promise<void> {
  const memory = note(await readMemory())
  await writeMemory(memory)
  for (const { notification, data } of await shownOnes()) if (isAllRead(memory, data)) notification.close()
}

/** OS60: nothing of whoever left is on the screen, or on this disk. */
async function forget({ user, keepsAnswers }: Extract<ToWorker, { type: 'forget' }>): Promise<void> {
  for (const { notification, data } of await shownOnes()) if (data.user === user) notification.close()
  await writeMemory(forgetUser(await readMemory(), user))
  if (!keepsAnswers) await forgetAnswersOf(user)
}

async function clicked(notification: Notification, action: string, reply: string | null): Promise<void> {
  notification.close()
  const data = notification.data as ShownData | null
  if (!data) return openAt('#/')
  const text = action === 'reply' ? (reply?.trim() ?? '') : ''
  // Where the system takes no text, the composer does.
  if (action !== 'read' && text === '') return openAt(hashOfShown(data, action === 'reply'))
  const { user, chat, message, seq, isDirect } = data
  await keepAnswer({ id: ulid() as MessageId, user, chat, message, seq, text: text || null, quotes: !isDirect })
  await sendAnswers()
}
