/**
 * What the server has and this device does not, page by page from the newest (docs/behaviour.md, SR26-SR28). What this device
 * comes to hold meanwhile leaves it: deleted, that is on neither of the two.
 */
import { channelDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import { localSearchOf } from './local-search.ts'
import type { Names, ResolvedQuery } from './resolve-query.ts'
import type { ServerFound } from './search-view.ts'
import { searchServer } from './server-search.ts'

/** So many pages are looked through at once for one that this device does not hold. */
const PAGES_AT_ONCE = 4

export class ServerPages {
  hits: readonly ServerFound[] = []
  /** The integer id that the next page begins below; null = it begins at the newest. */
  #next: number | null = null

  constructor(
    private readonly device: Device,
    private readonly names: () => Names,
  ) {}

  /** There are older ones than those that were told. */
  get hasMore(): boolean {
    return this.#next !== null
  }

  /** Another search. */
  clear(): void {
    this.hits = []
    this.#next = null
  }

  /** From the newest again; what was told stays until the server answers. */
  restart(): void {
    this.#next = null
  }

  /**
   * @param isCurrent  whether it is still this search that is shown
   * @returns whether the server answered; null = another search began meanwhile
   */
  async more(query: ResolvedQuery, isCurrent: () => boolean): Promise<boolean | null> {
    const wanted = query.chats && new Set(query.chats)
    const nums = this.#chatNums(wanted)
    const only = wanted?.size === 1 ? ([...nums.keys()][0] ?? null) : null
    const before = this.#next === null ? 0 : this.hits.length
    for (let page = 0; page < PAGES_AT_ONCE; page++) {
      const isFirst = this.#next === null
      const found = await searchServer(query, only, this.#next)
      if (!isCurrent()) return null
      if (!found) return false
      const own = found.hits.flatMap((hit) => {
        const channel = nums.get(hit.chatNum)
        return channel === undefined ? [] : [{ ...hit, channel }]
      })
      this.hits = isFirst ? own : [...this.hits, ...own]
      this.#next = found.next
      await this.sift(isCurrent)
      if (!isCurrent()) return null
      if (this.#next === null || this.hits.length > before) break
    }
    return true
  }

  /** Leaves out what is on this device. */
  async sift(isCurrent: () => boolean): Promise<void> {
    const told = this.hits
    if (told.length === 0) return
    const channels = [...new Set(told.map(({ channel }) => channel as ChannelId))]
    const known = await localSearchOf(this.device)
      .known(
        channels,
        told.map(({ num }) => num),
      )
      .catch(() => new Set())
    if (isCurrent()) this.hits = this.hits.filter(({ num }) => !known.has(num))
  }

  /** @param wanted  null = all that have a name here */
  #chatNums(wanted: ReadonlySet<string> | null): ReadonlyMap<number, ChannelId> {
    const nums = new Map<number, ChannelId>()
    for (const { id } of this.names().chats) {
      const num = this.device.view(channelDocument(id as ChannelId)).get('meta', 'num')
      if (typeof num === 'number' && (!wanted || wanted.has(id))) nums.set(num, id as ChannelId)
    }
    return nums
  }
}
