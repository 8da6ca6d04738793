/** An index over a disk in memory, whose clock the test moves, and rows to put into it. */
import type { HeldVolume, IndexSearch } from '../../../client/search/index-question.ts'
import type { ReadVolume } from '../../../client/search/read-volume.ts'
import { SearchIndex } from '../../../client/search/search-index.ts'
import type { SearchRow } from '../../../client/search/search-row.ts'
import type { TableStore } from '../../../client/search/table-store.ts'
import type { TableColumns, TableHead } from '../../../client/search/volume-table.ts'
import { termsOf } from '../../../client/search/words.ts'
import { handTimers } from '../stores/support.ts'

export const CHAT = 'general'
export const volume = (n: number, channel = CHAT) => `channel/${channel}/${n}`

export function aRow(n: number, text: string, more: Partial<SearchRow> = {}): SearchRow {
  const id = `01HV${String(n).padStart(22, '0')}`
  return { id, by: 1, seq: n, num: 1_000 + n, at: n * 60_000, text, files: '', root: '', traits: 0, ...more }
}

export class MemoryTables implements TableStore {
  readonly head = new Map<string, TableHead>()
  readonly tables = new Map<string, TableColumns>()
  reads = 0
  fails: 'heads' | 'write' | null = null

  async heads(): Promise<readonly TableHead[]> {
    if (this.fails === 'heads') throw new Error('damaged')
    return [...this.head.values()]
  }

  async read(docs: readonly string[]): Promise<readonly (TableColumns | undefined)[]> {
    this.reads += docs.length
    return docs.map((doc) => structuredClone(this.tables.get(doc)))
  }

  async write(changed: Parameters<TableStore['write']>[0]): Promise<void> {
    if (this.fails === 'write') throw new Error('full')
    for (const { head, columns } of changed) {
      this.head.set(head.doc, head)
      this.tables.set(head.doc, structuredClone(columns))
    }
  }

  async remove(docs: readonly string[]): Promise<void> {
    for (const doc of docs) for (const part of [this.head, this.tables]) part.delete(doc)
  }

  async clear(): Promise<void> {
    this.fails = null
    this.head.clear()
    this.tables.clear()
  }
}

export interface IndexBench {
  readonly index: SearchIndex
  readonly store: MemoryTables
  /** Replicas on the disk. */
  readonly replicas: Map<
    string,
    { readonly generation: string; readonly digest: string; readonly rows: readonly SearchRow[] }
  >
  readonly wanted: string[]
  /** As a page does, which has all in memory. */
  answersWants: boolean
  readonly read: string[]
  readonly reported: string[]
  readonly timers: ReturnType<typeof handTimers>
  held(): HeldVolume[]
  /** Another worker over the same disk. */
  restart(): IndexBench
  find(text: string, more?: Partial<IndexSearch>): Promise<string[]>
}

export function anIndex(store = new MemoryTables(), replicas: IndexBench['replicas'] = new Map()): IndexBench {
  const [wanted, read, reported]: [string[], string[], string[]] = [[], [], []]
  const timers = handTimers()
  const readVolume: ReadVolume = async (doc) => {
    read.push(doc)
    return [...(replicas.get(doc)?.rows ?? [])]
  }
  const index = new SearchIndex({
    store,
    readVolume,
    schedule: (ms, run) => timers.after(ms, run),
    want(doc) {
      wanted.push(doc)
      const replica = replicas.get(doc)
      if (bench.answersWants && replica) index.tell({ t: 'whole', doc, ...replica })
    },
    changed: () => undefined,
    report: (what) => void reported.push(what),
  })
  const bench: IndexBench = {
    ...{ index, store, replicas, wanted, read, reported, timers },
    answersWants: false,
    held: () => [...replicas].map(([doc, { generation, digest }]) => ({ doc, generation, digest })),
    restart: () => anIndex(store, replicas),
    async find(text, more = {}) {
      const { hits } = await index.ask('search', aSearch(text, more))
      return hits.map((hit) => hit.text)
    },
  }
  return bench
}

export function aSearch(text: string, more: Partial<IndexSearch> = {}): IndexSearch {
  return {
    terms: termsOf(text),
    chats: [{ id: CHAT, clearedSeq: 0, readSeq: 0 }],
    hidden: [],
    pending: [],
    overruled: [],
    from: null,
    traits: 0,
    after: 0,
    before: Infinity,
    ids: null,
    unreadOf: null,
    toOf: null,
    isNamed: false,
    isRecentOnly: false,
    order: 'newest',
    limit: 1_000,
    ...more,
  }
}
