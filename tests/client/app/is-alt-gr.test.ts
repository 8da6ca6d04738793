/** AltGr, as browsers that tell it as Ctrl with Alt do. */
import { describe, expect, it } from 'vitest'
import { composerAction } from '../../../client/components/chat/composer-keys.ts'
import { matches, type Keys } from '../../../client/app/keyboard.ts'

const AT = {
  isSuggesting: false,
  isEmpty: false,
  isInFence: false,
  isTouch: false,
  enterSends: true,
  hasContext: false,
}

function press(key: string, held: Partial<Keys> = {}): Keys {
  return { ...{ key, code: 'KeyK', ctrlKey: true, metaKey: false, altKey: true, shiftKey: false }, ...held }
}
const altGr = (key: string) => press(key, { getModifierState: (name) => name === 'AltGraph' })
const isLink = (pressed: Keys, isMac = false) => composerAction(pressed, { ...AT, isMac })?.do === 'format'

describe('in the composer', () => {
  it.each(['k', 'K', 'ĸ', '&', '€', 'л'])(
    '[UI246] what AltGr writes is not taken, where the browser tells of it: %s',
    (key) => {
      expect(isLink(altGr(key))).toBe(false)
    },
  )

  it.each(['ĸ', 'ķ', '&', '€', '…', '4'])(
    '[UI246] nor where it tells Ctrl with Alt alone, and something else is written: %s',
    (key) => {
      expect(isLink(press(key))).toBe(false)
    },
  )

  it.each(['k', 'K', 'л', 'ن', 'κ'])(
    '[UI246] Ctrl with Alt and the letter itself, or another script’s at its place, is: %s',
    (key) => {
      expect(isLink(press(key))).toBe(true)
    },
  )

  it('[UI246] on a Mac it is Cmd with Option, whatever that writes and the browser calls it', () => {
    const held = { ctrlKey: false, metaKey: true, getModifierState: () => true }
    expect(isLink(press('˚', held), true)).toBe(true)
    expect(isLink(press('k', held), true)).toBe(true)
  })
})

describe('of keys that a person chose', () => {
  it('[UI246] those with a letter are not taken by what AltGr writes', () => {
    expect(matches(press('ĸ'), 'Mod+Alt+K', false)).toBe(false)
    expect(matches(altGr('k'), 'Mod+Alt+K', false)).toBe(false)
    expect(matches(press('k'), 'Mod+Alt+K', false)).toBe(true)
    expect(matches(press('˚'), 'Ctrl+Alt+K', true)).toBe(true)
  })

  it('[UI246] those of another key are known by its place, unless the browser tells of AltGr', () => {
    expect(matches(press('\\', { code: 'Backslash' }), 'Mod+Alt+Backslash', false)).toBe(true)
    expect(matches(press(',', { code: 'Comma' }), 'Mod+Alt+,', false)).toBe(true)
    expect(matches({ ...altGr('['), code: 'Digit8' }, 'Mod+Alt+Digit8', false)).toBe(false)
  })
})
