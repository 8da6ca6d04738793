/** Where the quick switcher can go: one's chats, people, and channels one is not in. Pure. */
import { directChannelId, type ChannelId, type UserId } from '../../../schema/ids.ts'
import type { PersonView } from '../../../schema/projection/project-person.ts'
import type { ChannelKind } from '../../../schema/registers/meta.ts'
import type { ChatsView } from '../../stores/chats-view.ts'
import type { DirectoryView } from '../../stores/directory-store.ts'
import { rank } from '../chat/suggest.ts'

export interface Target {
  readonly id: ChannelId
  readonly kind: ChannelKind
  readonly title: string
  readonly names: readonly string[]
  readonly person: UserId | null
  /** Address of the person's picture; '' = none. */
  readonly picture: string
  readonly unread: number
  readonly mentions: number
  /** `chat`: in the list; `person`: a direct message that may begin; `found`: a channel one is not in; `search`: the messages. */
  readonly is: 'chat' | 'person' | 'found' | 'search'
}

export const MAX_TARGETS = 12

/** @param savedTitle  the name of one's own saved messages in the person's language */
export function targetsOf(
  chats: ChatsView,
  directory: DirectoryView,
  savedTitle: string,
  peopleOnly: boolean,
): Target[] {
  const people = new Map(directory.people.map((person) => [person.userId, person]))
  const me = directory.me.userId
  const known = new Set<string>()
  const targets: Target[] = []
  // Unread first, then the last ones: without a query that is the list. What is put away is found by name.
  const rows = [...chats.recent].sort(
    (a, b) => Number(b.mentions > 0) - Number(a.mentions > 0) || Number(b.unread > 0) - Number(a.unread > 0),
  )
  const away = chats.sections.filter(({ id }) => id === 'archived' || id === 'left').flatMap((section) => section.rows)
  for (const { id, kind, title, other, picture, unread, mentions } of [...rows, ...away]) {
    if (peopleOnly && kind !== 'direct') continue
    known.add(id)
    const names = kind === 'saved' ? [savedTitle] : [title, ...namesOf(other === null ? undefined : people.get(other))]
    targets.push({ id, kind, title: names[0] ?? title, names, person: other, picture, unread, mentions, is: 'chat' })
  }
  for (const person of directory.people) {
    const id = directChannelId(me, person.userId)
    if (person.userId === me || known.has(id)) continue
    const { name: title, userId, avatar } = person
    targets.push({
      id,
      kind: 'direct',
      title,
      names: namesOf(person),
      person: userId,
      picture: avatar ?? '',
      unread: 0,
      mentions: 0,
      is: 'person',
    })
  }
  for (const { id, kind, title, handle } of peopleOnly ? [] : directory.channels) {
    if (known.has(id)) continue
    const names = handle ? [title, handle] : [title]
    targets.push({ id, kind, title, names, person: null, picture: '', unread: 0, mentions: 0, is: 'found' })
  }
  return targets
}

/** What was typed, looked for in messages. @param title  in the person's language */
export function searchTarget(title: string): Target {
  const nobody = { person: null, picture: '', unread: 0, mentions: 0 }
  return { id: 'search' as ChannelId, kind: 'public', title, names: [], is: 'search', ...nobody }
}

/** @param query  a leading `#` or `@` asks for channels or people alone */
export function findTargets(targets: readonly Target[], query: string, limit = MAX_TARGETS): Target[] {
  const sign = /^[#@]/.exec(query)?.[0]
  const wanted = query.replace(/^[#@]/, '').trim()
  const fitting = targets.filter(({ kind }) => !sign || (sign === '@') === (kind === 'direct'))
  if (wanted === '') return fitting.filter(({ is }) => is !== 'found').slice(0, limit)
  return rank(
    fitting.map((item) => ({ item, names: item.names, isNear: item.is === 'chat' })),
    wanted,
    limit,
  )
}

function namesOf(person: PersonView | undefined): string[] {
  return person ? [person.name, person.username].filter(Boolean) : []
}
