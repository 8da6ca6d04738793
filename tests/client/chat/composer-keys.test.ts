import { describe, expect, it } from 'vitest'
import { composerAction, type ComposerPlace } from '../../../client/components/chat/composer-keys.ts'

const at = (given: Partial<ComposerPlace> = {}): ComposerPlace => ({
  ...{ isSuggesting: false, isEmpty: false, isInFence: false, isTouch: false, enterSends: true, hasContext: false },
  ...given,
})
const press = (keys: string) => {
  const parts = keys.split('+')
  const has = (name: string) => parts.includes(name)
  const key = parts.at(-1)!
  return { key, ctrlKey: has('Ctrl'), metaKey: has('Cmd'), altKey: has('Alt'), shiftKey: has('Shift') }
}
const act = (keys: string, given?: Partial<ComposerPlace>) => {
  const action = composerAction(press(keys), at(given))
  return action === null ? null : action.do === 'format' ? action.format : action.do
}

describe('Enter', () => {
  it('sends, and Shift+Enter is a new line', () => {
    expect(act('Enter')).toBe('send')
    expect(act('Shift+Enter')).toBe('new-line')
  })

  it('the setting swaps them', () => {
    expect(act('Enter', { enterSends: false })).toBe('new-line')
    expect(act('Shift+Enter', { enterSends: false })).toBe('send')
  })

  it('is a new line on a touch keyboard and in an open code fence', () => {
    expect(act('Enter', { isTouch: true })).toBe('new-line')
    expect(act('Enter', { isInFence: true })).toBe('new-line')
  })

  it.each(['Ctrl+Enter', 'Cmd+Enter'])('%s always sends', (keys) => {
    expect(act(keys, { isInFence: true, isTouch: true, enterSends: false, isSuggesting: true })).toBe('send')
  })
})

describe('suggestions', () => {
  it.each([
    ['ArrowDown', 'next'],
    ['ArrowUp', 'previous'],
    ['Enter', 'accept'],
    ['Tab', 'accept'],
    ['Escape', 'close'],
  ])('%s: %s', (keys, action) => {
    expect(act(keys, { isSuggesting: true })).toBe(action)
  })

  it('Tab leaves the box while nothing is suggested', () => {
    expect(act('Tab')).toBeNull()
    expect(act('Shift+Tab', { isSuggesting: true })).toBeNull()
  })
})

describe('other keys', () => {
  it.each([
    ['Ctrl+b', 'bold'],
    ['Cmd+i', 'italic'],
    ['Ctrl+Shift+X', 'strike'],
    ['Ctrl+e', 'code'],
    ['Ctrl+Alt+k', 'link'],
  ])('%s: %s', (keys, action) => {
    expect(act(keys)).toBe(action)
  })

  it('Up edits the last own message only in an empty box, Shift+Up answers', () => {
    expect(act('ArrowUp', { isEmpty: true })).toBe('edit-last')
    expect(act('Shift+ArrowUp', { isEmpty: true })).toBe('reply-to-last')
    expect(act('ArrowUp')).toBeNull()
  })

  it('Esc leaves a reply or an edit, and is otherwise not ours', () => {
    expect(act('Escape', { hasContext: true })).toBe('leave')
    expect(act('Escape')).toBeNull()
  })

  it.each(['Ctrl+k', 'Ctrl+u', 'Ctrl+Shift+E', 'Ctrl+n', 'Ctrl+w', 'Ctrl+1', 'a', 'Alt+ArrowUp'])(
    '%s is not ours',
    (keys) => {
      expect(act(keys, { isEmpty: true })).toBeNull()
    },
  )
})

describe('[KB5] by the place of the key', () => {
  const typed = (key: string, code: string, given: object = {}) => ({
    ...{ key, code, ctrlKey: true, metaKey: false, altKey: false, shiftKey: false },
    ...given,
  })

  it('where the keyboard writes another script', () => {
    expect(composerAction(typed('и', 'KeyB'), at())).toEqual({ do: 'format', format: 'bold' })
    expect(composerAction(typed('ء', 'KeyX', { shiftKey: true }), at())).toEqual({ do: 'format', format: 'strike' })
    expect(composerAction(typed('˚', 'KeyK', { ctrlKey: false, metaKey: true, altKey: true }), at())).toEqual({
      ...{ do: 'format', format: 'link' },
    })
  })

  it('[KB49] where one key writes two letters', () => {
    expect(composerAction(typed('لا', 'KeyB'), at())).toEqual({ do: 'format', format: 'bold' })
    expect(composerAction(typed('ArrowUp', 'KeyE'), at())).toBeNull()
  })

  it('a Latin letter is what it is, wherever its key stands', () => {
    expect(composerAction(typed('x', 'KeyB'), at())).toBeNull()
    expect(composerAction(typed('b', 'KeyX', { altKey: true }), at())).toBeNull()
    expect(composerAction(typed('k', 'KeyV', { altKey: true }), at())).toEqual({ do: 'format', format: 'link' })
  })

  it('Ctrl on a Mac moves the caret', () => {
    expect(composerAction(typed('e', 'KeyE'), at({ isMac: true }))).toBeNull()
    const cmd = typed('e', 'KeyE', { ctrlKey: false, metaKey: true })
    expect(composerAction(cmd, at({ isMac: true }))).toEqual({ do: 'format', format: 'code' })
  })
})
