/** Whether Enter sends, or makes a new line and Shift+Enter sends: a setting that follows the person (UI.md, section 6). */
import type { PrefsView } from './prefs-store.ts'

export const ENTER_SENDS = 'composer.enterSends'

/** As long as nothing was chosen it sends. */
export function enterSends(prefs: PrefsView | undefined): boolean {
  return prefs?.[ENTER_SENDS] !== false
}
