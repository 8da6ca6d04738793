/**
 * A sign-in that nobody has said "yes" to (docs/behaviour.md, AU63): the server notes it in the account's `prefs`, where
 * every device of the person sees it, until one of them answers.
 */
import type { Registers } from './views.ts'

const PREFIX = 'device.'
/** Of the session's id, which is longer than a name in `prefs` may be. */
const ID_CHARS = 40

export interface NewDevice {
  /** In `prefs`. */
  readonly pref: string
  /** What the session's id begins with. */
  readonly session: string
  /** "Firefox, Windows" */
  readonly name: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export function newDevicePref(sessionId: string): string {
  return PREFIX + sessionId.slice(0, ID_CHARS)
}

export function newDeviceValue({ name, at }: Pick<NewDevice, 'name' | 'at'>): string {
  return `${at} ${name}`
}

/** Oldest first. Total: what does not fit is none. */
export function newDevices(account: Registers): NewDevice[] {
  const found: NewDevice[] = []
  for (const [pref, value] of account.entries('prefs')) {
    const [, at, name] = /^(\d{1,15}) (.{1,200})$/.exec(typeof value === 'string' ? value : '') ?? []
    if (pref.startsWith(PREFIX) && at && name) {
      found.push({ pref, session: pref.slice(PREFIX.length), name, at: Number(at) })
    }
  }
  return found.sort((a, b) => a.at - b.at)
}
