/** A replica in memory: look-ups by register, its digest kept incrementally, and the registers that each change touched. */
import type * as Y from 'yjs'
import { parseDocumentName, ROOTS } from '../../schema/documents.ts'
import { addRegister, digestOf, digestText, type Digest } from '../../schema/digest.ts'
import type { Json } from '../../schema/json.ts'
import type { Registers } from '../../schema/views.ts'
import type { Replica } from '../persistence/device-store.ts'

export type ChangedRegisters = 'all' | readonly (readonly [root: string, key: string])[]

export function rootsOf(doc: string): readonly string[] {
  const ref = parseDocumentName(doc)
  return ref === null ? [] : ROOTS[ref.kind]
}

/** A Y.Doc as registers. */
export function registersOf(ydoc: Y.Doc): Registers {
  const maps = new Map<string, Y.Map<unknown>>()
  const mapOf = (root: string) => {
    let map = maps.get(root)
    if (!map) maps.set(root, (map = ydoc.getMap(root)))
    return map
  }
  return {
    get: (root, key) => mapOf(root).get(key) as Json | undefined,
    entries: (root) => mapOf(root).entries() as Iterable<readonly [string, Json]>,
  }
}

export class HeldDocument implements Registers {
  #isVerified = true
  /** What was saved of it, until it is compared with what the disk had; null = there is nothing to compare. */
  #saved: string | null = null
  /** Tasks that use it now; never unloaded meanwhile. */
  users = 0
  readonly roots: readonly string[]
  /** Counted when it is first asked for: most documents of a start are only read, and never compared. */
  #digest: Digest | null = null
  readonly #registers: Registers

  constructor(
    readonly name: string,
    readonly generation: string,
    readonly replica: Replica,
    onChange: (changed: ChangedRegisters) => void,
    onUpdate: (update: Uint8Array) => void,
  ) {
    this.roots = rootsOf(name)
    this.#registers = registersOf(replica.doc)
    // Before the first change it is still what the disk had.
    replica.doc.on('beforeTransaction', () => void this.isVerified)
    let changed: (readonly [string, string])[] = []
    for (const root of this.roots) {
      const map = replica.doc.getMap(root)
      map.observe((event) => {
        for (const [key, { action, oldValue }] of event.changes.keys) {
          if (this.#digest && action !== 'add') addRegister(this.#digest, -1, root, key, oldValue)
          if (this.#digest && action !== 'delete') addRegister(this.#digest, 1, root, key, map.get(key))
          changed.push([root, key])
        }
      })
    }
    replica.doc.on('afterTransaction', () => {
      const told = changed
      changed = []
      if (told.length > 0) onChange(told)
    })
    replica.doc.on('update', onUpdate)
  }

  get(root: string, key: string): Json | undefined {
    return this.#registers.get(root, key)
  }

  entries(root: string): Iterable<readonly [string, Json]> {
    return this.#registers.entries(root)
  }

  /** False when the disk's content differs from what was saved: a tail was lost, so it has to be asked for. */
  get isVerified(): boolean {
    if (this.#saved !== null) this.isVerified = this.digest() === this.#saved
    return this.#isVerified
  }

  set isVerified(is: boolean) {
    this.#saved = null
    this.#isVerified = is
  }

  /** It has just come from the disk. @param digest  of what was saved */
  verifyWith(digest: string): void {
    this.#saved = digest
  }

  digest(): string {
    return digestText((this.#digest ??= digestOf(this.replica.doc, this.roots)))
  }

  /** Whether its content has this digest; counted anew before it is said to differ. */
  hasDigest(expected: string): boolean {
    if (this.digest() === expected) return true
    this.#digest = null
    return this.digest() === expected
  }

  /** Whether it waits for updates that came before the ones it got. */
  hasGap(): boolean {
    return this.replica.doc.store.pendingStructs !== null || this.replica.doc.store.pendingDs !== null
  }
}
