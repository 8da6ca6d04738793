/** Replicas that are read again, another way or from another generation. The disk answers when the test says so. */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Replica } from '../../../client/persistence/device-store.ts'
import { Replicas } from '../../../client/sync/replicas.ts'

const [ROOT, VOLUME] = ['channel/general', 'channel/general/0']
const record = (doc: string, generation = 'g1') => ({ doc, generation, position: 1, chain: '', digest: '' })
const soon = () => new Promise((resolve) => setImmediate(resolve))

/** Opens nothing until it is told to. `closed` names what was let go of. */
function disk() {
  const waiting: { readonly doc: string; answer(): void; fail(): void }[] = []
  const closed: string[] = []
  const open =
    (how: string) =>
    (doc: string, generation: string): Promise<Replica> =>
      new Promise((resolve, reject) => {
        const ydoc = new Y.Doc()
        ydoc.getMap('meta').set('read', `${how} ${generation}`)
        const close = async () => void closed.push(`${how} ${doc}`)
        const answer = () => resolve({ doc: ydoc, flushed: async () => undefined, close, destroy: close })
        waiting.push({ doc, answer, fail: () => reject(new Error('no disk')) })
      })
  const answer = async (doc: string, how: 'answer' | 'fail' = 'answer') => {
    for (const one of waiting.splice(0)) {
      if (one.doc === doc) one[how]()
      else waiting.push(one)
    }
    await soon()
  }
  return { open, answer, closed }
}

async function someReplicas() {
  const { open, answer, closed } = disk()
  const told: string[] = []
  const replicas: Replicas = new Replicas(open('reading'), {
    changed: (doc) => void told.push(`${doc} ${replicas.state(doc)}`),
    loaded: () => undefined,
    updated: () => undefined,
    isWanted: () => true,
    isUrgent: () => false,
    whenIdle: (run) => run(),
    failed: () => undefined,
    report: () => undefined,
  })
  await replicas.reopen(open('reading'), [record(ROOT), record(VOLUME)])
  const how = (doc: string) => replicas.loaded(doc)?.replica.doc.getMap('meta').get('read')
  return { replicas, open, answer, closed, told, how }
}

it('[TB7] what is in memory is shown until it was opened the other way', async () => {
  const { replicas, open, answer, closed, told, how } = await someReplicas()
  replicas.load(ROOT)
  await answer(ROOT)
  const reopening = replicas.reopen(open('writing'), [record(ROOT)])
  await soon()
  expect([replicas.state(ROOT), how(ROOT)]).toEqual(['ready', 'reading g1'])
  await answer(ROOT)
  await reopening
  expect([replicas.state(ROOT), how(ROOT)]).toEqual(['ready', 'writing g1'])
  expect(told).toEqual([`${ROOT} ready`, `${ROOT} ready`])
  expect(closed).toEqual([`reading ${ROOT}`])
})

it('[TB7] nothing that was being opened the old way comes in later', async () => {
  const { replicas, open, answer, how } = await someReplicas()
  replicas.load(ROOT)
  const reopening = replicas.reopen(open('writing'), [record(ROOT), record(VOLUME)])
  replicas.load(VOLUME)
  for (let times = 0; times < 2; times++) for (const doc of [ROOT, VOLUME]) await answer(doc)
  await reopening
  expect([how(ROOT), how(VOLUME)]).toEqual(['writing g1', 'writing g1'])
})

it('[TB7] what does not open the other way is let go of, so that the server is asked for it', async () => {
  const { replicas, open, answer, closed } = await someReplicas()
  replicas.load(ROOT)
  await answer(ROOT)
  const reopening = replicas.reopen(open('writing'), [record(ROOT)])
  await answer(ROOT, 'fail')
  await reopening
  expect([replicas.state(ROOT), replicas.isHeld(ROOT)]).toEqual(['absent', false])
  expect(closed).toEqual([`reading ${ROOT}`])
})

it('[TB5] another generation takes the place of the one that is shown, in one step', async () => {
  const { replicas, answer, told, how } = await someReplicas()
  replicas.load(ROOT)
  await answer(ROOT)
  replicas.records.set(ROOT, record(ROOT, 'g2'))
  const reloading = replicas.reload(ROOT)
  await soon()
  expect([replicas.state(ROOT), how(ROOT)]).toEqual(['ready', 'reading g1'])
  await answer(ROOT)
  await reloading
  expect(how(ROOT)).toBe('reading g2')
  expect(new Set(told)).toEqual(new Set([`${ROOT} ready`]))
})
