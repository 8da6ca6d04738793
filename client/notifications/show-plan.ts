/** What the service worker makes of a notice (docs/behaviour.md, NF10-NF14). Pure. */
import { hashOf, chatRoute, HOME } from '../app/routes.ts'
import type { ShownData, SummedNotice, WorkerNotice, WorkerWords } from './notice.ts'
import { reactedWords } from './worker-sentences.ts'

/** Two sounds are at least this far apart. */
export const QUIET_AFTER_SOUND_MS = 3_000
/** Messages whose notification is remembered, so that a push and a tab that tell of one make one. */
const MAX_REMEMBERED = 500
const TAG_OF_MANY = 'cairn'

/** What the worker remembers between two wakings. */
export interface WorkerMemory {
  /** Ids of messages that were told of, oldest first. */
  readonly told: readonly string[]
  /** `user/chat` -> seq up to which it is read. */
  readonly read: Readonly<Record<string, number>>
  /** `user/chat` -> when its mark moved last, or somebody opened it: reactions that were told of before are seen. */
  readonly seenAtMs: Readonly<Record<string, number>>
  readonly soundAtMs: number
  /** Of the newest badge that a push told. */
  readonly badgeAtMs: number
}

export const NO_MEMORY: WorkerMemory = { told: [], read: {}, seenAtMs: {}, soundAtMs: 0, badgeAtMs: 0 }

export interface ShowPlan {
  readonly memory: WorkerMemory
  /** Those that are news, in order. */
  readonly show: readonly { readonly notice: WorkerNotice; readonly rings: boolean }[]
}

/**
 * NF8, NF11, NF12: each message once, nothing that is read, and no two sounds at once.
 *
 * @param inView  chats before somebody's eyes: what comes in them is told, makes nothing, and keeps no sound from others
 */
export function planShow(
  memory: WorkerMemory,
  notices: readonly WorkerNotice[],
  nowMs: number,
  inView: ReadonlySet<string> = new Set(),
): ShowPlan {
  const told = new Set(memory.told)
  let { soundAtMs } = memory
  const show: { notice: WorkerNotice; rings: boolean }[] = []
  for (const notice of notices) {
    const { message, key = message, chat, how } = notice
    if (told.has(key) || isReadNotice(memory, notice)) continue
    told.add(key)
    if (inView.has(chat)) continue
    // A clock that was set back must not make it silent for long.
    const isSoon = nowMs >= soundAtMs && nowMs - soundAtMs < QUIET_AFTER_SOUND_MS
    const rings = how === 'sound' && !isSoon
    if (rings) soundAtMs = nowMs
    show.push({ notice: { ...notice, toldAtMs: nowMs }, rings })
  }
  return { show, memory: { ...memory, told: [...told].slice(-MAX_REMEMBERED), soundAtMs } }
}

/**
 * NF51: who makes the sound of one that rings: a page its own, where that is heard, else the system. Never both.
 *
 * @param canPageRing  of the page that told of it; false of a push
 */
export function soundOf(rings: boolean, canPageRing: boolean): { readonly page: boolean; readonly system: boolean } {
  return { page: rings && canPageRing, system: rings && !canPageRing }
}

/** Notes what is read; marks never go back here: what was read once needs no notification. */
export function noteRead(
  memory: WorkerMemory,
  user: number,
  marks: Readonly<Record<string, number>>,
  nowMs: number,
): WorkerMemory {
  const read: Record<string, number> = { ...memory.read }
  const seenAtMs: Record<string, number> = { ...memory.seenAtMs }
  for (const [chat, seq] of Object.entries(marks)) {
    const key = readKey(user, chat)
    if (seq <= (read[key] ?? 0)) continue
    read[key] = seq
    seenAtMs[key] = nowMs
  }
  return { ...memory, read, seenAtMs }
}

/** NF52: the chat was opened, however far it is read. */
export function noteSeen(memory: WorkerMemory, user: number, chat: string, nowMs: number): WorkerMemory {
  return { ...memory, seenAtMs: { ...memory.seenAtMs, [readKey(user, chat)]: nowMs } }
}

/** OS60. Whose messages were told of, their ids do not say: all of them go. */
export function forgetUser(memory: WorkerMemory, user: number): WorkerMemory {
  const ofOthers = (all: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith(readKey(user, ''))))
  return { ...memory, told: [], read: ofOthers(memory.read), seenAtMs: ofOthers(memory.seenAtMs) }
}

export function readKey(user: number, chat: string): string {
  return `${user}/${chat}`
}

/** A notice, or what an older worker showed, which does not say why. */
type Judged = Pick<WorkerNotice, 'user' | 'chat' | 'seq' | 'toldAtMs'> & Partial<Pick<WorkerNotice, 'why'>>

/** A reaction is news however long its message is read; it is seen once somebody was in its chat after it was told (NF52). */
export function isReadNotice({ read, seenAtMs }: WorkerMemory, notice: Judged): boolean {
  const { user, chat, seq, why, toldAtMs = Infinity } = notice
  const key = readKey(user, chat)
  return why === 'reaction' ? toldAtMs <= (seenAtMs[key] ?? -1) : seq <= (read[key] ?? 0)
}

/** NF12: whether all that a notification stands for is read. */
export function isAllRead(memory: WorkerMemory, data: ShownData): boolean {
  const { of = [data] } = data
  return of.every((one) => isReadNotice(memory, one))
}

/** One chat has one place on the screen; a newer message takes it. */
export function tagOf({ chat, ofMany }: SummedNotice): string {
  return ofMany ? TAG_OF_MANY : chat
}

export function tagOfShown({ chat, isOfMany }: ShownData): string {
  return isOfMany ? TAG_OF_MANY : chat
}

export interface Shown {
  readonly title: string
  readonly options: NotificationOptions & Readonly<Record<string, unknown>>
}

/** NF10: what it says; what is not to be said is not in the notice. @param isSilent  of the system's own sound */
export function shownOf(notice: SummedNotice, words: WorkerWords, isSilent: boolean): Shown {
  const { ofMany, summary, ...one } = notice
  const { user, chat, message, seq, kind, name, title, text } = one
  const isOfMany = ofMany !== undefined
  const isDirect = kind === 'direct'
  const said = text || reactionWords(one, words) || words.newMessage
  const line = isDirect || !name ? said : `${name}: ${said}`
  const data: ShownData = { user, chat, message, seq, isDirect, isOfMany, of: ofMany ?? [one] }
  return {
    title: (isDirect ? name : title) || words.app,
    options: {
      body: isOfMany ? (summary ?? said) : [line, summary].filter(Boolean).join('\n'),
      tag: tagOf(notice),
      data,
      dir: 'auto',
      icon: '/icons/icon-192.png',
      badge: '/icons/badge-96.png',
      timestamp: notice.at,
      silent: isSilent,
      // In its old place a newer one would be overlooked.
      renotify: notice.how === 'sound',
      actions: isOfMany
        ? []
        : [
            { action: 'reply', type: 'text', title: words.reply, placeholder: words.replyHint },
            { action: 'read', title: words.markRead },
          ],
    },
  }
}

/** NF49: of a reaction that somebody by name gave. */
function reactionWords({ why, reaction, name }: WorkerNotice, words: WorkerWords): string {
  if (reaction) return reactedWords(words, reaction)
  return why === 'reaction' && name ? words.reactedOnly : ''
}

/** Where a press on it leads. @param isReply  to its message in the composer */
export function hashOfShown({ chat, message, isOfMany }: ShownData, isReply = false): string {
  if (isOfMany) return hashOf(HOME)
  return hashOf({ ...chatRoute(chat, null, message), ...(isReply ? { isReply } : {}) })
}
