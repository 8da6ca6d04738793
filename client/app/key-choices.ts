/**
 * The keys that a person chose on this device (docs/behaviour.md, KB1-KB5): a chosen press becomes the usual one before
 * anybody asks what it means, so composer, messages and commands know the usual keys alone.
 */
import { keepText, localBox, type TextBox } from '../stores/local-box.ts'
import { ValueStore } from '../stores/store.ts'
import { alsoKeys, isSign, matches, type KeyPlace, type Keys } from './keyboard.ts'
import { KEY_GROUPS } from './keyboard-list.ts'
import { letterOf } from './letter-of.ts'

/** By place and usual keys: the chosen ones, '' = switched off. */
export type Choices = Readonly<Partial<Record<KeyPlace, Readonly<Record<string, string>>>>>

/** Where they are kept. */
export const KEPT = 'cairn.keys'

export class KeyChoices extends ValueStore<Choices> {
  constructor(
    private readonly isMac: boolean,
    private readonly box: TextBox = localBox(),
  ) {
    super(recall(box))
  }

  /** As they are now; '' = switched off. */
  keysOf(place: KeyPlace, usual: string): string {
    return this.view[place]?.[usual] ?? usual
  }

  /** @param keys  '' switches it off; the usual ones take the choice back */
  choose(place: KeyPlace, usual: string, keys: string): void {
    const rows = { ...this.view[place] }
    if (keys === usual) delete rows[usual]
    else rows[usual] = keys
    this.#keep({ ...this.view, [place]: rows })
  }

  reset(): void {
    this.#keep({})
  }

  /** Another tab changed them. */
  reload(): void {
    this.set(recall(this.box))
  }

  /** The usual press that this one stands for; null: switched off, or its keys were given to something else. */
  usual = (press: Keys, place: KeyPlace): Keys | null => {
    const rows = Object.entries(this.view[place] ?? {})
    if (rows.length === 0) return press
    const chosen = rows.find(([, keys]) => keys !== '' && isPress(press, keys, this.isMac))
    if (chosen) return pressOf(chosen[0], this.isMac)
    const isGivenUp = rows.some(([usual]) =>
      [usual, ...alsoKeys(place, usual)].some((keys) => isPress(press, keys, this.isMac)),
    )
    return isGivenUp ? null : press
  }

  #keep(choices: Choices): void {
    keepText(this.box, KEPT, JSON.stringify(choices))
    this.set(choices)
  }
}

function isPress(press: Keys, keys: string, isMac: boolean): boolean {
  // A sign that some keyboards write with Shift, others without.
  return keys === 'Plus'
    ? press.key === '+' && !press.ctrlKey && !press.metaKey && !press.altKey
    : matches(press, keys, isMac)
}

/** The press of some keys, as a handler sees it. */
function pressOf(keys: string, isMac: boolean): Keys {
  const parts = keys.split('+')
  const name = parts.pop() ?? ''
  const wants = (part: string) => parts.includes(part)
  const isLetter = /^[A-Z]$/.test(name)
  return {
    key: name === 'Plus' ? '+' : isLetter && !wants('Shift') ? name.toLowerCase() : name,
    code: isLetter ? `Key${name}` : name,
    ctrlKey: wants('Ctrl') || (wants('Mod') && !isMac),
    metaKey: wants('Mod') && isMac,
    altKey: wants('Alt'),
    shiftKey: wants('Shift'),
  }
}

/** A press as it is kept: `Mod+Shift+K`. @returns null while only Ctrl, Alt, Shift or Cmd is held */
export function keysOfPress(press: Keys, isMac: boolean): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press
  if (['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'Dead', 'Unidentified'].includes(key)) return null
  const held = [
    (isMac ? metaKey : ctrlKey) && 'Mod',
    isMac && ctrlKey && 'Ctrl',
    altKey && 'Alt',
    shiftKey && key !== '+' && !isSign(key) && 'Shift',
  ]
  return [...held.filter((part) => part !== false), nameOf(press)].join('+')
}

/** A letter, a named key, or a place on the keyboard: what Shift or Alt write there differs from one to another. */
function nameOf(press: Keys): string {
  const { key, code = '' } = press
  if (key === '+') return 'Plus'
  if (isSign(key)) return key
  const letter = letterOf(press)
  if (/^[a-z]$/.test(letter)) return letter.toUpperCase()
  if (key.length > 1 || code === '') return key
  return /^Key/.test(code) ? letter : code
}

function recall(box: TextBox): Choices {
  try {
    const kept = JSON.parse(box.getItem(KEPT) ?? '{}') as Record<string, unknown>
    const choices: Partial<Record<KeyPlace, Record<string, string>>> = {}
    for (const { place, keys } of KEY_GROUPS) {
      const rows = Object.entries((kept[place] ?? {}) as Record<string, unknown>)
      const known = new Set(keys.filter(({ isFixed }) => !isFixed).map((row) => row.keys))
      choices[place] = Object.fromEntries(
        rows.filter((row): row is [string, string] => known.has(row[0]) && typeof row[1] === 'string'),
      )
    }
    return choices
  } catch {
    return {}
  }
}
