/**
 * What the service worker keeps on the device: its memory, its words, and what people answered on notifications until that
 * is in a page's outbox or at the server. A database of its own, since the worker outlives every page.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { UserId } from '../../schema/ids.ts'
import { ENGLISH, type NoticeAnswer, type WorkerWords } from './notice.ts'
import { NO_MEMORY, type WorkerMemory } from './show-plan.ts'

interface BoxSchema extends DBSchema {
  answers: { key: string; value: NoticeAnswer }
  /** `memory`, `sentences`; of older workers `words`, which nothing reads any more */
  values: { key: string; value: unknown }
}

const NAME = 'cairn-worker'
const STRICT = { durability: 'strict' } as const

let opening: Promise<IDBPDatabase<BoxSchema>> | null = null

function box(): Promise<IDBPDatabase<BoxSchema>> {
  const end = () => (opening = null)
  opening ??= openDB<BoxSchema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('answers', { keyPath: 'id' })
      db.createObjectStore('values')
    },
    blocking(_old, _new, event) {
      end()
      ;(event.target as IDBDatabase).close()
    },
    terminated: end,
  }).catch((cause: unknown) => {
    end()
    throw cause
  })
  return opening
}

/** Durable when it resolves. */
export async function keepAnswer(answer: NoticeAnswer): Promise<void> {
  const transaction = (await box()).transaction('answers', 'readwrite', STRICT)
  await Promise.all([transaction.store.put(answer), transaction.done])
}

/** In the order in which they were given. */
export async function keptAnswers(): Promise<NoticeAnswer[]> {
  return (await box()).getAll('answers')
}

export async function forgetAnswer(id: string): Promise<void> {
  await (await box()).delete('answers', id)
}

/** OS60: nobody is here any more who would send them. */
export async function forgetAnswersOf(user: UserId): Promise<void> {
  const { store, done } = (await box()).transaction('answers', 'readwrite', STRICT)
  for await (const cursor of store) if (cursor.value.user === user) await cursor.delete()
  await done
}

export async function readMemory(): Promise<WorkerMemory> {
  // An older worker left fewer of them.
  return { ...NO_MEMORY, ...((await (await box()).get('values', 'memory')) as WorkerMemory | undefined) }
}

export async function writeMemory(memory: WorkerMemory): Promise<void> {
  await (await box()).put('values', memory, 'memory')
}

export async function readWords(): Promise<WorkerWords> {
  // An older page left fewer of them.
  return { ...ENGLISH, ...((await (await box()).get('values', 'sentences')) as WorkerWords | undefined) }
}

export async function writeWords(words: WorkerWords): Promise<void> {
  await (await box()).put('values', words, 'sentences')
}
