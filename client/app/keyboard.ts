/** The keyboard map (UI.md, section 6): which keys ask for which command. Pure. */
import type { Command } from './commands.ts'
import { isAltGr } from './is-alt-gr.ts'
import { isOtherScript, letterOf } from './letter-of.ts'
import type { MessageKey } from './text.ts'

export interface Keys {
  readonly key: string
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** Of an event of the keyboard. */
  getModifierState?(name: string): boolean
}

interface Row {
  readonly command: Command
  /** `Mod` = Ctrl, or Cmd on a Mac. The last part is the key, or the `code` of a place on the keyboard. */
  readonly keys: string
  readonly name: MessageKey
}

export const KEYBOARD: readonly Row[] = [
  { command: 'switcher', keys: 'Mod+K', name: 'keys.switcher' },
  { command: 'search', keys: 'Mod+Shift+F', name: 'keys.search' },
  { command: 'find', keys: 'Mod+F', name: 'keys.find' },
  { command: 'new-direct', keys: 'Mod+Shift+K', name: 'keys.direct' },
  { command: 'previous-chat', keys: 'Alt+ArrowUp', name: 'keys.previousChat' },
  { command: 'next-chat', keys: 'Alt+ArrowDown', name: 'keys.nextChat' },
  { command: 'previous-unread', keys: 'Alt+Shift+ArrowUp', name: 'keys.previousUnread' },
  { command: 'next-unread', keys: 'Alt+Shift+ArrowDown', name: 'keys.nextUnread' },
  { command: 'back', keys: 'Alt+ArrowLeft', name: 'keys.back' },
  { command: 'forward', keys: 'Alt+ArrowRight', name: 'keys.forward' },
  { command: 'next-pane', keys: 'F6', name: 'keys.nextPane' },
  { command: 'previous-pane', keys: 'Shift+F6', name: 'keys.previousPane' },
  { command: 'panel', keys: 'Mod+.', name: 'keys.panel' },
  { command: 'jump-unread', keys: 'Mod+J', name: 'keys.jumpUnread' },
  { command: 'react-to-last', keys: 'Mod+Shift+Backslash', name: 'keys.reactLast' },
  { command: 'attach', keys: 'Mod+U', name: 'chat.composer.attach' },
  { command: 'emoji', keys: 'Mod+Shift+E', name: 'chat.composer.emoji' },
  { command: 'composer', keys: 'Mod+Shift+L', name: 'keys.composer' },
  { command: 'activity', keys: 'Mod+Shift+M', name: 'keys.activity' },
  { command: 'mark-all-read', keys: 'Shift+Escape', name: 'keys.markAllRead' },
  { command: 'settings', keys: 'Mod+,', name: 'keys.settings' },
  { command: 'keys', keys: 'Mod+/', name: 'keys.list' },
]

/** Where a key means something of its own. */
export type KeyPlace = 'general' | 'writing' | 'message'

/** Second keys of some: F6 alone may go to the browser's own bars, and many keyboards have a key for menus. */
const ALSO: readonly { readonly place: KeyPlace; readonly usual: string; readonly keys: string }[] = [
  { place: 'general', usual: 'F6', keys: 'Ctrl+F6' },
  { place: 'general', usual: 'Shift+F6', keys: 'Ctrl+Shift+F6' },
  { place: 'message', usual: 'Shift+F10', keys: 'ContextMenu' },
]

/** The keys that do the same as these. */
export function alsoKeys(place: KeyPlace, usual: string): string[] {
  return ALSO.filter((row) => row.place === place && row.usual === usual).map(({ keys }) => keys)
}

/** The usual keys in place of those that a person chose; null = switched off (`key-choices.ts`, which comes later). */
type ChosenKeys = (press: Keys, place: KeyPlace) => Keys | null

let choices: ChosenKeys = (press) => press
let shown: (place: KeyPlace, usual: string) => string = (_, usual) => usual

/** @param keysOf  the chosen keys of the usual ones; '' = switched off */
export function useChosenKeys(given: ChosenKeys, keysOf: typeof shown): void {
  choices = given
  shown = keysOf
}

export function chosenKeys(press: Keys, place: KeyPlace): Keys | null {
  return choices(press, place)
}

export function commandOf(press: Keys, isMac: boolean): Command | null {
  const isPressed = (keys: string) => matches(press, keys, isMac)
  return KEYBOARD.find(({ keys }) => isPressed(keys) || alsoKeys('general', keys).some(isPressed))?.command ?? null
}

/** Where the signs of the map are on a keyboard with Latin letters; elsewhere that place may be another sign's. */
const SIGN_PLACES: Readonly<Record<string, string>> = { '/': 'Slash', ',': 'Comma', '.': 'Period' }
/** Known by what is written, whatever Shift is. */
export function isSign(key: string): boolean {
  return Object.hasOwn(SIGN_PLACES, key)
}

/** @param keys  as a row of the map has them */
export function matches(press: Keys, keys: string, isMac: boolean): boolean {
  const parts = keys.split('+')
  const key = parts.pop() as string
  const wants = (part: string) => parts.includes(part)
  const ctrl = wants('Ctrl') || (wants('Mod') && !isMac)
  const meta = wants('Mod') && isMac
  if (press.ctrlKey !== ctrl || press.metaKey !== meta || press.altKey !== wants('Alt')) return false
  if (isAltGr(press, isMac, /^[A-Z]$/.test(key))) return false
  // Some keyboards write a sign with Shift, and some have none of it: there its place counts.
  if (press.key === key && isSign(key)) return true
  if (press.shiftKey !== wants('Shift')) return false
  if (isSign(key)) return isOtherScript(press.key) && press.code === SIGN_PLACES[key]
  return letterOf(press) === key.toLowerCase() || press.code === key
}

/** For `aria-keyshortcuts`: `Control+Shift+K`. */
export function ariaKeys(keys: string, isMac: boolean, place: KeyPlace): string {
  return shown(place, keys)
    .replace('Ctrl', 'Control')
    .replace('Mod', isMac ? 'Meta' : 'Control')
}

/** As people read it: `Ctrl+Shift+K`, `⇧⌘K`. @param place  shows those that the person chose there */
export function showKeys(keys: string, isMac: boolean, place?: KeyPlace): string {
  const names: Record<string, string> = isMac ? MAC : { Mod: 'Ctrl' }
  const parts = (place ? shown(place, keys) : keys)
    .split('+')
    .map((part) => names[part] ?? SIGNS[part] ?? part.replace('Digit', ''))
  return parts.join(isMac ? '' : '+')
}

const MAC = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' }
const SIGNS: Record<string, string> = {
  ...{ ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' },
  ...{
    Escape: 'Esc',
    Delete: 'Del',
    Backslash: '\\',
    PageUp: 'PgUp',
    PageDown: 'PgDn',
    Plus: '+',
    ContextMenu: 'Menu',
  },
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
