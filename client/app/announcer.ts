/**
 * What is told to a screen reader (UI.md, section 7). `announce` is polite; `alertNow` is for refused, permission lost and
 * signed out alone. `cairn-announcer` holds the only live regions of the page.
 */

export interface Announcement {
  readonly text: string
  readonly assertive: boolean
}

type Listener = (announcement: Announcement) => void

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

function tell(announcement: Announcement): void {
  for (const listener of listeners) listener(announcement)
}
