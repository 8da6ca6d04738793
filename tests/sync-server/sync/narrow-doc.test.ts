import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { NarrowDoc } from '../../../sync-server/sync/narrow-doc.ts'
import { seededRandom } from '../../support/core-harness.ts'

const SERVER = 77
const STEPS = 150
const keys = ['a', 'b', 'c', 'd', 'e']

/** The same history for a document of Yjs's own and a narrow one: every row, and every event's changes. */
class Twins {
  readonly plain = new Y.Doc()
  readonly narrow = new NarrowDoc('twin')
  readonly rows: Record<'plain' | 'narrow', string[]> = { plain: [], narrow: [] }
  readonly changes: Record<'plain' | 'narrow', string[]> = { plain: [], narrow: [] }
  private readonly late: Y.Doc[] = []

  constructor(private readonly random: () => number) {
    for (const side of ['plain', 'narrow'] as const) {
      const doc = this[side]
      doc.clientID = SERVER
      doc.on('update', (update: Uint8Array) => this.rows[side].push(Buffer.from(update).toString('base64')))
      doc.getMap('m').observe((event) => {
        const whole = Y.encodeStateVector(doc).length
        const seen = [...event.changes.keys].map(([key, { action, oldValue }]) => [key, action, oldValue as unknown])
        this.changes[side].push(JSON.stringify([whole, seen]))
      })
    }
  }

  /** Some updates and writes of the server's own, in one transaction or in one each. */
  step(): void {
    const work = Array.from({ length: 1 + Math.floor(this.random() * 4) }, () => this.anything())
    if (this.random() < 0.5) this.transact(work)
    else for (const one of work) this.transact([one])
  }

  private transact(work: ((doc: Y.Doc, touch: (client: number) => void) => void)[]): void {
    this.plain.transact(() => {
      for (const one of work) one(this.plain, () => undefined)
    }, 'admission')
    this.narrow.narrow(() => {
      for (const one of work) one(this.narrow, (client) => this.narrow.touch(client))
    }, 'admission')
  }

  private anything(): (doc: Y.Doc, touch: (client: number) => void) => void {
    const key = keys[Math.floor(this.random() * keys.length)] as string
    const dice = this.random()
    if (dice < 0.3) return (doc) => doc.getMap('m').set(key, { own: dice })
    if (dice < 0.4) return (doc) => doc.getMap('m').delete(key)
    const { update, client } = this.written(key, dice < 0.5)
    return (doc, touch) => {
      touch(client)
      doc.transact((transaction) => {
        Y.applyUpdate(doc, update)
        transaction.local = true
      })
    }
  }

  /** By a new client or one that wrote before, on what it knew when it last came. */
  private written(key: string, removes: boolean): { update: Uint8Array; client: number } {
    let writer = this.late[Math.floor(this.random() * this.late.length)]
    if (!writer || this.random() < 0.6) {
      writer = new Y.Doc()
      writer.clientID = 1_000 + Math.floor(this.random() * 1e9)
      this.late.push(writer)
    }
    if (this.random() < 0.7) Y.applyUpdate(writer, Y.encodeStateAsUpdate(this.plain))
    const known = Y.encodeStateVector(this.plain)
    const map = writer.getMap('m')
    if (removes) map.delete(key)
    else map.set(key, { by: writer.clientID, n: this.random() })
    return { update: Y.encodeStateAsUpdate(writer, known), client: writer.clientID }
  }
}

describe('a narrow document', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))('writes and tells what Yjs would, history %i', (seed) => {
    const twins = new Twins(seededRandom(seed))
    for (let n = 0; n < STEPS; n++) twins.step()
    expect(twins.rows.plain.length).toBeGreaterThan(STEPS)
    expect(twins.rows.narrow).toEqual(twins.rows.plain)
    expect(twins.changes.narrow).toEqual(twins.changes.plain)
    expect(Y.encodeStateAsUpdate(twins.narrow)).toEqual(Y.encodeStateAsUpdate(twins.plain))
  })

  it('is whole again after a change that threw', () => {
    const doc = new NarrowDoc('x')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(written(1)))
    expect(() =>
      doc.narrow(() => {
        throw new Error('no')
      }, 'admission'),
    ).toThrow('no')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(written(2)))
    expect([...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()].sort()).toEqual([1, 2])
  })
})

function written(client: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getMap('m').set('k', client)
  return doc
}
