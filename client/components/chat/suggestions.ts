/** From the words at the caret and the lists on this device to what is offered. Pure. */
import { resolveMentions } from '../../../schema/rules/mentions.ts'
import { searchEmoji, type EmojiView } from './emoji-search.ts'
import { MAX_SUGGESTIONS, rank, type SuggestQuery } from './suggest.ts'
import type { Suggestion } from './cairn-suggest.ts'
import type { PersonView } from '../../stores/message-view.ts'

/** All that a composer offers; plain lists of what this device knows. */
export interface SuggestSource {
  readonly members: readonly PersonView[]
  /** People who are not in the chat: offered after its members. */
  readonly others: readonly PersonView[]
  readonly channels: readonly { readonly channelId: string; readonly title: string }[]
  readonly emoji: readonly EmojiView[]
  /** How many `@everyone` would notify; 0 = it is not offered here. */
  readonly everyone: number
}

export const NO_SUGGESTIONS: SuggestSource = { members: [], others: [], channels: [], emoji: [], everyone: 0 }

/** @param words  the labels of `@everyone` and of a person who is not in the chat */
export function suggestionsFor(
  { kind, query }: SuggestQuery,
  source: SuggestSource,
  words: { readonly everyone: string; readonly outside: string },
): Suggestion[] {
  if (kind === 'emoji') {
    return searchEmoji(source.emoji, query, MAX_SUGGESTIONS).map(({ name, emoji }) => ({
      kind,
      insert: emoji,
      label: `:${name}:`,
      emoji,
    }))
  }
  if (kind === 'channel') {
    const channels = source.channels.map((item) => ({ item, names: [item.title] }))
    return rank(channels, query).map(({ title }) => ({ kind, insert: `#${title}`, label: title }))
  }
  const person = (isNear: boolean) => (item: PersonView) => ({
    item: { person: item, isNear } as { person: PersonView; isNear: boolean } | null,
    names: [item.name, item.username],
    isNear,
  })
  const everyone = source.everyone > 0 ? [{ item: null, names: ['everyone', words.everyone], isNear: true }] : []
  const people = [...source.members.map(person(true)), ...everyone, ...source.others.map(person(false))]
  return rank(people, query).map((found) =>
    found === null
      ? { kind, insert: '@everyone', label: '@everyone', hint: words.everyone }
      : {
          kind,
          insert: `@${found.person.username}`,
          label: found.person.name,
          hint: `@${found.person.username}${found.isNear ? '' : ` · ${words.outside}`}`,
          person: found.person,
        },
  )
}

/** Whether the text asks to notify everyone, as the server will read it. */
export function mentionsEveryone(text: string): boolean {
  return resolveMentions(text, []).includes('everyone')
}
