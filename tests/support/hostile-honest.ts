/**
 * Honest Yjs clients with bad luck: offline for long, stale, merging and repeating what they send. The server beside them
 * admits by `inspect` alone and keeps a plain-object model of what `settle` ordered.
 */
import * as Y from 'yjs'
import { parseDocumentName, ROOTS, type DocumentRef } from '../../schema/documents.ts'
import { sameJson, type Json } from '../../schema/json.ts'
import { settle } from '../../schema/rules/settle.ts'
import { inspect } from '../../sync-server/sync/inspect.ts'
import { Room } from '../../sync-server/sync/room.ts'
import { seededRandom } from './core-harness.ts'
import { dice, type Dice } from './hostile-random.ts'

type Plain = Map<string, Json>

/** What a document of each kind is filled with; few keys, so that writers meet. */
const KINDS: readonly {
  doc: string
  keys: readonly string[]
  removable: boolean
  value: (d: Dice, n: number) => Json
}[] = [
  {
    doc: 'channel/general/0',
    keys: ['messages/A', 'messages/B', 'messages/C'],
    removable: false,
    value: (d, n): Json =>
      d.chance(0.15) ? { by: 1, deletedAt: n } : { by: 1, text: `t${n}`, editedAt: d.below(n + 1) },
  },
  { doc: 'channel/general/0', keys: ['reactions/A', 'reactions/B', 'reactions/C'], removable: true, value: () => 1 },
  { doc: 'account/1', keys: ['drafts/a', 'drafts/b', 'prefs/x'], removable: true, value: (_, n) => `draft ${n}` },
  { doc: 'account/1', keys: ['read/a', 'read/b'], removable: true, value: (d, n) => ({ seq: d.below(n + 1) }) },
  {
    doc: 'channel/general',
    keys: ['members/1', 'members/2'],
    removable: false,
    value: (d, n) => ({ role: d.pick(['admin', 'member', 'none']), by: n }),
  },
]

interface Client {
  doc: Y.Doc
  /** Own updates that the server has not been brought, in order. */
  unsent: Uint8Array[]
}

export class HonestHistory {
  /** What went wrong, or null. */
  fault: string | null = null
  readonly counts = { updates: 0, entries: 0, stale: 0, gaps: 0, repairs: 0, refused: 0 }
  private readonly d: Dice
  private readonly kinds: typeof KINDS
  private readonly ref: DocumentRef
  private readonly room: Room
  private readonly model: Plain = new Map()
  private readonly clients: Client[]
  private readonly brought: Uint8Array[] = []
  private n = 0

  constructor(seed: number) {
    this.d = dice(seed)
    const first = this.d.pick(KINDS)
    this.kinds = KINDS.filter(({ doc }) => doc === first.doc)
    this.ref = parseDocumentName(first.doc) as DocumentRef
    const random = seededRandom(seed + 1)
    const options = {
      stored: null,
      bindings: new Map(),
      retired: new Set<number>(),
      generation: 'g',
      onStaged: () => undefined,
    }
    this.room = new Room(this.ref, { ...options, serverClient: Math.floor(random() * 2 ** 32) })
    this.clients = Array.from({ length: 2 + this.d.below(3) }, () => this.newClient())
  }

  run(steps: number): void {
    for (let i = 0; i < steps && !this.fault; i++) this.step()
    for (const client of this.clients) if (!this.fault) this.settleClient(client)
    for (const client of this.clients) if (!this.fault) this.checkReplica(client)
  }

  private step(): void {
    const client = this.d.pick(this.clients)
    const move = this.d.below(10)
    if (move < 5) this.write(client)
    else if (move < 6) this.receive(client)
    else if (move < 7) this.renew(client)
    else this.send(client)
  }

  private newClient(): Client {
    const doc = new Y.Doc()
    doc.clientID = this.d.below(2 ** 32)
    for (const root of ROOTS[this.ref.kind]) doc.getMap(root)
    const client: Client = { doc, unsent: [] }
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') client.unsent.push(update)
    })
    return client
  }

  /** The same device under another client id, as after a restart. */
  private renew(client: Client): void {
    client.doc.clientID = this.d.below(2 ** 32)
  }

  private write({ doc }: Client): void {
    doc.transact(() => {
      for (let left = 1 + this.d.below(3); left > 0; left--) {
        const { keys, removable, value } = this.d.pick(this.kinds)
        const [root = '', key = ''] = this.d.pick(keys).split('/')
        if (removable && this.d.chance(0.4)) doc.getMap(root).delete(key)
        else doc.getMap(root).set(key, value(this.d, ++this.n))
      }
    })
  }

  private receive({ doc }: Client): void {
    const known = this.d.chance(0.5) ? Y.encodeStateVector(doc) : undefined
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.room.doc, known), 'server')
  }

  private send(client: Client): void {
    const update = this.compose(client)
    if (update && !this.bring(update)) this.replace(client)
  }

  /** One of the many ways in which a client says what it has. */
  private compose(client: Client): Uint8Array | null {
    const { doc, unsent } = client
    switch (this.d.below(7)) {
      case 0:
        return unsent.shift() ?? null
      case 1:
        return unsent.length > 0 ? Y.mergeUpdates(unsent.splice(0, 1 + this.d.below(unsent.length))) : null
      case 2: {
        const all = this.clients.flatMap(({ unsent }) => unsent)
        return all.length > 0 ? Y.mergeUpdates(all) : null
      }
      case 3:
        return Y.encodeStateAsUpdate(doc)
      case 4:
        return Y.encodeStateAsUpdate(doc, this.someVector())
      case 5:
        return this.brought.length > 0 ? this.d.pick(this.brought) : null
      default:
        return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.room.doc))
    }
  }

  /** Some replica's state vector with each clock somewhere below: what a server asked for at some time. */
  private someVector(): Uint8Array {
    const known = Y.decodeStateVector(Y.encodeStateVector(this.d.pick(this.clients).doc))
    return Y.encodeStateVector(new Map([...known].map(([client, clock]) => [client, this.d.below(clock + 1)])))
  }

  /** @returns false when `members` were changed meanwhile: that client starts anew */
  private bring(update: Uint8Array): boolean {
    this.counts.updates++
    const { room } = this
    const copy = new Y.Doc()
    for (const root of ROOTS[this.ref.kind]) copy.getMap(root)
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc))
    const before = plain(copy, this.ref)
    Y.applyUpdate(copy, update)
    const parked = copy.store.pendingStructs !== null || copy.store.pendingDs !== null
    const inspection = inspect(room.doc, room.rootNames, update)
    if (inspection.kind === 'gap') {
      this.counts.gaps++
      if (!parked) this.fail('a gap where Yjs sees none')
      return true
    }
    if (inspection.kind !== 'entries') return this.fail(`an honest update is ${inspection.kind}: ${inspection.reason}`)
    if (parked) return this.fail('Yjs parks what was inspected')
    const { entries } = inspection
    this.counts.entries += entries.length
    const after = plain(copy, this.ref)
    const touched = new Set(entries.map(({ root, key }) => `${root}/${key}`))
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      if (!sameJson(before.get(name), after.get(name)) && !touched.has(name)) return this.fail(`${name} changed unseen`)
    }
    const next: Plain = new Map(this.model)
    for (const { root, key, value, causal, before: was } of entries) {
      const name = `${root}/${key}`
      if (!sameJson(was, before.get(name))) return this.fail(`${name} had another value before`)
      const onlyCausal = entries.every((e) => e.causal || e.root !== root || e.key !== key)
      if (onlyCausal && !sameJson(after.get(name), value)) return this.fail(`${name} became another value`)
      if (!causal) this.counts.stale++
      const outcome = causal ? 'incoming' : settle(root, next.get(name), value)
      if (outcome === 'stale') {
        this.counts.refused++
        return false
      }
      if (outcome === 'incoming') put(next, name, value)
    }
    this.accept(update, next)
    return true
  }

  private accept(update: Uint8Array, next: Plain): void {
    const { room } = this
    room.transact(() => {
      room.merge(update, new Set(Y.decodeUpdate(update).structs.map(({ id }) => id.client)))
      for (const root of ROOTS[this.ref.kind]) {
        for (const key of new Set([
          ...room.doc.getMap(root).keys(),
          ...keysOf(next, root),
          ...keysOf(this.model, root),
        ])) {
          const value = next.get(`${root}/${key}`)
          if (sameJson(room.get(root, key), value)) continue
          this.counts.repairs++
          room.put(root, key, value)
        }
      }
    })
    room.takeStaged()
    this.brought.push(update)
    this.model.clear()
    for (const [name, value] of next) this.model.set(name, value)
    if (room.hasPending()) this.fail('pending structs')
    if (!sameMap(plain(room.doc, this.ref), this.model)) this.fail('the document is not what settle ordered')
  }

  private replace(client: Client): void {
    this.clients[this.clients.indexOf(client)] = this.newClient()
  }

  /** Brings everything, gets everything. */
  private settleClient(client: Client): void {
    if (!this.bring(Y.encodeStateAsUpdate(client.doc, Y.encodeStateVector(this.room.doc)))) this.replace(client)
  }

  private checkReplica({ doc, unsent }: Client): void {
    if (this.counts.refused > 0 && unsent.length > 0) return
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.room.doc, Y.encodeStateVector(doc)), 'server')
    if (!sameMap(plain(doc, this.ref), this.model)) this.fail('a replica differs')
    const everything = inspect(this.room.doc, this.room.rootNames, Y.encodeStateAsUpdate(doc))
    if (everything.kind !== 'entries' || everything.entries.length > 0) this.fail('a full step 2 does something')
  }

  private fail(fault: string): false {
    this.fault = fault
    return false
  }
}

function plain(doc: Y.Doc, ref: DocumentRef): Plain {
  const found: Plain = new Map()
  for (const root of ROOTS[ref.kind])
    for (const [key, value] of doc.getMap<Json>(root)) found.set(`${root}/${key}`, value)
  return found
}

function put(map: Plain, name: string, value: Json | undefined): void {
  if (value === undefined) map.delete(name)
  else map.set(name, value)
}

const keysOf = (map: Plain, root: string) =>
  [...map.keys()].flatMap((name) => (name.startsWith(`${root}/`) ? [name.slice(root.length + 1)] : []))

const sameMap = (a: Plain, b: Plain) =>
  a.size === b.size && [...a].every(([name, value]) => sameJson(value, b.get(name)))
