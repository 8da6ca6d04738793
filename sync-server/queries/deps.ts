/** What a query reads from: the small documents as they are in memory, and the projected messages. */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import type { World } from '../../schema/views.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import type { ChannelTables } from '../storage/channel-tables.ts'
import type { MessageIndex } from '../storage/message-index.ts'
import type { PersonTables } from '../storage/person-tables.ts'
import type { SearchIndex } from '../storage/search-index.ts'
import type { OnlinePeople } from '../sync/sync-server-port.ts'
import type { KeptChats } from './kept-chats.ts'
import type { KeptMessages } from './kept-messages.ts'

export interface QueryDeps {
  /** As accepted so far. Asked anew by each query: its clock stands still. */
  readonly world: () => World
  readonly messages: MessageIndex
  readonly search: SearchIndex
  readonly channels: ChannelTables
  readonly accounts: AccountStore
  /** Avatars and times of last being seen; whether somebody may know them, `viewPerson` says. */
  readonly people: PersonTables
  /** Over all sockets of a person and what they said over REST; whether somebody may know it, `viewPerson` says. */
  readonly presenceOf: (userId: UserId) => Presence
  /** Everyone who is not offline; whether somebody may know it, `mayKnow` says. */
  readonly online: () => OnlinePeople
  /** Who types there now, ascending, without `except`. */
  readonly typists: (channelId: ChannelId, except: UserId) => UserId[]
  /** Rises with every stored change of the document; `channel/<id>/` stands for all volumes of a channel. */
  readonly versionOf: (document: string) => number
  /** Stands still as long as everything that is stored does. */
  readonly changes: () => number
  readonly keptChats: KeptChats
  readonly keptMessages: KeptMessages
  /** Milliseconds since 1970. */
  readonly now: () => number
}
