/** Names and suggestions of one chat, from the stores: who `@name` is, what `#name` is, what is offered while typing. */
import type { ChannelId } from '../../../schema/ids.ts'
import type { ChatStore, ChatView } from '../../stores/chat-store.ts'
import type { DirectoryView } from '../../stores/directory-store.ts'
import type { PersonView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { hashOf, parseRoute } from '../../app/routes.ts'
import { placeTitle } from './place-title.ts'
import type { Names } from './rich-text-tree.ts'
import type { SuggestSource } from './suggestions.ts'

export interface ChatWords {
  readonly names: Names
  readonly source: SuggestSource
}

/** Makes them anew only when people or channels changed: a new object parses every text again. */
export class ChatWordsMaker {
  #made: ChatWords | null = null
  #from: readonly unknown[] = []

  wordsOf(stores: Stores, store: ChatStore, chat: ChatView): ChatWords {
    const directory = stores.directory.view
    const from = [store, chat.memberCount, chat.channel.kind, directory]
    if (!this.#made || from.some((part, index) => part !== this.#from[index])) {
      this.#from = from
      this.#made = makeWords(stores, store, chat, directory)
    }
    return this.#made
  }
}

function makeWords(stores: Stores, store: ChatStore, chat: ChatView, directory: DirectoryView): ChatWords {
  const { channel, memberCount } = chat
  const me = stores.device.userId
  const found = channel.kind === 'public' ? directory.people : store.members()
  const members: PersonView[] = found.map(({ userId, name, username, color, avatar }) => {
    return { userId, name, username, color: color ?? undefined, avatar: avatar ?? undefined }
  })
  const ids = new Set(members.map(({ userId }) => userId))
  const others = directory.people.filter(({ userId }) => !ids.has(userId))
  const byUsername = new Map(members.map((person) => [person.username.toLowerCase(), person]))
  const byTitle = new Map(directory.channels.map(({ id, title }) => [title.toLowerCase(), { channelId: id, title }]))
  const isShared = channel.kind !== 'direct' && channel.kind !== 'saved'
  return {
    names: {
      mention(name) {
        const key = name.toLowerCase()
        if (key === 'everyone') return isShared ? { userId: 'everyone', name: 'everyone', mine: true } : null
        const person = byUsername.get(key)
        return person ? { userId: person.userId, name: person.name, mine: person.userId === me } : null
      },
      channel: (name) => byTitle.get(name.toLowerCase()) ?? null,
      place: (href) => placeOf(stores, href),
    },
    source: {
      members: members.filter(({ userId }) => userId !== me),
      others: isShared
        ? others.map((person) => ({ ...person, color: undefined, avatar: person.avatar ?? undefined }))
        : [],
      channels: [...byTitle.values()],
      emoji: [...stores.device.world().settings.reactions].map(([name, emoji]) => ({ name, emoji })),
      everyone: isShared ? Math.max(0, memberCount - 1) : 0,
    },
  }
}

/** An address of this app as the chat it leads to, where one may read that. */
function placeOf(stores: Stores, href: string): ReturnType<NonNullable<Names['place']>> {
  const url = new URL(href)
  if (url.origin !== location.origin || url.hash === '') return null
  const route = parseRoute(url.hash)
  if (route.page !== 'chat') return null
  const title = placeTitle(stores, route.chat as ChannelId)
  const shown = { page: 'chat', chat: route.chat, panel: null, message: route.message } as const
  return title === null ? null : { hash: hashOf(shown), title, isMessage: route.message !== null }
}
