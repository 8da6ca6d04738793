/**
 * Which part this tab plays (docs/behaviour.md, TB1-TB7): the sender when no other tab is. Else it reads what is on disk
 * beside the sender, and becomes the sender itself when the lock is granted.
 */
import type { StoredState } from '../persistence/device-store.ts'
import { storageFailure } from '../persistence/storage-failure.ts'
import { DISK_RETRY_MS, type Core } from './core.ts'
import { createFollower, readOnly } from './follower.ts'
import { createLeader, type LeaderOptions } from './leader.ts'
import { loadState, NEW_STATE } from './load-state.ts'
import type { OpenReplica } from './replicas.ts'

export interface Part {
  /** Takes no other part from now on, and gives up this one after `last`. */
  stop(last: Promise<unknown>): Promise<void>
}

export async function takeRole(core: Core, tab: Pick<LeaderOptions, 'url' | 'screen'>): Promise<Part> {
  const { env } = core
  const lock = `cairn-${core.userId}`
  let isStopped = false
  /** Whether the device's own database could not be read yet. */
  let isUnread = false

  const failed = (cause: unknown) => core.report('become sender', cause)
  const release = await env.lock.acquireFree(lock).catch(failed)
  // What is read beside a sender would have to be read once more.
  if (release) await lead(release).catch(failed)
  else await follow()

  async function follow(): Promise<void> {
    const first = await loadState(core)
    show(first ?? NEW_STATE)
    await core.replicas.reopen(readOnly(env.store), first?.documents ?? [])
    core.role = createFollower(core, core.clock.newId(), () => tab.screen())
    if (first === null) readLater()
    becomeSender()
  }

  function becomeSender(): void {
    const becoming = env.lock.acquire(lock).then((granted) => (isStopped ? granted() : lead(granted)))
    becoming.catch(failed)
  }

  /** The device's own database could not be read: it is tried again, and then all begins anew with what it holds. */
  function readLater(): void {
    isUnread = true
    core.share({ missing: ['outbox'] })
    env.schedule(DISK_RETRY_MS, () => {
      readAgain().catch((cause: unknown) => core.report('read again', cause))
    })
  }

  async function readAgain(): Promise<void> {
    if (isStopped || !isUnread) return
    const state = await loadState(core)
    if (state === null) return readLater()
    isUnread = false
    core.share({ missing: [] })
    if (core.role?.isSender !== true) {
      show(state)
      return core.replicas.reopen(readOnly(env.store), state.documents)
    }
    await leave()
    becomeSender()
  }

  /** Everything is read again from disk: this tab may have missed what the last sender told. */
  async function lead(release: () => void): Promise<void> {
    await leave()
    const stored = await loadState(core)
    isUnread = stored === null
    // Unread it is not written to either: what it holds would be taken for gone, and replaced.
    const open: OpenReplica = (doc, generation, fresh) =>
      stored === null
        ? Promise.reject(storageFailure(doc, 'the device could not be read'))
        : env.store.openReplica(doc, generation, { fresh })
    await core.replicas.reopen(open, stored?.documents ?? [], readOnly(env.store))
    core.index.clear()
    for (const doc of core.replicas.records.keys()) {
      const held = core.replicas.loaded(doc)
      if (held) core.index.update(doc, held, 'all')
      // What this tab has not heard of yet.
      else if (core.views.hasListeners(doc)) core.replicas.load(doc)
    }
    if (isStopped) return release()
    show(stored ?? NEW_STATE)
    core.role = createLeader(core, NEW_STATE, { url: tab.url, screen: () => tab.screen(), stored, release })
    if (isUnread) readLater()
  }

  function show(state: StoredState): void {
    core.clock.setOffset(state.clockOffsetMs)
    const { settings, lastContactMs, clockOffsetMs } = state
    core.share({ settings: core.shared.settings ?? settings, lastContactMs, clockOffsetMs })
  }

  async function leave(): Promise<void> {
    await core.role?.stop()
    core.role = null
  }

  return {
    async stop(last) {
      isStopped = true
      await last
      await leave()
    },
  }
}
