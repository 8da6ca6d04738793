/** Filters that name people and chats, as their ids (docs/behaviour.md, SR5-SR9). Pure. */
import type { ParsedQuery, QueryFilter } from './search-query.ts'
import { dayOf } from './search-query.ts'
import { TRAITS, type Trait } from './search-row.ts'
import { foldText, isShort, termsOf } from './words.ts'

export interface NamedPerson {
  readonly userId: number
  readonly name: string
  readonly username: string
}

export interface NamedChat {
  readonly id: string
  readonly title: string
  readonly handle: string
  /** The other one of a direct message. */
  readonly other: number | null
  readonly isSaved: boolean
}

export interface Names {
  readonly me: number
  readonly people: readonly NamedPerson[]
  /** Those that one may read. */
  readonly chats: readonly NamedChat[]
}

export interface ResolvedQuery {
  readonly terms: readonly string[]
  readonly from: readonly number[] | null
  /** null = all chats. */
  readonly chats: readonly string[] | null
  readonly traits: number
  readonly after: number
  readonly before: number
  readonly isPinned: boolean
  readonly isUnread: boolean
  readonly isRecentOnly: boolean
  /** Filters that mean nothing here: nothing is found. */
  readonly unknown: readonly QueryFilter[]
}

export function resolveQuery({ text, filters }: ParsedQuery, names: Names): ResolvedQuery {
  const terms = termsOf(text)
  const unknown: QueryFilter[] = []
  let from: number[] | null = null
  let chats: string[] | null = null
  let [traits, after, before] = [0, 0, Infinity]
  let [isPinned, isUnread] = [false, false]

  function take(filter: QueryFilter): boolean {
    const { name } = filter
    const value = foldText(filter.value)
    switch (name) {
      case 'from': {
        const found = peopleOf(value, names)
        from = [...(from ?? []), ...found]
        return found.length > 0
      }
      case 'in': {
        const found = chatsOf(value, names)
        chats = [...(chats ?? []), ...found]
        return found.length > 0
      }
      case 'has':
        if (!(value in TRAITS) || value === 'mentionsMe') return false
        traits |= TRAITS[value as Trait]
        return true
      case 'mentions':
        if (value.replace(/^@/, '') !== 'me') return false
        traits |= TRAITS.mentionsMe
        return true
      case 'before':
      case 'after': {
        const day = dayOf(value)
        if (day === null) return false
        if (name === 'before') before = Math.min(before, day)
        else after = Math.max(after, day)
        return true
      }
      case 'is':
        if (value === 'pinned') isPinned = true
        else if (value === 'unread') isUnread = true
        else if (value === 'saved')
          chats = [...(chats ?? []), ...names.chats.filter((c) => c.isSaved).map(({ id }) => id)]
        else return false
        return true
    }
  }

  for (const filter of filters) if (!take(filter)) unknown.push(filter)
  const isRecentOnly = isShort(terms) && filters.length === 0
  return { terms, from, chats, traits, after, before, isPinned, isUnread, isRecentOnly, unknown }
}

/** Who is called exactly so, else whose name or username begins so. */
function peopleOf(value: string, { me, people }: Names): number[] {
  const wanted = value.replace(/^@/, '')
  if (wanted === 'me') return [me]
  const named = people.map(({ userId, name, username }) => ({
    id: userId,
    names: [foldText(name), foldText(username)],
  }))
  return bestOf(named, wanted)
}

function chatsOf(value: string, { people, chats }: Names): string[] {
  if (value.startsWith('@')) {
    const others = new Set(peopleOf(value, { me: -1, people, chats }))
    return chats.filter(({ other }) => other !== null && others.has(other)).map(({ id }) => id)
  }
  const wanted = value.replace(/^#/, '')
  const named = chats.map(({ id, title, handle }) => ({ id, names: [foldText(title), foldText(handle)] }))
  return bestOf(named, wanted)
}

function bestOf<Id>(all: readonly { readonly id: Id; readonly names: readonly string[] }[], wanted: string): Id[] {
  if (wanted === '') return []
  const exact = all.filter(({ names }) => names.includes(wanted))
  const found = exact.length > 0 ? exact : all.filter(({ names }) => names.some((name) => name.startsWith(wanted)))
  return found.map(({ id }) => id)
}
