/**
 * What is told to a screen reader (UI.md, section 7). `announce` is polite; `alertNow` is for refused, permission lost, signed
 * out, and what could not be kept, alone (docs/behaviour.md, UI156). `cairn-announcer` holds the only live regions: one of the
 * page, and one in each modal dialog that is open.
 */

export interface Announcement {
  readonly text: string
  readonly assertive: boolean
}

type Listener = (announcement: Announcement) => void

/** The last to come hears: over a modal dialog everything else is inert, its live regions too. */
const listeners = new Set<Listener>()

export function announce(text: string): void {
  tell({ text, assertive: false })
}

export function alertNow(text: string): void {
  tell({ text, assertive: true })
}

export function onAnnouncement(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** A task later: what is said while a dialog closes, or opens, is for whoever hears then. */
function tell(announcement: Announcement): void {
  setTimeout(() => [...listeners].at(-1)?.(announcement))
}
