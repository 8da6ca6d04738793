/** Notifications of a signed-in device, put together: what is found goes to the worker, and what it says is done here. */
import { accountDocument } from '../../schema/documents.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import { navigate } from '../app/navigate.ts'
import { chatRoute, parseRoute } from '../app/routes.ts'
import '../app/all-words.ts'
import { intlLocale, messageOf, t } from '../app/text.ts'
import type { Stores } from '../stores/stores.ts'
import { showBadge } from './badge.ts'
import { chatInView, watchChatInView } from './chat-in-view.ts'
import { FoundMessages } from './found-messages.ts'
import type { FromWorker, ToWorker, WorkerWords } from './notice.ts'
import { watchNewDevices } from './new-devices.ts'
import { pageWorker, type PageWorker } from './page-worker.ts'
import { permissionStore } from './permission.ts'
import { canRing, ring } from './sound.ts'
import { takeAnswers } from './take-answers.ts'
import { forgetAnswer, keptAnswers } from './worker-box.ts'

/** @returns ends it */
export function startNotifications(stores: Stores, worker: PageWorker = pageWorker()): () => void {
  const { device, chats } = stores
  const user = device.userId
  worker.tell({ type: 'words', words: workerWords() })
  const found = new FoundMessages(device, (notices, isCaughtUp) => {
    worker.tell({ type: 'notices', notices, isCaughtUp, canRing: canRing() })
  })
  // What the system shows may be of another time.
  let shownBadge = -1
  const follow = () => {
    const { byId, badge } = chats.view
    found.follow(byId.keys())
    if (badge !== shownBadge) showBadge((shownBadge = badge))
  }
  // The list on the screen comes first: of what several changes in one turn make of it, the last is of interest.
  let turn: ReturnType<typeof setTimeout> | undefined
  const followNext = () => {
    turn ??= setTimeout(() => {
      turn = undefined
      follow()
    })
  }
  const answers = () => {
    const box = { kept: keptAnswers, forget: forgetAnswer }
    // What fails stays in the box.
    takeAnswers(device, box, oneAtATime).catch((cause: unknown) => console.warn('cairn: answers wait', cause))
  }
  const account = device.view(accountDocument(user))
  const readMarks = (keys: 'all' | readonly (readonly [string, string])[]) => {
    const chatsRead = keys === 'all' ? [...account.entries('read')].map(([key]) => key) : keys.flatMap(ofRead)
    const marks = chatsRead.map((key) => [key, (account.get('read', key) as ReadValue | undefined)?.seq ?? 0] as const)
    if (marks.length > 0) {
      worker.tell({ type: 'read', user, marks: Object.fromEntries(marks) })
    }
  }
  let wasEnded = false
  /** OS60: the session was ended elsewhere. Whoever signs in again goes on with what they had read. */
  const watchEnd = () => {
    const isEnded = stores.sync.view.words === 'signed-out'
    if (isEnded === wasEnded) return
    wasEnded = isEnded
    if (isEnded) worker.tell({ type: 'forget', user, keepsAnswers: true })
    else readMarks('all')
  }
  /** While this page slept the worker may have shown another number (NF45). */
  const awoke = () => {
    if (document.visibilityState !== 'visible') return
    shownBadge = -1
    followNext()
  }
  document.addEventListener('visibilitychange', awoke)
  const stops = [
    () => document.removeEventListener('visibilitychange', awoke),
    worker.listen((message, answer) => heard(message, answer, answers, () => device.tryNow())),
    chats.subscribe(followNext),
    () => clearTimeout(turn),
    account.subscribe(readMarks),
    watchNewDevices(stores),
    watchChatInView((chat) => worker.tell({ type: 'seen', user, chat })),
    stores.sync.subscribe(watchEnd),
    () => found.stop(),
    () => showBadge(0),
  ]
  follow()
  readMarks('all')
  watchEnd()
  answers()
  void permissionStore().wakeMe()
  return () => stops.forEach((stop) => stop())
}

function heard(message: FromWorker, answer: (reply: ToWorker) => void, answers: () => void, tryNow: () => void): void {
  switch (message.type) {
    case 'ring':
      return void ring()
    case 'pushed':
      return tryNow()
    case 'answers':
      return answers()
    case 'in-view?':
      return answer({ type: 'in-view', asked: message.asked, isInView: chatInView() === message.chat })
    case 'open':
      return open(message.hash)
  }
}

/** The message is marked where it stands; the composer has the focus on a desk by itself. */
function open(hash: string): void {
  const route = parseRoute(hash)
  // The same message again: the address alone would change nothing.
  if (location.hash === hash && route.page === 'chat') navigate(chatRoute(route.chat))
  navigate(route)
}

function ofRead([root, key]: readonly [string, string]): string[] {
  return root === 'read' ? [key] : []
}

function workerWords(): WorkerWords {
  return {
    locale: intlLocale(),
    app: t('app.name'),
    newMessage: t('notices.newMessage'),
    reply: t('notices.reply'),
    replyHint: t('notices.replyHint'),
    markRead: t('notices.markRead'),
    reacted: messageOf('notices.reacted'),
    reactedOnly: t('notices.reactedOnly'),
    more: messageOf('notices.more'),
    inChats: messageOf('notices.inChats'),
  }
}

function oneAtATime(work: () => Promise<void>): Promise<void> {
  return navigator.locks.request('cairn-answers', work)
}
