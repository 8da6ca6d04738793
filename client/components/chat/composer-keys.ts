/** What a key does in the composer (UI.md, section 6). Pure: the press and where the caret stands go in. */
import { isAltGr } from '../../app/is-alt-gr.ts'
import { letterOf } from '../../app/letter-of.ts'
import type { Format } from './composer-text.ts'
import type { KeyPress } from './message-keys.ts'

export interface ComposerPlace {
  /** The suggestion list is open. */
  readonly isSuggesting: boolean
  readonly isEmpty: boolean
  readonly isInFence: boolean
  /** A touch keyboard: Enter is a new line. */
  readonly isTouch: boolean
  /** The person's setting: Enter sends, or Shift+Enter does. */
  readonly enterSends: boolean
  /** A message is being edited, or answered. */
  readonly hasContext: boolean
  /** Ctrl moves the caret there; Cmd is the key for commands. */
  readonly isMac?: boolean
}

export type ComposerAction =
  | { readonly do: 'send' | 'new-line' | 'accept' | 'next' | 'previous' | 'close' | 'leave' }
  | { readonly do: 'edit-last' | 'reply-to-last' }
  | { readonly do: 'format'; readonly format: Format }

const FORMATS: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', e: 'code' }

/** null leaves the key to the text box. A press that belongs to an input method must not come here. */
export function composerAction(press: KeyPress, place: ComposerPlace): ComposerAction | null {
  const { key, shiftKey } = press
  if (place.isMac && press.ctrlKey && !press.metaKey) return null
  if (press.ctrlKey || press.metaKey) return modAction(press, place.isMac === true)
  if (press.altKey) return null
  if (place.isSuggesting) {
    if (key === 'ArrowDown') return { do: 'next' }
    if (key === 'ArrowUp') return { do: 'previous' }
    if ((key === 'Enter' && !shiftKey) || (key === 'Tab' && !shiftKey)) return { do: 'accept' }
    if (key === 'Escape') return { do: 'close' }
  }
  if (key === 'Enter') return { do: sends(shiftKey, place) ? 'send' : 'new-line' }
  if (key === 'Escape' && place.hasContext) return { do: 'leave' }
  if (key === 'ArrowUp' && place.isEmpty && !place.hasContext) return { do: shiftKey ? 'reply-to-last' : 'edit-last' }
  return null
}

function sends(shiftKey: boolean, { isInFence, isTouch, enterSends }: ComposerPlace): boolean {
  if (isTouch) return false
  if (isInFence) return false
  return enterSends ? !shiftKey : shiftKey
}

function modAction(press: KeyPress, isMac: boolean): ComposerAction | null {
  const { key, shiftKey, altKey } = press
  const letter = letterOf(press)
  if (key === 'Enter') return { do: 'send' }
  if (altKey) return letter === 'k' && !isAltGr(press, isMac, true) ? { do: 'format', format: 'link' } : null
  if (shiftKey) return letter === 'x' ? { do: 'format', format: 'strike' } : null
  const format = Object.hasOwn(FORMATS, letter) ? FORMATS[letter] : undefined
  return format ? { do: 'format', format } : null
}
