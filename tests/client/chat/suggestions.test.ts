import { describe, expect, it } from 'vitest'
import { searchEmoji, withRecent } from '../../../client/components/chat/emoji-search.ts'
import type { SuggestKind } from '../../../client/components/chat/suggest.ts'
import { mentionsEveryone, suggestionsFor, type SuggestSource } from '../../../client/components/chat/suggestions.ts'
import { DEFAULT_REACTIONS } from '../../../schema/default-reactions.ts'

const person = (userId: number, name: string, username: string) => ({ userId, name, username })
const emoji = [...DEFAULT_REACTIONS].map(([name, sign]) => ({ name, emoji: sign }))
const source: SuggestSource = {
  members: [person(2, 'Ana Sousa', 'ana'), person(3, 'Eve', 'eve')],
  others: [person(4, 'Anders', 'anders')],
  channels: [{ channelId: 'c', title: 'pump-crew' }],
  emoji,
  everyone: 6,
}
const offer = (kind: SuggestKind, query: string, given: Partial<SuggestSource> = {}) =>
  suggestionsFor({ kind, query, from: 0, to: 0 }, { ...source, ...given }, { everyone: 'All', outside: 'Outside' })

describe('what is offered', () => {
  it('members first, then the others, who are told apart', () => {
    expect(offer('mention', 'an').map(({ insert, hint }) => [insert, hint])).toEqual([
      ['@ana', '@ana'],
      ['@anders', '@anders · Outside'],
    ])
  })

  it('@everyone where there is somebody to notify', () => {
    expect(offer('mention', 'ev').map(({ insert }) => insert)).toEqual(['@eve', '@everyone'])
    expect(offer('mention', 'ev', { everyone: 0 }).map(({ insert }) => insert)).toEqual(['@eve'])
  })

  it('a channel by its title, an emoji by its name and other words', () => {
    expect(offer('channel', 'crew')[0]?.insert).toBe('#pump-crew')
    expect(offer('emoji', 'thumbsu')[0]?.insert).toBe('👍')
    expect(offer('emoji', 'love')[0]?.insert).toBe('❤️')
  })
})

describe('@everyone', () => {
  it.each(['@everyone', 'hi @Everyone!', '(@everyone)', '@everyone- look', 'Done.@everyone'])(
    '[MN4] %j notifies',
    (text) => {
      expect(mentionsEveryone(text)).toBe(true)
    },
  )

  it.each([
    'everyone',
    'a@everyone',
    '@everyones',
    '`@everyone`',
    '```\n@everyone',
    'x/@everyone',
    'https://a.example/?to=@everyone',
    'www.a.example/-@everyone',
    'a.@everyone.org',
  ])('[MN3] %j does not', (text) => {
    expect(mentionsEveryone(text)).toBe(false)
  })
})

describe('emoji', () => {
  it('[MG15] any emoji is offered when it is typed, also one that is in no set', () => {
    expect(searchEmoji(emoji, '🦎')).toEqual([{ name: '🦎', emoji: '🦎' }])
    expect(searchEmoji(emoji, '👍').map(({ name }) => name)).toEqual(['thumbsup'])
    expect(searchEmoji(emoji, 'x').length).toBeGreaterThan(1)
    expect(searchEmoji(emoji, '漢')).toEqual([])
  })

  it('all are shown in order while nothing is typed', () => {
    expect(searchEmoji(emoji, ' ')).toEqual(emoji)
  })

  it('six recent ones are kept, the last first, each once', () => {
    expect(withRecent(['a', 'b', 'c', 'd', 'e', 'f'], 'c')).toEqual(['c', 'a', 'b', 'd', 'e', 'f'])
    expect(withRecent(['a', 'b', 'c', 'd', 'e', 'f'], 'g')).toEqual(['g', 'a', 'b', 'c', 'd', 'e'])
  })
})
