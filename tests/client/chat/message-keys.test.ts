import { describe, expect, it } from 'vitest'
import { feedMoveOf, messageActionOf } from '../../../client/components/chat/message-keys.ts'

function press(key: string, given: { shiftKey?: boolean; ctrlKey?: boolean; altKey?: boolean; code?: string } = {}) {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...given }
}

describe('keys of a focused message', () => {
  it.each([
    ['r', 'reply'],
    ['R', 'reply'],
    ['t', 'thread'],
    ['e', 'edit'],
    ['c', 'copy-link'],
    ['Delete', 'delete'],
    ['ContextMenu', 'menu'],
  ])('%s: %s', (key, action) => {
    expect(messageActionOf(press(key))).toBe(action)
  })

  it('+ works with and without Shift', () => {
    expect(messageActionOf(press('+', { shiftKey: true }))).toBe('react')
    expect(messageActionOf(press('+'))).toBe('react')
  })

  it('Shift+F10 opens the menu, F10 does not', () => {
    expect(messageActionOf(press('F10', { shiftKey: true }))).toBe('menu')
    expect(messageActionOf(press('F10'))).toBeNull()
  })

  it('a letter with Ctrl, Alt or Shift belongs to the browser', () => {
    expect(messageActionOf(press('r', { ctrlKey: true }))).toBeNull()
    expect(messageActionOf(press('c', { altKey: true }))).toBeNull()
    expect(messageActionOf(press('Delete', { shiftKey: true }))).toBeNull()
  })

  it('on an Arabic keyboard the place of the key counts', () => {
    expect(messageActionOf(press('ق', { code: 'KeyR' }))).toBe('reply')
    expect(messageActionOf(press('q', { code: 'KeyR' }))).toBeNull()
  })

  it('no key reaches a property of Object', () => {
    expect(messageActionOf(press('constructor'))).toBeNull()
    expect(feedMoveOf(press('toString'))).toBeNull()
  })

  it('arrows, Home, End and the page keys move; with a modifier they do not', () => {
    expect(feedMoveOf(press('ArrowUp'))).toBe('previous')
    expect(feedMoveOf(press('End'))).toBe('last')
    expect(feedMoveOf(press('ArrowUp', { altKey: true }))).toBeNull()
  })
})
