import { describe, expect, it } from 'vitest'
import { alsoKeys, ariaKeys, commandOf, KEYBOARD, showKeys, type Keys } from '../../../client/app/keyboard.ts'

function press(key: string, held: Partial<Keys> = {}): Keys {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
}

describe('the keyboard map', () => {
  it('Mod is Ctrl, and Cmd on a Mac', () => {
    expect(commandOf(press('k', { ctrlKey: true }), false)).toBe('switcher')
    expect(commandOf(press('k', { metaKey: true }), true)).toBe('switcher')
    expect(commandOf(press('k', { ctrlKey: true }), true)).toBeNull()
    expect(commandOf(press('k', { metaKey: true }), false)).toBeNull()
  })

  it('Shift makes another command', () => {
    expect(commandOf(press('K', { ctrlKey: true, shiftKey: true }), false)).toBe('new-direct')
    expect(commandOf(press('ArrowDown', { altKey: true }), false)).toBe('next-chat')
    expect(commandOf(press('ArrowDown', { altKey: true, shiftKey: true }), false)).toBe('next-unread')
    expect(commandOf(press('Escape', { shiftKey: true }), false)).toBe('mark-all-read')
    expect(commandOf(press('Escape'), false)).toBeNull()
  })

  it('[KB44] attaching and emoji are of no place', () => {
    expect(commandOf(press('u', { ctrlKey: true }), false)).toBe('attach')
    expect(commandOf(press('ث', { ctrlKey: true, shiftKey: true, code: 'KeyE' }), false)).toBe('emoji')
  })

  it('the place of the key counts where the keyboard writes another script', () => {
    expect(commandOf(press('л', { ctrlKey: true, code: 'KeyK' }), false)).toBe('switcher')
  })

  it.each([
    ['BEPO, paste', 'v', 'KeyU', null],
    ['BEPO, attach', 'u', 'KeyS', 'attach'],
    ['Turkish F, select all', 'a', 'KeyF', null],
    ['Turkish F, find', 'f', 'KeyQ', 'find'],
    ['Dvorak, attach', 'u', 'KeyF', 'attach'],
    ['Dvorak, a sign where E is elsewhere', '.', 'KeyE', 'panel'],
    ['Colemak, the address bar', 'l', 'KeyU', null],
    ['Neo, an arrow where K is elsewhere', 'ArrowUp', 'KeyK', null],
    ['Arabic on Windows, lam and alef', 'لا', 'KeyB', null],
    ['Russian, jump', 'л', 'KeyK', 'switcher'],
  ] as const)('[KB49] a Latin letter is itself, wherever its key stands: %s', (_, key, code, command) => {
    expect(commandOf(press(key, { ctrlKey: true, code }), false)).toBe(command)
  })

  it.each([
    ['es', '/', { shiftKey: true, code: 'Digit7' }, 'keys'],
    ['es', ',', { code: 'Comma' }, 'settings'],
    ['es', '.', { code: 'Period' }, 'panel'],
    ['ar', 'ظ', { code: 'Slash' }, 'keys'],
    ['ar', 'و', { code: 'Comma' }, 'settings'],
    ['ar', 'ز', { code: 'Period' }, 'panel'],
    ['ar 102', '/', { shiftKey: true, code: 'Semicolon' }, 'keys'],
  ] as const)('[KB40] signs are found where the keyboard writes them: %s %s', (_, sign, held, command) => {
    expect(commandOf(press(sign, { ctrlKey: true, ...held }), false)).toBe(command)
  })

  it('[KB40] the place of a sign counts only where another script is written', () => {
    expect(commandOf(press('-', { ctrlKey: true, code: 'Slash' }), false)).toBeNull()
    expect(commandOf(press('؟', { ctrlKey: true, shiftKey: true, code: 'Slash' }), false)).toBeNull()
    expect(commandOf(press(';', { ctrlKey: true, shiftKey: true, code: 'Comma' }), false)).toBeNull()
  })

  it('[KB43] second keys do the same, and are shown by their names', () => {
    expect(commandOf(press('F6', { ctrlKey: true }), false)).toBe('next-pane')
    expect(commandOf(press('F6', { ctrlKey: true, shiftKey: true }), false)).toBe('previous-pane')
    expect(alsoKeys('message', 'Shift+F10').map((keys) => showKeys(keys, false))).toEqual(['Menu'])
  })

  it('[KB43] are told to a screen reader as the keyboard has them', () => {
    expect([ariaKeys('Mod+K', false, 'general'), ariaKeys('Mod+Shift+K', true, 'general')]).toEqual([
      'Control+K',
      'Meta+Shift+K',
    ])
  })

  it('plain letters are for writing', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyz.,/') expect(commandOf(press(letter), false)).toBeNull()
  })

  it("takes none of the browser's own keys", () => {
    for (const key of ['n', 't', 'w', '1', '9']) expect(commandOf(press(key, { ctrlKey: true }), false)).toBeNull()
  })

  it('no keys ask for two things', () => {
    expect(new Set(KEYBOARD.map(({ keys }) => keys)).size).toBe(KEYBOARD.length)
  })

  it('is shown as people read it', () => {
    expect(showKeys('Mod+Shift+K', false)).toBe('Ctrl+Shift+K')
    expect(showKeys('Mod+Shift+K', true)).toBe('⌘⇧K')
    expect(showKeys('Alt+ArrowUp', false)).toBe('Alt+↑')
  })
})
