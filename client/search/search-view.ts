/** What the search's screen shows. Plain data. */
import type { PersonView } from '../../schema/projection/project-person.ts'
import type { ChannelKind } from '../../schema/registers/meta.ts'
import type { FoundRow, SearchOrder } from './index-question.ts'
import type { ParsedQuery, QueryFilter } from './search-query.ts'
import type { ServerHit } from './server-search.ts'

export interface FoundChat {
  readonly id: string
  readonly kind: ChannelKind
  readonly title: string
}

/** With the chat as this device knows it. */
export interface ServerFound extends ServerHit {
  readonly channel: string
}

export interface SearchView {
  readonly typed: string
  readonly query: ParsedQuery
  readonly isEmpty: boolean
  /** Folded words, for marks. */
  readonly terms: readonly string[]
  readonly isRecentOnly: boolean
  readonly unknown: readonly QueryFilter[]
  readonly order: SearchOrder
  /** `asking`: what was typed has no answer yet. That of what was typed before stays until it comes. */
  readonly local: 'idle' | 'asking' | 'done' | 'failed'
  readonly isBuilding: boolean
  readonly total: number
  readonly files: number
  readonly hits: readonly FoundRow[]
  /** Those found by the name of a file, once they are asked for. */
  readonly fileHits: readonly FoundRow[]
  readonly people: readonly PersonView[]
  readonly chats: readonly FoundChat[]
  /** `none`, `needs-word`, `not-these`: nothing that the server could look for. `waiting`: not asked yet. */
  readonly server: 'none' | 'needs-word' | 'not-these' | 'offline' | 'waiting' | 'asking' | 'done' | 'failed'
  /** Of them, those that this device does not hold. */
  readonly serverHits: readonly ServerFound[]
  /** The server has matches that it was not asked for yet, whatever the filters and this device leave of them. */
  readonly hasMoreOnServer: boolean
}
