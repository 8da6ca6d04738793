import { describe, expect, it } from 'vitest'
import { KeyChoices, keysOfPress } from '../../../client/app/key-choices.ts'
import { faultOf } from '../../../client/app/key-fault.ts'
import { KEY_GROUPS } from '../../../client/app/keyboard-list.ts'
import { commandOf, type Keys } from '../../../client/app/keyboard.ts'
import { composerAction } from '../../../client/components/chat/composer-keys.ts'
import { feedMoveOf, messageActionOf } from '../../../client/components/chat/message-keys.ts'
import { aBox } from '../stores/support.ts'

const press = (key: string, held: Partial<Keys> = {}): Keys => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held },
})
const ctrl = (key: string) => press(key, { ctrlKey: true })
const place = {
  isSuggesting: false,
  isEmpty: true,
  isInFence: false,
  isTouch: false,
  enterSends: true,
  hasContext: false,
}

function choosing(isMac = false) {
  const box = aBox()
  const choices = new KeyChoices(isMac, box)
  const through = <T>(given: Keys | null, ask: (keys: Keys) => T) => (given ? ask(given) : null)
  return {
    choices,
    again: () => new KeyChoices(isMac, box),
    command: (keys: Keys) => through(choices.usual(keys, 'general'), (one) => commandOf(one, isMac)),
    writing: (keys: Keys) => through(choices.usual(keys, 'writing'), (one) => composerAction(one, place)),
    message: (keys: Keys) => through(choices.usual(keys, 'message'), (one) => messageActionOf(one) ?? feedMoveOf(one)),
  }
}

describe('[KB1] a key that was chosen', () => {
  it('does what the usual one did, and that does nothing any more', () => {
    const { choices, command } = choosing()
    choices.choose('general', 'Mod+K', 'Alt+Q')
    expect(command(press('q', { altKey: true }))).toBe('switcher')
    expect(command(ctrl('k'))).toBeNull()
    expect(command(ctrl('j'))).toBe('jump-unread')
  })

  it('in the composer and on a message, too', () => {
    const { choices, writing, message } = choosing()
    choices.choose('writing', 'Mod+B', 'Mod+Shift+B')
    expect(writing(press('B', { ctrlKey: true, shiftKey: true }))).toEqual({ do: 'format', format: 'bold' })
    expect(writing(ctrl('b'))).toBeNull()
    expect(writing(press('Enter'))).toEqual({ do: 'send' })
    choices.choose('message', 'R', 'A')
    choices.choose('message', 'Plus', 'X')
    choices.choose('message', 'ArrowDown', 'J')
    expect(['a', 'x', 'j', 'r', '+', 't'].map((key) => message(press(key)))).toEqual([
      ...['reply', 'react', 'next', null, null],
      'thread',
    ])
  })

  it('[KB40] a sign is the same press with Shift and without', () => {
    expect(keysOfPress(press('/', { ctrlKey: true, shiftKey: true, code: 'Digit7' }), false)).toBe('Mod+/')
    expect(keysOfPress(press('.', { ctrlKey: true, code: 'Period' }), false)).toBe('Mod+.')
    expect(faultOf(choosing().choices, 'general', 'Mod+K', 'Mod+.', null)).toMatchObject({ kind: 'taken' })
  })

  it('[KB43] switched off takes the key that does the same along', () => {
    const { choices, message, command } = choosing()
    choices.choose('message', 'Shift+F10', '')
    expect(message(press('ContextMenu'))).toBeNull()
    choices.choose('general', 'F6', 'F7')
    expect(command(press('F6', { ctrlKey: true }))).toBeNull()
    expect(command(press('F7'))).toBe('next-pane')
  })

  it('may take what another gave up', () => {
    const { choices, command } = choosing()
    choices.choose('general', 'Mod+K', 'Mod+Shift+O')
    choices.choose('general', 'Mod+J', 'Mod+K')
    expect(command(ctrl('k'))).toBe('jump-unread')
    expect(command(press('O', { ctrlKey: true, shiftKey: true }))).toBe('switcher')
  })

  it('[KB49] is known by its letter on every keyboard with Latin letters', () => {
    const { choices, command } = choosing()
    const kept = keysOfPress(press('é', { ctrlKey: true, code: 'KeyW' }), false)!
    expect(kept).toBe('Mod+é')
    choices.choose('general', 'Mod+K', kept)
    expect(command(press('é', { ctrlKey: true, code: 'KeyW' }))).toBe('switcher')
    choices.choose('general', 'Mod+J', 'Mod+Shift+O')
    expect(command(press('S', { ctrlKey: true, shiftKey: true, code: 'KeyO' }))).toBeNull()
    expect(command(press('O', { ctrlKey: true, shiftKey: true, code: 'KeyS' }))).toBe('jump-unread')
  })

  it('is Cmd on a Mac', () => {
    const { choices, command } = choosing(true)
    choices.choose('general', 'Mod+K', 'Mod+Shift+O')
    expect(command(press('O', { metaKey: true, shiftKey: true }))).toBe('switcher')
    expect(command(press('O', { ctrlKey: true, shiftKey: true }))).toBeNull()
  })
})

describe('[KB2] a key that is switched off', () => {
  it('does nothing, with its second press, until it is switched on', () => {
    const { choices, command } = choosing()
    choices.choose('general', 'F6', '')
    expect([press('F6'), ctrl('F6')].map(command)).toEqual([null, null])
    choices.choose('general', 'F6', 'F6')
    expect([press('F6'), ctrl('F6')].map(command)).toEqual(['next-pane', 'next-pane'])
  })

  it('every row that is not always on can be', () => {
    const asked = { general: 'command', writing: 'writing', message: 'message' } as const
    for (const group of KEY_GROUPS) {
      for (const { keys, isFixed } of group.keys) {
        if (isFixed) continue
        const world = choosing()
        world.choices.choose(group.place, keys, 'Alt+Shift+F9')
        const chosen = press('F9', { altKey: true, shiftKey: true })
        // A suggestion is taken only where there is one.
        if (keys !== 'Tab') expect([keys, world[asked[group.place]](chosen)]).not.toEqual([keys, null])
        world.choices.choose(group.place, keys, '')
        expect([keys, world[asked[group.place]](chosen)]).toEqual([keys, null])
      }
    }
  })
})

describe('[KB3] what was chosen', () => {
  it('is kept on this device, and taken back at once', () => {
    const { choices, again } = choosing()
    choices.choose('general', 'Mod+K', 'Alt+Q')
    expect(again().keysOf('general', 'Mod+K')).toBe('Alt+Q')
    choices.reset()
    expect(again().keysOf('general', 'Mod+K')).toBe('Mod+K')
  })

  it('counts as nothing where it makes no sense', () => {
    for (const kept of ['{', '[]', 'null', '{"general":{"Mod+K":7,"Escape":"X","Nothing":"Y"},"message":3}']) {
      const box = aBox()
      box.setItem('cairn.keys', kept)
      const choices = new KeyChoices(false, box)
      expect([choices.keysOf('general', 'Mod+K'), choices.keysOf('general', 'Escape')]).toEqual(['Mod+K', 'Escape'])
    }
  })
})

describe('[KB4] keys that cannot be chosen', () => {
  const fault = (where: 'general' | 'writing' | 'message', usual: string, keys: string, { choices } = choosing()) => {
    const found = faultOf(choices, where, usual, keys, null)
    return found?.kind === 'taken' ? found.by.name : (found?.kind ?? null)
  }

  it.each([
    ['general', 'Mod+J', 'Mod+K', 'keys.switcher'],
    ['general', 'Mod+J', 'Mod+B', 'chat.composer.bold'],
    ['writing', 'Mod+B', 'Mod+K', 'keys.switcher'],
    ['message', 'R', 'T', 'chat.action.thread'],
    ['message', 'R', 'Mod+T', 'browser'],
    ['message', 'R', 'Alt+R', 'no-mod'],
    ['general', 'Mod+J', 'Mod+Shift+N', 'browser'],
    ['general', 'Mod+J', 'Mod+Digit1', 'browser'],
    ['general', 'Mod+J', 'J', 'needs-mod'],
    ['general', 'Mod+J', 'Shift+J', 'needs-mod'],
    ['writing', 'Mod+B', 'Backspace', 'needs-mod'],
    ['writing', 'Mod+B', 'Shift+Insert', 'needs-mod'],
    ['writing', 'Mod+B', 'Mod+V', 'browser'],
    ['general', 'Mod+J', 'Mod+Z', 'browser'],
    ['general', 'Mod+J', 'Mod+Shift+Z', 'browser'],
    ['message', 'R', 'Backspace', null],
    ['general', 'Mod+J', 'F9', null],
    ['general', 'Mod+J', 'Mod+J', null],
    ['message', 'R', 'A', null],
  ] as const)('%s: %s on %s is %s', (where, usual, keys, expected) => expect(fault(where, usual, keys)).toBe(expected))

  it.each(['a', 'c', 'v', 'x', 'y', 'z'])('Ctrl+%s is for text, in the composer and anywhere', (key) => {
    const keys = keysOfPress(ctrl(key), false)!
    for (const [where, usual] of [
      ['general', 'Mod+J'],
      ['writing', 'Mod+B'],
    ] as const)
      expect(fault(where, usual, keys)).toBe('browser')
  })

  it.each<[key: string, held: Partial<Keys> & { readonly isAltGraph?: boolean }]>([
    ['b', { code: 'KeyB' }],
    ['B', { code: 'KeyB', shiftKey: true }],
    ['.', { code: 'Period' }],
    ['/', { code: 'Slash' }],
    ['+', { code: 'Equal', shiftKey: true }],
    ['-', { code: 'Minus' }],
    ["'", { code: 'Quote' }],
    [';', { code: 'Semicolon' }],
    ['1', { code: 'Digit1' }],
    [' ', { code: 'Space' }],
    ['é', { code: 'Digit2' }],
    ['ق', { code: 'KeyR' }],
    ['لا', { code: 'KeyB' }],
    ['@', { code: 'KeyQ', isAltGraph: true }],
    ['@', { code: 'KeyQ', ctrlKey: true, altKey: true, isAltGraph: true }],
  ])('%s writes, in the composer and anywhere', (key, { isAltGraph = false, ...held }) => {
    const pressed = { ...press(key, held), getModifierState: () => isAltGraph }
    const keys = keysOfPress(pressed, false)!
    const { choices } = choosing()
    expect(faultOf(choices, 'writing', 'Mod+B', keys, pressed)).toEqual({ kind: 'needs-mod' })
    expect(faultOf(choices, 'general', 'Mod+J', keys, pressed)).toEqual({ kind: 'needs-mod' })
  })

  it.each([
    ['F9', {}],
    ['PageDown', {}],
    ['b', { ctrlKey: true, altKey: true }],
  ] as const)('%s writes nothing', (key, held) => {
    const pressed = press(key, held)
    expect(faultOf(choosing().choices, 'writing', 'Mod+E', keysOfPress(pressed, false)!, pressed)).toBeNull()
  })

  it('are free again once something else has others', () => {
    const world = choosing()
    world.choices.choose('general', 'Mod+K', '')
    expect(fault('general', 'Mod+J', 'Mod+K', world)).toBeNull()
  })
})

it('[KB5] a press is kept by its letter, or by its place where Shift writes another sign', () => {
  expect(keysOfPress(press('k', { ctrlKey: true, code: 'KeyK' }), false)).toBe('Mod+K')
  expect(keysOfPress(press('K', { metaKey: true, shiftKey: true, code: 'KeyK' }), true)).toBe('Mod+Shift+K')
  expect(keysOfPress(press('л', { ctrlKey: true, code: 'KeyK' }), false)).toBe('Mod+K')
  expect(keysOfPress(press('|', { ctrlKey: true, shiftKey: true, code: 'Backslash' }), false)).toBe(
    'Mod+Shift+Backslash',
  )
  expect(keysOfPress(press('+', { shiftKey: true, code: 'Equal' }), false)).toBe('Plus')
  expect(keysOfPress(press('ArrowUp', { altKey: true, code: 'ArrowUp' }), false)).toBe('Alt+ArrowUp')
  expect(keysOfPress(press('Control', { ctrlKey: true }), false)).toBeNull()
})
