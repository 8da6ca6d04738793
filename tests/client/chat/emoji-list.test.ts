import { describe, expect, it } from 'vitest'
import { emojiOfMessages } from '../../../client/components/chat/emoji-list.ts'
import { searchEmoji } from '../../../client/components/chat/emoji-search.ts'
import { DEFAULT_REACTIONS } from '../../../schema/default-reactions.ts'
import { isOneEmoji } from '../../../schema/rules/one-emoji.ts'

const thumbsup = { name: 'thumbsup', emoji: '👍' }

describe('the emoji of messages', () => {
  it('[MG15] are found by name, however few a workspace allows as reactions', () => {
    const all = emojiOfMessages([thumbsup])
    expect(searchEmoji(all, 'banana')[0]).toEqual({ name: 'banana', emoji: '🍌' })
    expect(searchEmoji(all, 'tada')[0]?.emoji).toBe('🎉')
  })

  it('[MG15] have the names that the workspace gave', () => {
    const all = emojiOfMessages([
      { name: 'ship', emoji: '🚀' },
      { name: 'approved', emoji: '✅' },
    ])
    expect(all.filter(({ name }) => name === 'ship')).toEqual([{ name: 'ship', emoji: '🚀' }])
    expect(searchEmoji(all, 'approved', 1)[0]?.emoji).toBe('✅')
  })

  it('are one emoji each, every name and every sign once', () => {
    const all = emojiOfMessages([])
    expect(all.filter(({ emoji }) => !isOneEmoji(emoji))).toEqual([])
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length)
    expect(all.filter(({ name }) => !/^[a-z0-9_]+$/.test(name))).toEqual([])
    expect(all.length).toBeGreaterThan(DEFAULT_REACTIONS.size + 500)
  })
})
