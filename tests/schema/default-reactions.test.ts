import { expect, it } from 'vitest'
import { DEFAULT_REACTIONS, reactionEmoji, reactionForms, reactionName } from '../../schema/default-reactions.ts'
import { isOneEmoji } from '../../schema/rules/one-emoji.ts'

const settings = { reactions: DEFAULT_REACTIONS }

it('[RX2] every emoji of the default set is one, and has one name', () => {
  expect([...DEFAULT_REACTIONS].filter(([, emoji]) => !isOneEmoji(emoji))).toEqual([])
  expect(new Set(DEFAULT_REACTIONS.values()).size).toBe(DEFAULT_REACTIONS.size)
  expect(DEFAULT_REACTIONS.get('thumbsup')).toBe('👍')
})

it('[RX5] emoji, variation and other programs’ names count under one name', () => {
  expect(['❤️', '❤', 'heart'].map((form) => reactionName(form, settings))).toEqual(['heart', 'heart', 'heart'])
  expect(['thumbs_up', '+1', '👍'].map((form) => reactionName(form, settings))).toEqual(Array(3).fill('thumbsup'))
  expect(reactionName('👍🏽', settings)).toBe('👍🏽')
  expect(reactionName('☂', settings)).toBe('☂️')
  expect(reactionName('☂️', settings)).toBe('☂️')
  expect(reactionName('gone_name', settings)).toBe('gone_name')
  expect(reactionName('👍', { reactions: new Map([['yes', '👍']]) })).toBe('yes')
})

it('[RX6] a name is shown by its emoji, an emoji by itself, an unknown name as a word', () => {
  expect(['heart', '🦔', 'thumbs_up', 'gone_name'].map((name) => reactionEmoji(name, settings))).toEqual([
    '❤️',
    '🦔',
    '👍',
    null,
  ])
})

it('[RX5] all forms under which one reaction may stand are told', () => {
  expect(new Set(reactionForms('❤', settings))).toEqual(new Set(['heart', '❤️', '❤']))
  expect(reactionForms('thumbsup', settings)).toContain('thumbs_up')
})
