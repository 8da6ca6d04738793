/**
 * Takes everything of one account off this device (docs/behaviour.md, OS21-OS25, OS60). The account is written down first, so that
 * what a closed browser leaves half done is finished at the next start; all its tabs let go of the lock before its databases go.
 */
import { deleteDB } from 'idb'
import type { UserId } from '../../schema/ids.ts'
import { localBox } from '../stores/local-box.ts'
import { forgetNotices } from './forget-notices.ts'

const LEAVING = 'cairn.leaving'
/** A tab that is frozen in the background lets go of nothing: it is not waited for longer. */
const LOCK_WITHIN_MS = 5_000
const BLOCKED_WITHIN_MS = 10_000

/** Names and keys that belong to an account: `cairn-7`, `cairn-7-…`, `cairn-media-7`; `cairn.draft.7.…`, `cairn.keep.7`. */
export function isOfAccount(name: string, userId: UserId): boolean {
  return new RegExp(`^cairn(?:[.-][a-z-]+)*[.-]${userId}(?:$|[.:/-])`).test(name)
}

/** @param userId  whose device is stopped in this tab */
export async function leaveDevice(userId: UserId): Promise<void> {
  remember([...leaving(), userId])
  await alone(userId, () => removeAll(userId))
  remember(leaving().filter((other) => other !== userId))
}

/** What was begun and not finished. Not of somebody who has signed in again since. */
export async function finishLeaving(signedIn: UserId | null): Promise<void> {
  for (const userId of leaving()) {
    if (userId === signedIn) remember(leaving().filter((other) => other !== userId))
    else await leaveDevice(userId).catch((cause: unknown) => console.warn('cairn: leave device', cause))
  }
}

async function removeAll(userId: UserId): Promise<void> {
  forgetTexts(userId)
  const caches = globalThis.caches as CacheStorage | undefined
  const names = await databaseNames()
  await within(
    BLOCKED_WITHIN_MS,
    Promise.all(names.filter((name) => isOfAccount(name, userId)).map((name) => deleteDB(name))),
  )
  for (const name of (await caches?.keys()) ?? []) if (isOfAccount(name, userId)) await caches?.delete(name)
  // What was shared and put nowhere is of whoever was here.
  await caches?.delete('cairn.shared')
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer }
  const registration = await serviceWorker?.getRegistration()
  await endPush(registration)
  // Last: what the worker was told before this is done. Without one nothing was shown.
  if (registration?.active) await within(BLOCKED_WITHIN_MS, forgetNotices(registration.active, userId))
}

function forgetTexts(userId: UserId): void {
  const box = globalThis.localStorage as Storage | undefined
  if (!box) return
  const keys = Array.from({ length: box.length }, (_, at) => box.key(at) ?? '')
  for (const key of keys) if (isOfAccount(key, userId)) box.removeItem(key)
}

async function databaseNames(): Promise<string[]> {
  const known = await indexedDB.databases()
  return known.flatMap(({ name }) => name ?? [])
}

/** Nobody is told anything here any more; the server's half ended with the session. */
async function endPush(registration: ServiceWorkerRegistration | undefined): Promise<void> {
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
}

async function alone(userId: UserId, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) return work()
  const signal = AbortSignal.timeout(LOCK_WITHIN_MS)
  try {
    await locks.request(`cairn-${userId}`, { signal }, work)
  } catch (cause) {
    if (!signal.aborted) throw cause
    await work()
  }
}

/** What takes longer is held by a tab that does not hear: it is left for the next start. */
function within(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('somebody still holds what was kept')), ms)
    void work.then(() => resolve(), reject).finally(() => clearTimeout(timer))
  })
}

function leaving(): UserId[] {
  const kept: unknown = JSON.parse(localBox().getItem(LEAVING) ?? '[]')
  return Array.isArray(kept) ? kept.filter((one): one is UserId => Number.isSafeInteger(one)) : []
}

function remember(users: readonly UserId[]): void {
  if (users.length === 0) localBox().removeItem(LEAVING)
  else localBox().setItem(LEAVING, JSON.stringify([...new Set(users)]))
}
