/**
 * Tells the index what changes on this device (docs/behaviour.md, SR13, SR14): every replica that the sender loads or
 * changes, whichever way. A change names the state that it follows on, so nothing that was missed stays unseen.
 */
import { parseDocumentName, type VolumeRef } from '../../schema/documents.ts'
import { writtenAt, type UserId } from '../../schema/ids.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { Core } from '../sync/core.ts'
import type { ChangedRegisters, HeldDocument } from '../sync/held-document.ts'
import type { HeldVolume, IndexNews } from './index-question.ts'
import { searchRowOf, type SearchRow } from './search-row.ts'

type FedCore = Pick<Core, 'replicas' | 'onReplicas' | 'access' | 'userId'>

export class IndexFeed {
  /** The digest of each that was told last. */
  readonly #told = new Map<string, string>()
  #known = ''

  constructor(
    private readonly core: FedCore,
    private readonly tell: (news: IndexNews) => void,
  ) {
    core.onReplicas.add(this.#changed)
    this.tellHeld()
    for (const { doc } of this.#volumes()) if (core.replicas.loaded(doc)) this.#changed(doc, 'all')
  }

  stop(): void {
    this.core.onReplicas.delete(this.#changed)
  }

  /** Tells which volumes are here, if that is not what was told last. What may not be read any more is not. */
  tellHeld(isForced = false): void {
    const docs = this.#volumes()
    const names = docs.map(({ doc }) => doc).join('\n')
    if (names === this.#known && !isForced) return
    this.#known = names
    this.tell({ t: 'held', docs })
  }

  /** The index has another state of it. */
  wanted(doc: string): void {
    const held = this.core.replicas.loaded(doc)
    if (!held) return this.tellHeld(true)
    const { userId } = this.core
    const rows: SearchRow[] = []
    for (const [id] of held.entries('messages')) {
      const row = rowOf(held, id, userId)
      if (row) rows.push(row)
    }
    this.tell({ t: 'whole', ...this.#stateOf(held), rows })
  }

  #changed = (doc: string, changed: ChangedRegisters): void => {
    const ref = parseDocumentName(doc)
    if (ref?.kind !== 'volume') {
      // Access may have come or gone.
      if (ref && ref.kind !== 'channel') this.tellHeld()
      return
    }
    const held = this.core.replicas.loaded(doc)
    if (!held) return this.tellHeld()
    if (!this.#isReadable(ref)) return
    const base = this.#told.get(doc)
    const state = this.#stateOf(held)
    if (changed === 'all' || base === undefined) return this.tell({ t: 'check', ...state })
    const ids = new Set(changed.flatMap(([root, key]) => (root === 'reactions' ? [] : [key])))
    const rows: SearchRow[] = []
    const gone: string[] = []
    for (const id of ids) {
      const row = rowOf(held, id, this.core.userId)
      if (row) rows.push(row)
      else gone.push(id)
    }
    this.tell({ t: 'change', ...state, base, rows, gone })
  }

  #stateOf(held: HeldDocument): HeldVolume {
    const digest = held.digest()
    this.#told.set(held.name, digest)
    return { doc: held.name, generation: held.generation, digest }
  }

  #volumes(): HeldVolume[] {
    const { replicas } = this.core
    const found = new Map<string, HeldVolume>()
    for (const { doc, generation, digest, aside } of replicas.records.values()) {
      const ref = parseDocumentName(doc)
      if (ref?.kind !== 'volume' || aside === true || !this.#isReadable(ref)) continue
      // What is in memory is newer than its record.
      const held = replicas.loaded(doc)
      found.set(doc, held ? { doc, generation: held.generation, digest: held.digest() } : { doc, generation, digest })
    }
    // What has just come has no record yet.
    for (const doc of this.#told.keys()) {
      const held = found.has(doc) ? undefined : replicas.loaded(doc)
      const ref = parseDocumentName(doc)
      if (!held || ref?.kind !== 'volume' || !this.#isReadable(ref)) continue
      found.set(doc, { doc, generation: held.generation, digest: held.digest() })
    }
    return [...found.values()]
  }

  #isReadable({ channelId }: VolumeRef): boolean {
    return this.core.access.reads(channelId)
  }
}

function rowOf(held: HeldDocument, id: string, me: UserId): SearchRow | null {
  const value = held.get('messages', id) as unknown as MessageValue | undefined
  const stamp = held.get('stamps', id) as unknown as StampValue | undefined
  return value ? searchRowOf(id, value, stamp, me, writtenAt(id)) : null
}
