/** What speaks against keys that a person chooses (docs/behaviour.md, KB4). Pure. */
import type { KeyChoices } from './key-choices.ts'
import { KEY_GROUPS, type ListedKey } from './keyboard-list.ts'
import type { KeyPlace, Keys } from './keyboard.ts'

export type KeyFault =
  /** Something else has these keys. */
  | { readonly kind: 'taken'; readonly by: ListedKey }
  /** The browser keeps them for itself. */
  | { readonly kind: 'browser' }
  /** Without Ctrl, Cmd or Alt it writes. */
  | { readonly kind: 'needs-mod' }
  /** On a message with Ctrl, Cmd or Alt it is the browser's. */
  | { readonly kind: 'no-mod' }

const BROWSERS = /^(Mod\+(Shift\+)?([NTWQ]|Digit\d|\d|Tab)|Mod\+[RL]|F5|F11|F12|Alt\+F4)$/
/** Selects all, copies, cuts, pastes, takes back and does again, wherever somebody writes. */
const EDITS_TEXT = /^(Mod\+([ACXY]|(Shift\+)?[VZ])|(Shift\+)?(Enter|Backspace|Delete|Insert))$/

/** @param press  what was pressed; null = nothing was: they are switched on again. @returns what speaks against these keys; null: nothing */
export function faultOf(
  choices: KeyChoices,
  place: KeyPlace,
  usual: string,
  keys: string,
  press: Keys | null,
): KeyFault | null {
  if (BROWSERS.test(keys)) return { kind: 'browser' }
  if (EDITS_TEXT.test(keys) && place !== 'message') return { kind: keys.startsWith('Mod') ? 'browser' : 'needs-mod' }
  const hasMod = /(Mod|Ctrl|Alt)\+/.test(keys)
  if (place === 'message' && hasMod) return { kind: 'no-mod' }
  if (place === 'general' && !hasMod && !/(^|\+)(F\d+|Escape)$/.test(keys)) return { kind: 'needs-mod' }
  if (place !== 'message' && press && writes(press)) return { kind: 'needs-mod' }
  for (const group of KEY_GROUPS) {
    // What is typed and what is done on a message never meet; both meet what is done anywhere.
    if (group.place !== place && group.place !== 'general' && place !== 'general') continue
    for (const row of group.keys) {
      if (group.place === place && row.keys === usual) continue
      if (choices.keysOf(group.place, row.keys) === keys) return { kind: 'taken', by: row }
    }
  }
  return null
}

/** A letter or sign, by AltGr too, which some browsers tell as Ctrl with Alt: named keys have names in Latin letters. */
function writes(press: Keys): boolean {
  const { key, ctrlKey, metaKey, altKey } = press
  const isHeld = ctrlKey || metaKey || altKey
  return !/^[A-Z][A-Za-z0-9]+$/.test(key) && (!isHeld || press.getModifierState?.('AltGraph') === true)
}
