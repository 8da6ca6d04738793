import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  accountDocument,
  channelDocument,
  DIRECTORY,
  parseDocumentName,
  ROOTS,
  volumeDocument,
} from '../../../schema/documents.ts'
import { directChannelId, type ChannelId } from '../../../schema/ids.ts'
import { ada, bo, CREW, GENERAL, messageId, NOW } from '../../support/a-world.ts'
import { projectAll, YWorld } from '../../support/y-world.ts'

const DM = directChannelId(ada, bo)
const channels: ChannelId[] = [CREW, DM, GENERAL]
const names = [
  DIRECTORY,
  accountDocument(ada),
  ...channels.flatMap((id) => [channelDocument(id), volumeDocument(id, 0), volumeDocument(id, 1)]),
]
const id = fc.integer({ min: 1, max: 6 }).map((n) => messageId(n))
const user = fc.integer({ min: 1, max: 4 })
const seq = fc.integer({ min: 1, max: 6 })
const channel = fc.constantFrom<string>(...channels)
const text = fc.constantFrom('', ' ', 'hi @ada', '@everyone `@bo`', 'é😀', 'x'.repeat(300))
const quote = fc.record({ id, excerpt: text }, { requiredKeys: ['id'] })
const message = fc.record(
  {
    by: user,
    text,
    replyTo: quote,
    forwardedFrom: quote,
    editedAt: fc.nat(),
    deletedAt: fc.nat(),
    type: fc.constantFrom('text', 'system', 'image'),
  },
  { requiredKeys: ['by'] },
)
const mention = fc.oneof(user, fc.constant('everyone'))
const stamp = fc.record(
  { id: seq, seq, at: fc.integer({ min: NOW - 900_000, max: NOW }), mentions: fc.array(mention, { maxLength: 3 }) },
  { requiredKeys: ['id', 'seq', 'at'] },
)
const role = fc.record({ role: fc.constantFrom('owner', 'admin', 'member', 'none'), by: user })
const prefs = fc.record(
  { muted: fc.boolean(), hiddenAt: fc.nat(), clearedSeq: seq, pinned: fc.boolean() },
  { requiredKeys: [] },
)
const kind = fc.constantFrom('public', 'group', 'private', 'broadcast', 'direct', 'saved')
const reaction = fc
  .tuple(id, fc.constantFrom('heart', '❤', '❤️', 'thumbs_up', '👍', '☂', 'old'), user)
  .map((parts) => parts.join('/'))
const userKey = user.map(String)

/** Sound registers by root; everything else stands for any root. */
const sound: Record<string, [key: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>]> = {
  users: [
    userKey,
    fc.record({ username: fc.constantFrom('ada', 'bo', 'cy'), deletedAt: fc.nat() }, { requiredKeys: ['username'] }),
  ],
  profiles: [userKey, fc.record({ name: text })],
  memberships: [channel, fc.record({ kind, role: fc.constantFrom('owner', 'none') })],
  read: [channel, fc.record({ seq: fc.nat(6) })],
  drafts: [channel, text],
  channels: [channel, fc.oneof(prefs, fc.record({ kind, title: text }))],
  hidden: [id, fc.constant(1)],
  meta: [fc.constantFrom('kind', 'title', 'topic', 'createdBy'), fc.oneof(kind, text, user)],
  members: [userKey, role],
  joined: [userKey, fc.record({ id: seq, at: fc.integer({ min: NOW - 900_000, max: NOW }) })],
  pins: [id, fc.record({ by: user, at: fc.nat(), excerpt: text })],
  volumes: [fc.constantFrom('0', '1', '2'), fc.record({ from: seq })],
  messages: [id, message],
  stamps: [id, stamp],
  reactions: [reaction, fc.constant(1)],
}
const oddKey = fc.oneof(
  id,
  channel,
  userKey,
  reaction,
  fc.constantFrom('__proto__', 'constructor', 'kind', '', '-1', 'NaN'),
  fc.string(),
)
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, NaN, { by: {} }, { replyTo: null, by: 1 }, { files: [null], by: 1 }),
)

/** fast-check's records have no prototype, which Yjs does not take; a clone is plain. */
const anyWrite = rawWrites().map((write) => ({ ...write, value: structuredClone(write.value) }))

function rawWrites() {
  return fc.constantFrom(...names).chain((name) => {
    const roots = ROOTS[parseDocumentName(name)?.kind ?? 'directory'] as readonly string[]
    return fc.constantFrom(...roots).chain((root) => {
      const [key, value] = sound[root] ?? [oddKey, odd]
      const pick = <T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>) =>
        fc.oneof({ arbitrary: right, weight: 6 }, { arbitrary: wrong, weight: 1 })
      return fc.record({
        name: fc.constant(name),
        root: fc.constant(root),
        key: pick(key, oddKey),
        value: pick(value, odd),
        replica: fc.nat(2),
      })
    })
  })
}

it('[PJ1] any document, however odd, gives a view', () => {
  fc.assert(
    fc.property(fc.array(anyWrite, { maxLength: 60 }), (writes) => {
      const world = new YWorld()
      for (const { name, root, key, value } of writes) world.doc(name).getMap(root).set(key, value)
      for (const channelId of channels) expect(projectAll(world, channelId, ada, [0, 1, 2])).toMatch(/^\{/)
    }),
    { numRuns: 300 },
  )
})

it('[PJ2] replicas that exchanged every update, in any order and twice, project alike', () => {
  const steps = fc.array(anyWrite, { maxLength: 40 })
  fc.assert(
    fc.property(steps, fc.infiniteStream(fc.nat()), (writes, random) => {
      const replicas = [new YWorld(), new YWorld(), new YWorld()]
      const updates: { name: string; update: Uint8Array; order: number }[] = []
      for (const { name, root, key, value, replica } of writes) {
        const doc = (replicas[replica] as YWorld).doc(name)
        const keep = (update: Uint8Array) => updates.push({ name, update, order: 0 })
        doc.on('update', keep)
        doc.getMap(root).set(key, value)
        doc.off('update', keep)
      }
      for (const world of replicas) {
        for (const one of updates) one.order = random.next().value as number
        const order = [...updates].sort((a, b) => a.order - b.order)
        for (const { name, update } of [...order, ...order.slice(0, 5)]) Y.applyUpdate(world.doc(name), update)
      }
      for (const channelId of channels) {
        expect(new Set(replicas.map((world) => projectAll(world, channelId, ada, [0, 1]))).size).toBe(1)
      }
    }),
    { numRuns: 150 },
  )
})

it('[PJ2] the order in which volumes are named changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyWrite, { maxLength: 40 }), (writes) => {
      const world = new YWorld()
      for (const { name, root, key, value } of writes) world.doc(name).getMap(root).set(key, value)
      expect(projectAll(world, CREW, ada, [1, 0, 1])).toBe(projectAll(world, CREW, ada, [0, 1]))
    }),
  )
})
