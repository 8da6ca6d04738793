/** A workspace with something worth attacking, and what an attack must leave behind: nothing. */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { createHash } from 'node:crypto'
import { CLOSE_FOR, CloseCode } from '../../schema/protocol/close-codes.ts'
import { encodeStock } from '../../schema/protocol/frames.ts'
import type { ErrorCode } from '../../schema/errors.ts'
import type { Room } from '../../sync-server/sync/room.ts'
import { coreHarness, makeUpdate, type CoreHarness, type MuxPeer, type StockPeer } from './core-harness.ts'

export const GENERAL = 'channel/general/0'
/** Ada's client id in every document: small, so that updates about it are as short as DESIGN.md counts them. */
export const ADA_CLIENT = 5
/** A client id that nobody used yet. */
export const NEW_CLIENT = 9_000

type Write = readonly [root: string, key: string, value: unknown]

/** What an attack is answered: a code, a gap (sync step 1), or the closing of a document one does not read. */
export type Answer = ErrorCode | 'gap' | 'no-access' | 'old-generation'

/** Ada (1) is administrator and owner, Bo (2) a member, Cy (3) outside, Dee (4) admin of the private channel. */
export interface Scene {
  readonly h: CoreHarness
  readonly ada: MuxPeer
  readonly bo: MuxPeer
  /** Ada's message, and one that she deleted; both in `general`. Her reaction is on the first. */
  readonly message: string
  readonly deleted: string
  readonly privateRoot: string
  readonly groupRoot: string
  readonly broadcastRoot: string
  room(doc: string): Room
  /** An update as Yjs makes it on the newest state; null removes. */
  edit(doc: string, writes: readonly Write[], client?: number): Uint8Array
}

export function aScene(settings: { volumeMessages?: number } = {}): Scene {
  const h = coreHarness({ settings })
  const people = ['ada', 'bo', 'cy', 'dee']
  people.forEach((name, i) => h.addUser(i + 1, name, i === 0))
  const [ada, bo] = [h.connect(1), h.connect(2)]
  const room = (doc: string) => h.core.deps.rooms.get(doc)
  const edit: Scene['edit'] = (doc, writes, client = NEW_CLIENT) => makeUpdate(room(doc).doc, writes, client)
  const asAda = (doc: string, writes: readonly Write[]) => {
    const row = ada.update(doc, edit(doc, writes, ADA_CLIENT))
    if (!ada.acks().includes(row)) throw new Error(`the scene is refused: ${ada.refusals().join()}`)
  }
  const found = (kind: string, others: readonly Write[] = []) => {
    const root = `channel/${h.newId()}`
    const own: Write[] = [
      ['meta', 'kind', kind],
      ['meta', 'title', kind],
      ['meta', 'createdBy', 1],
      ['members', '1', { role: 'owner', by: 1 }],
    ]
    asAda(root, [...own, ...others])
    return root
  }
  const member = (user: number, role: string): Write => ['members', String(user), { role, by: 1 }]
  const [message, deleted] = [h.newId(), h.newId()]
  asAda(GENERAL, [['messages', message, { by: 1, text: 'hello' }]])
  asAda(GENERAL, [['messages', deleted, { by: 1, text: 'oops' }]])
  asAda(GENERAL, [['messages', deleted, { by: 1, deletedAt: 7 }]])
  if (settings.volumeMessages === undefined) asAda(GENERAL, [['reactions', `${message}/thumbsup/1`, 1]])
  const privateRoot = found('private', [member(2, 'member'), member(4, 'admin')])
  const groupRoot = found('group', [member(4, 'admin')])
  const broadcastRoot = found('broadcast', [member(2, 'member')])
  return { h, ada, bo, message, deleted, privateRoot, groupRoot, broadcastRoot, room, edit }
}

/** Everything that is stored and everything that is in memory, as one hash; not that somebody was here. */
export function fingerprint({ h }: Scene): string {
  const hash = createHash('sha256')
  const tables = h.db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name != 'last_seen' ORDER BY name`)
    .pluck()
    .all()
  for (const table of tables as string[]) {
    hash.update(table)
    for (const row of h.db.prepare(`SELECT * FROM "${table}"`).raw().iterate() as Iterable<unknown[]>)
      for (const cell of row) hash.update(Buffer.isBuffer(cell) ? cell : `${String(cell)}\n`)
  }
  for (const doc of h.core.deps.log.documentNames()) {
    const room = h.core.deps.rooms.get(doc)
    hash.update(Y.encodeStateAsUpdate(room.doc)).update(room.digestText())
    hash
      .update([...room.doc.share.keys()].join())
      .update([...room.bindings].join())
      .update(String(room.hasPending()))
  }
  return hash.digest('hex')
}

let connection = 1

/** A new socket of our own protocol for a user, as an attacker opens one. */
export function attacker({ h }: Scene, user: number): MuxPeer {
  return h.connect(user, { device: 'attacker-1', connection: ++connection })
}

/** Brings an update on `/sync` and tells how it was answered. */
export function byMux(scene: Scene, user: number, doc: string, update: Uint8Array): Answer | 'accepted' {
  const peer = attacker(scene, user)
  const before = peer.frames().length
  const row = peer.update(doc, update)
  const frames = peer.frames().slice(before)
  const controls = peer.controls()
  peer.drop()
  const refused = controls.find((c) => c.t === 'refused' && c.row === row)
  if (controls.some((c) => c.t === 'ack' && c.row === row)) return 'accepted'
  if (controls.some((c) => c.t === 'closed' && c.doc === doc && c.code === CloseCode.NoAccess)) return 'no-access'
  if (refused?.t === 'refused' && refused.entries[0]) return refused.entries[0].code
  if (frames.some((frame) => frame.kind === 'step1' && frame.doc === doc)) return 'gap'
  if (controls.some((c) => c.t === 'doc' && c.doc === doc && c.mode === 'whole')) return 'old-generation'
  throw new Error('an update without an answer')
}

/** Brings an update on `/sync/<doc>`; the socket stays open only for a gap and for what is accepted. */
export function byStock(scene: Scene, user: number, doc: string, update: Uint8Array): Answer | 'accepted' {
  const peer = scene.h.connectStock(user, doc)
  const before = peer.received.length
  peer.bring(encodeStock('update', update))
  const answer = stockAnswer(peer, before)
  peer.drop()
  return answer
}

export function stockAnswer(peer: StockPeer, from: number): Answer | 'accepted' {
  if (peer.closedWith === CloseCode.NoAccess) return 'no-access'
  if (peer.closedWith === CloseCode.OldGeneration) return 'old-generation'
  const received = peer.received.slice(from)
  if (peer.closedWith === null) return received.some((m) => m[0] === 0 && m[1] === 0) ? 'gap' : 'accepted'
  const decoder = decoding.createDecoder(received.at(-1) as Uint8Array)
  if (decoding.readVarUint(decoder) !== 2 || decoding.readVarUint(decoder) !== 0)
    throw new Error('no permission denied')
  const code = decoding.readVarString(decoder).split(':')[0] as ErrorCode
  if (peer.closedWith !== CLOSE_FOR[code]) throw new Error(`${code} closed with ${peer.closedWith}`)
  return code
}

/** After whatever happened: Ada writes, Bo receives it, and everything is stamped densely. */
export function honestWorkGoesOn({ h, ada, bo, edit, room }: Scene, client = ADA_CLIENT): void {
  const id = h.newId()
  const newest = `channel/general/${h.core.deps.tables.channel('general')?.last_volume ?? 0}`
  const row = ada.update(newest, edit(newest, [['messages', id, { by: 1, text: 'still here' }]], client))
  if (!ada.acks().includes(row)) throw new Error(`honest work is refused: ${ada.refusals().at(-1)}`)
  if (!bo.replica(newest).getMap('messages').has(id)) throw new Error('honest work is not relayed')
  const seqs = [...room(newest).entries('stamps')].map(([, stamp]) => (stamp as { seq: number }).seq)
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)]
  if (last - first + 1 !== seqs.length) throw new Error('seq has holes')
}

export interface Attack {
  readonly name: string
  readonly answer: Answer
  readonly as: number
  readonly doc: (scene: Scene) => string
  readonly update: (scene: Scene) => Uint8Array
}

export function attack(
  name: string,
  answer: Answer,
  update: Attack['update'],
  { as = 2, doc = GENERAL }: { as?: number; doc?: string | ((scene: Scene) => string) } = {},
): Attack {
  return { name, answer, update, as, doc: typeof doc === 'string' ? () => doc : doc }
}

/** One attack by one endpoint: the documented answer, no trace, and nobody else touched. */
export function playAttack(scene: Scene, attack: Attack, endpoint: typeof byMux): { answer: string; traces: string[] } {
  const doc = attack.doc(scene)
  const update = attack.update(scene)
  const before = fingerprint(scene)
  const heard = [scene.ada.received.length, scene.bo.received.length]
  const answer = endpoint(scene, attack.as, doc, update)
  const traces: string[] = []
  if (fingerprint(scene) !== before) traces.push('state changed')
  const relayed = [...scene.ada.received.slice(heard[0]), ...scene.bo.received.slice(heard[1])]
  if (relayed.some((message) => message[0] !== 0)) traces.push('relayed')
  return { answer, traces }
}
