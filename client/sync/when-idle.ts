/** Does what nobody waits for when the page has nothing else to do, or after this long all the same. */
const AT_LATEST_MS = 2_000
/** Where the browser does not tell when it is idle. */
const SOON_MS = 300

export function whenIdle(work: () => unknown): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void work(), { timeout: AT_LATEST_MS })
  else setTimeout(() => void work(), SOON_MS)
}
