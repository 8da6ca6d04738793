/** The list that people read against the three places that act on keys. */
import { describe, expect, it } from 'vitest'
import { KEY_GROUPS, keyGroups } from '../../../client/app/keyboard-list.ts'
import { commandOf, showKeys, type Keys } from '../../../client/app/keyboard.ts'
import { composerAction } from '../../../client/components/chat/composer-keys.ts'
import { feedMoveOf, messageActionOf } from '../../../client/components/chat/message-keys.ts'

const CODES: Record<string, string> = { Backslash: '|', Plus: '+' }

/** `Mod+Shift+X` as it is pressed on a keyboard with Ctrl. */
function press(keys: string): Keys {
  const parts = keys.split('+')
  const key = parts.pop()!
  const held = (part: string) => parts.includes(part)
  return {
    key: CODES[key] ?? (key.length === 1 ? key.toLowerCase() : key),
    code: key,
    ctrlKey: held('Mod') || held('Ctrl'),
    metaKey: false,
    altKey: held('Alt'),
    shiftKey: held('Shift'),
  }
}

const [general, writing, onMessage] = KEY_GROUPS
const place = { isEmpty: true, isInFence: false, isTouch: false, enterSends: true, hasContext: false }

describe('the keyboard list', () => {
  it.each(general!.keys.filter(({ keys }) => keys !== 'Escape'))('[UI7] anywhere: $keys', ({ keys }) => {
    expect(commandOf(press(keys), false)).not.toBeNull()
  })

  it.each(writing!.keys)('[UI7] in the composer: $keys', ({ keys }) => {
    expect(composerAction(press(keys), { ...place, isSuggesting: keys === 'Tab' })).not.toBeNull()
  })

  it.each([true, false])('[KB46] says what Enter does, where it sends: %s', (enterSends) => {
    const rows = keyGroups(enterSends).flatMap(({ place, keys }) => (place === 'writing' ? keys : []))
    const here = { ...place, enterSends, isEmpty: false, isSuggesting: false }
    const does = (name: string) => {
      const row = rows.find((one) => one.name === name)
      return row && composerAction(press(row.keys), here)?.do
    }
    expect([does('keys.send'), does('keys.newLine'), does('keys.alwaysSend')]).toEqual(['send', 'new-line', 'send'])
  })

  it.each(onMessage!.keys)('[UI7] on a message: $keys', ({ keys }) => {
    expect(messageActionOf(press(keys)) ?? feedMoveOf(press(keys))).not.toBeNull()
  })

  it('[UI7] has every letter of a message', () => {
    const listed = onMessage!.keys.map(({ keys }) => messageActionOf(press(keys)))
    const letters = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => messageActionOf(press(letter)))
    expect(letters.filter((action) => action !== null && !listed.includes(action))).toEqual([])
  })

  it('keys are shown by their signs', () => {
    expect(showKeys('Plus', false)).toBe('+')
    expect(showKeys('Mod+Shift+Backslash', true)).toBe('⌘⇧\\')
    expect(showKeys('Alt+ArrowLeft', false)).toBe('Alt+←')
  })
})
