/**
 * What others said to oneself, in all chats: mentions and answers to one's messages, the newest first, read or not. From the
 * index of this device, asked again when something changed.
 */
import { accountDocument } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import { hasBlocked } from '../../schema/rules/channel.ts'
import { once } from '../stores/once.ts'
import { FollowingStore, type Unsubscribe } from '../stores/store.ts'
import type { Stores } from '../stores/stores.ts'
import { coalesced } from './coalesced.ts'
import type { FoundRow } from './index-question.ts'
import { localSearchOf } from './local-search.ts'
import { resolveQuery } from './resolve-query.ts'
import { indexSearchOf, namesOf } from './search-scope.ts'

const PAGE = 50

export interface ActivityRow extends FoundRow {
  readonly isUnread: boolean
}

export interface ActivityView {
  /** `failed`: there is no index that answers. */
  readonly state: 'asking' | 'done' | 'failed'
  readonly rows: readonly ActivityRow[]
  readonly hasMore: boolean
  /** Not all that the device holds was looked through yet. */
  readonly isBuilding: boolean
}

export class ActivityStore extends FollowingStore<ActivityView> {
  #limit = PAGE
  #ask = coalesced(() => this.#askOnce())

  constructor(private readonly stores: Stores) {
    super({ state: 'asking', rows: [], hasMore: false, isBuilding: false })
  }

  more(): void {
    this.#limit += PAGE
    void this.#ask()
  }

  protected override follow(): Unsubscribe[] {
    const { device } = this.stores
    const changed = () => void this.#ask()
    changed()
    return [localSearchOf(device).subscribe(changed), device.view(accountDocument(device.userId)).subscribe(changed)]
  }

  async #askOnce(): Promise<void> {
    const { device } = this.stores
    const names = namesOf(this.stores, '')
    const everything = { ...resolveQuery({ text: '', filters: [] }, names), isRecentOnly: false }
    const page = { order: 'newest' as const, limit: this.#limit, toOf: device.userId }
    const search = indexSearchOf(device, names, everything, page)
    if (!search) return
    const readSeq = new Map(search.chats.map((chat) => [chat.id, chat.readSeq]))
    try {
      const { hits, total, isBuilding } = await localSearchOf(device).search(search)
      const world = device.world()
      const rows = hits
        .filter(({ by }) => !hasBlocked(world, device.userId, by as UserId))
        .map((hit) => ({ ...hit, isUnread: hit.seq > (readSeq.get(hit.channel) ?? 0) }))
      this.set({ state: 'done', rows, hasMore: total > hits.length, isBuilding })
    } catch {
      this.set({ ...this.view, state: 'failed' })
    }
  }
}

const made = new WeakMap<Stores, ActivityStore>()

export function activityOf(stores: Stores): ActivityStore {
  return once(made, stores, () => new ActivityStore(stores))
}
