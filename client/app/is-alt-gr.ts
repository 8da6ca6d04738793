/** Whether AltGr writes something, which some browsers tell as Ctrl with Alt (docs/behaviour.md, UI246): that is no key of the app. Pure. */
import { isOtherScript } from './letter-of.ts'

interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  getModifierState?(name: string): boolean
}

/** @param isOfLetter  the keys asked about have a letter: of the key of a digit or sign nobody can tell what it writes without AltGr */
export function isAltGr(press: Press, isMac: boolean, isOfLetter: boolean): boolean {
  // There Option writes signs, and Ctrl with it does not.
  if (isMac || !press.ctrlKey || !press.altKey) return false
  return press.getModifierState?.('AltGraph') === true || (isOfLetter && isWritten(press.key))
}

/** No key of a letter writes this by itself: neither a plain letter nor one of another script. */
function isWritten(key: string): boolean {
  const isLetter = /[a-z]/i.test(key) || (isOtherScript(key) && /[\p{L}\p{M}]/u.test(key))
  return [...key].length === 1 && !isLetter
}
