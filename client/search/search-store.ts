/**
 * One search as it is typed (docs/behaviour.md, SR1-SR12, SR21, SR26-SR28): asks the index at once, the server when the typing pauses,
 * and follows what changes meanwhile. Of several questions only the last one counts.
 */
import { accountDocument } from '../../schema/documents.ts'
import { localBox } from '../stores/local-box.ts'
import { once } from '../stores/once.ts'
import { FollowingStore, TIMERS, type Timers, type Unsubscribe } from '../stores/store.ts'
import type { Stores } from '../stores/stores.ts'
import { coalesced } from './coalesced.ts'
import { findByName } from './find-by-name.ts'
import type { IndexSearch, SearchOrder } from './index-question.ts'
import { LastSearches } from './last-searches.ts'
import { localSearchOf } from './local-search.ts'
import { resolveQuery, type Names, type ResolvedQuery } from './resolve-query.ts'
import { isEmptyQuery, parseQuery } from './search-query.ts'
import { indexSearchOf, namesOf, type SearchPage } from './search-scope.ts'
import type { SearchView } from './search-view.ts'
import { ServerPages } from './server-pages.ts'
import { serverReach } from './server-search.ts'

export const PAGE_HITS = 50
/** The server is asked when nothing was typed for this long. */
const PAUSE_MS = 600

const NOTHING: SearchView = {
  typed: '',
  query: { text: '', filters: [] },
  isEmpty: true,
  terms: [],
  isRecentOnly: false,
  unknown: [],
  order: 'newest',
  local: 'idle',
  isBuilding: false,
  total: 0,
  files: 0,
  hits: [],
  fileHits: [],
  people: [],
  chats: [],
  server: 'none',
  serverHits: [],
  hasMoreOnServer: false,
}

export class SearchStore extends FollowingStore<SearchView> {
  readonly last: LastSearches
  #limit = PAGE_HITS
  /** 0 = nobody looks at files. */
  #fileLimit = 0
  #names: Names | null = null
  #pages: ServerPages
  #askLocal = coalesced(() => this.#askOnce())
  #cancelPause: Unsubscribe | null = null
  /** Counts what was typed: an answer to something older is not shown. */
  #round = 0

  constructor(
    private readonly stores: Stores,
    private readonly savedTitle: () => string,
    private readonly timers: Timers = TIMERS,
    box = localBox(),
  ) {
    super(NOTHING)
    this.last = new LastSearches(stores.device.userId, box)
    this.#pages = new ServerPages(stores.device, () => this.names)
  }

  get names(): Names {
    return (this.#names ??= namesOf(this.stores, this.savedTitle()))
  }

  type(typed: string): void {
    if (typed === this.view.typed) return
    this.#round++
    this.#pages.clear()
    this.#limit = PAGE_HITS
    this.#fileLimit = Math.min(this.#fileLimit, PAGE_HITS)
    this.#names = null
    const query = parseQuery(typed)
    if (isEmptyQuery(query)) {
      this.#cancelPause?.()
      this.set({ ...NOTHING, typed, query, order: this.view.order })
      return
    }
    const resolved = resolveQuery(query, this.names)
    const { terms, isRecentOnly, unknown } = resolved
    // Filters ask for messages.
    const { people, chats } = findByName(this.stores, this.names, query.filters.length > 0 ? [] : terms)
    this.#change({ typed, query, isEmpty: false, terms, isRecentOnly, unknown, people, chats, local: 'asking' })
    this.#change({ server: this.#serverNow(resolved), serverHits: [], hasMoreOnServer: false })
    this.#ask()
    this.#cancelPause?.()
    this.#cancelPause = this.timers.after(PAUSE_MS, () => this.askServer())
  }

  sort(order: SearchOrder): void {
    this.#change({ order })
    this.#ask()
  }

  more(): void {
    this.#limit += PAGE_HITS
    this.#ask()
  }

  /** More of what is found by the name of a file. */
  moreFiles(): void {
    this.#fileLimit += PAGE_HITS
    this.#ask()
  }

  /** Begins to list them, where that has not begun. */
  showFiles(): void {
    if (this.#fileLimit === 0) this.moreFiles()
  }

  retry(): void {
    this.#change({ local: 'asking' })
    this.#ask()
  }

  /** What is on the server alone, from the newest; where that broke off, it goes on. */
  askServer(): void {
    if (this.view.server === 'done') this.#pages.restart()
    this.moreOnServer()
  }

  moreOnServer(): void {
    if (this.view.isEmpty || this.view.server === 'asking') return
    const resolved = this.#resolved()
    const server = this.#serverNow(resolved)
    if (server !== 'waiting') return this.#change({ server })
    this.#change({ server: 'asking', hasMoreOnServer: this.#pages.hasMore })
    void this.#askServer(resolved, this.#round)
  }

  protected override follow(): Unsubscribe[] {
    const { device } = this.stores
    const local = localSearchOf(device)
    local.warm()
    const changed = () => {
      this.#names = null
      this.#ask()
    }
    changed()
    return [
      local.subscribe(changed),
      device.view(accountDocument(device.userId)).subscribe(changed),
      device.onOutbox(changed),
      this.stores.sync.subscribe(() => this.#followSync()),
      () => this.#cancelPause?.(),
    ]
  }

  #ask(): void {
    if (!this.view.isEmpty) void this.#askLocal()
  }

  async #askOnce(): Promise<void> {
    if (this.view.isEmpty) return
    const { device } = this.stores
    const round = this.#round
    const [search, named] = [
      this.#search({ limit: this.#limit }),
      this.#search({ limit: this.#fileLimit, isNamed: true }),
    ]
    try {
      const local = localSearchOf(device)
      const found = search ? await local.search(search) : { total: 0, files: 0, hits: [], isBuilding: false }
      const hasNamed = named !== null && named.limit > 0 && found.files > 0
      const fileHits = hasNamed ? (await local.search(named)).hits : []
      if (round === this.#round) this.#change({ ...found, fileHits, local: 'done' })
      await this.#sift(round)
    } catch {
      if (round === this.#round) this.#change({ local: 'failed' })
    }
  }

  #search(page: Omit<SearchPage, 'order'>): IndexSearch | null {
    return indexSearchOf(this.stores.device, this.names, this.#resolved(), { order: this.view.order, ...page })
  }

  #resolved(): ResolvedQuery {
    return resolveQuery(this.view.query, this.names)
  }

  /** What could be had with a connection is said, and comes with it. */
  #followSync(): void {
    const { isEmpty, server } = this.view
    if (isEmpty) return
    const { isLive } = this.stores.sync.view
    if (!isLive && server === 'done' && this.#pages.hasMore) this.#change({ server: 'offline' })
    else if (isLive && server === 'offline' && this.#pages.hasMore) this.#change({ server: 'done' })
    else if (isLive && server === 'offline') this.askServer()
  }

  #serverNow(query: ResolvedQuery): SearchView['server'] {
    const reach = serverReach(query)
    if (reach !== 'all') return reach
    return this.stores.sync.view.isLive ? 'waiting' : 'offline'
  }

  async #askServer(query: ResolvedQuery, round: number): Promise<void> {
    const isAnswered = await this.#pages.more(query, () => round === this.#round)
    if (isAnswered === null) return
    const { hits: serverHits, hasMore: hasMoreOnServer } = this.#pages
    this.#change({ server: isAnswered ? 'done' : 'failed', serverHits, hasMoreOnServer })
  }

  /** Leaves out what is on this device. */
  async #sift(round: number): Promise<void> {
    await this.#pages.sift(() => round === this.#round)
    const { hits: serverHits } = this.#pages
    if (round === this.#round && serverHits !== this.view.serverHits) this.#change({ serverHits })
  }

  #change(change: Partial<SearchView>): void {
    this.set({ ...this.view, ...change })
  }
}

const made = new WeakMap<Stores, SearchStore>()

/** @param savedTitle  the name of one's saved messages in the person's language */
export function searchStoreOf(stores: Stores, savedTitle: () => string): SearchStore {
  return once(made, stores, () => new SearchStore(stores, savedTitle))
}
