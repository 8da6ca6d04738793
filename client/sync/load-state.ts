/** Reads what the device's own database holds; one that fails is tried again, and in the end taken as unread. */
import type { StoredState } from '../persistence/device-store.ts'
import type { Core } from './core.ts'

/** Of a device that was never here. */
export const NEW_STATE: StoredState = {
  device: '',
  connection: 0,
  place: { position: 0, chain: '' },
  done: [],
  documents: [],
  retired: [],
  settings: null,
  clockOffsetMs: 0,
  lastContactMs: 0,
}
const ATTEMPTS = 3

/** @returns null when the device's own database cannot be read: the app opens all the same, and says so */
export async function loadState(core: Core): Promise<StoredState | null> {
  try {
    const state = await attempt(core, () => core.env.store.load())
    await attempt(core, () => core.outbox.reload())
    return state
  } catch {
    return null
  }
}

/** A disk that fails for once has what was there. */
async function attempt<T>(core: Core, read: () => Promise<T>, left = ATTEMPTS): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    core.report('load', cause)
    if (left <= 1) throw cause
    return attempt(core, read, left - 1)
  }
}
