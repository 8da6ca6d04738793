/**
 * Going somewhere is changing the hash; whoever shows routes listens to `hashchange`. Each entry of the browser's history keeps
 * which addresses are before it, so that what is closed is left as by the browser's Back (docs/behaviour.md, UI167).
 */
import { hashOf, HOME, isOnTopOf, type Route } from './routes.ts'

/** In `history.state`: the hashes of the entries before this one, the nearest one last. */
interface Kept {
  readonly before: readonly string[]
}

/** Nobody opens more on top of each other; the browsers keep 50 entries and more. */
const MOST_BEFORE = 20

/** Of the entry that the page is at. */
let before: readonly string[] = []
/** The browser goes back after the click. A second one, before it came there, must not go further. */
let leaving: ReturnType<typeof setTimeout> | undefined
/** Where it does not come there, as where an entry was replaced while the page loaded, the address is replaced too. */
const LEAVING_MS = 500

export function navigate(route: Route): void {
  const from = location.hash
  if (from === hashOf(route)) return
  location.hash = hashOf(route)
  // At once: by the time of the event there may be one more entry.
  keep(from)
}

/** As `navigate`, but Back passes it by. */
export function redirect(route: Route): void {
  redirectTo(hashOf(route))
}

/** Closes what stands on top of `route`: Back does not open it again. */
export function leaveTo(route: Route): void {
  leaveToHash(hashOf(route))
}

/** The same for a click on a link to it. Who wants it in another tab or window gets it there. */
export function leaveByLink(event: MouseEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  leaveToHash((event.currentTarget as HTMLAnchorElement).hash)
}

/** Keeps what is before the entry that the page is at: as the page begins, and at every `hashchange`. */
export function keepBefore(event?: HashChangeEvent): void {
  clearTimeout(leaving)
  leaving = undefined
  const kept = history.state as Partial<Kept> | null
  if (kept?.before) {
    before = kept.before
    return
  }
  // A redirect is the entry that it was, and tells no address.
  if (event?.oldURL === '') return
  if (event) return keep(new URL(event.oldURL).hash)
  before = []
  history.replaceState({ ...kept, before } satisfies Kept, '')
}

/** @param from  the hash before this new entry */
function keep(from: string): void {
  before = [...before, from || hashOf(HOME)].slice(-MOST_BEFORE)
  history.replaceState({ before } satisfies Kept, '')
}

/** What stands between is on top of it too: the page about a chat, and its members opened from there. */
function leaveToHash(hash: string): void {
  if (leaving !== undefined || location.hash === hash) return
  const at = before.lastIndexOf(hash)
  if (at < 0 || !before.slice(at + 1).every((one) => isOnTopOf(one, hash))) return redirectTo(hash)
  leaving = setTimeout(() => {
    leaving = undefined
    redirectTo(hash)
  }, LEAVING_MS)
  history.go(at - before.length)
}

function redirectTo(hash: string): void {
  if (location.hash === hash) return
  history.replaceState(history.state, '', hash)
  dispatchEvent(new HashChangeEvent('hashchange'))
}
