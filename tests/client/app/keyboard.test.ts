import { describe, expect, it } from 'vitest'
import { commandOf, KEYBOARD, showKeys, type Keys } from '../../../client/app/keyboard.ts'

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

  it('the place of the key counts where the keyboard writes another script', () => {
    expect(commandOf(press('л', { ctrlKey: true, code: 'KeyK' }), false)).toBe('switcher')
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
