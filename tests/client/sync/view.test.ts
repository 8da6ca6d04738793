/** Views, the memory they take, and what is told of other people. */
import { expect, it } from 'vitest'
import * as decoding from 'lib0/decoding'
import { volumeDocument } from '../../../schema/documents.ts'
import { ADA, BO, deletion, GENERAL, message, NEWEST, ROOT } from '../../support/client-bench.ts'
import { M1, onlineAfterHello } from '../../support/client-online.ts'

it('[OB13] a view shows the outbox over the replica', async () => {
  const { bench, device } = await onlineAfterHello()
  const mine = await bench.say(device, 'mine')
  await bench.offline()
  await bench.write(device, message(mine, 'changed', GENERAL, { editedAt: 4 }))
  const pendingId = await bench.say(device, 'new')
  const view = device.view(NEWEST)
  expect(view.get('messages', mine)).toMatchObject({ text: 'changed' })
  expect([view.isPending('messages', mine), view.isPending('messages', M1)]).toEqual([true, false])
  expect(new Map(view.entries('messages'))).toEqual(
    new Map<string, unknown>([
      [M1, { by: BO, text: 'hello' }],
      [mine, { by: ADA, text: 'changed', editedAt: 4 }],
      [pendingId, { by: ADA, text: 'new' }],
    ]),
  )
  await bench.write(device, deletion(pendingId))
  expect(view.get('messages', pendingId)).toBeUndefined()
})

it('[OB13] a removed register is absent at once', async () => {
  const { bench, device } = await onlineAfterHello()
  await bench.write(device, { doc: ROOT, root: 'pins', key: M1, value: { by: ADA, at: 1 } })
  await bench.offline()
  await bench.write(device, { doc: ROOT, root: 'pins', key: M1, value: null })
  expect(device.view(ROOT).get('pins', M1)).toBeUndefined()
  expect([...device.view(ROOT).entries('pins')]).toEqual([])
})

it('[OB14] a pending edit shows in the volume of its message, a new message in the newest', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const old = await bench.say(device, 'old')
  server.openVolume(GENERAL)
  await bench.offline()
  await bench.online(device)
  await bench.offline()
  await bench.write(device, message(old, 'edited', GENERAL, { editedAt: 4 }))
  const fresh = await bench.say(device, 'fresh')
  const [zero, one] = [device.view(NEWEST), device.view(volumeDocument(GENERAL, 1))]
  expect(zero.get('messages', old)).toMatchObject({ text: 'edited' })
  expect(one.get('messages', old)).toBeUndefined()
  expect([zero.get('messages', fresh), one.get('messages', fresh)]).toEqual([undefined, { by: ADA, text: 'fresh' }])
  expect(device.view(ROOT).get('messages', fresh)).toBeUndefined()
})

it('[OB15] listeners are told once a turn which registers changed', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const told: unknown[] = []
  const stop = device.view(NEWEST).subscribe((changed) => told.push(changed))
  const id = '01HF7YAT00BBBBBBBBBBBBBBBB'
  server.post(GENERAL, id, { by: BO, text: 'more' })
  await bench.world.settle()
  expect(told).toEqual([
    [
      ['messages', id],
      ['stamps', id],
    ],
  ])
  stop()
  await bench.say(device, 'unheard')
  expect(told).toHaveLength(1)
})

it('[OB15] the view is the same object every time, and loads from disk at first use', async () => {
  const { bench, device } = await onlineAfterHello()
  await device.stop()
  bench.cable.isCut = true
  const { device: again } = await bench.open()
  const view = again.view(NEWEST)
  expect(view.state).toBe('loading')
  const told: unknown[] = []
  view.subscribe((changed) => told.push(changed))
  await bench.world.settle()
  expect([view.state, told, again.view(NEWEST) === view]).toEqual(['ready', ['all'], true])
  expect(again.view('channel/nowhere').state).toBe('absent')
})

it('[OB15] at most 24 documents stay in memory beside those in use, and one that was unloaded is whole again', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const ids = Array.from({ length: 40 }, (_, i) => `01HF7YAT00AAAAAAAAAAAAAA${String(i).padStart(2, '0')}`)
  for (const id of ids) server.found(id, ADA)
  await bench.world.settle()
  server.post(ids[0]!, M1, { by: BO, text: 'in the first' })
  await bench.world.settle()
  const ready = ids.filter((id) => bench.disk.documents.has(`channel/${id}/0`))
  expect(ready).toHaveLength(40)
  const view = device.view(`channel/${ids[0]}/0`)
  await bench.world.settle()
  expect(view.get('messages', M1)).toEqual({ by: BO, text: 'in the first' })
  expect(device.status().sync.state).toBe('live')
  expect(bench.world.reports).toEqual([])
})

it('[UI53] how far others have read never falls back, and is there after a start without a connection', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const told = (read: number, delivered: number) =>
    server.sessions[0]!.send({ t: 'marks', channel: GENERAL, read: { 2: read }, delivered: { 2: delivered } })
  told(7, 9)
  told(5, 9)
  await bench.world.settle()
  expect(device.marks(GENERAL)).toEqual({ read: { 2: 7 }, delivered: { 2: 9 } })
  await device.stop()
  bench.cable.isCut = true
  const { device: later } = await bench.open()
  expect(later.marks(GENERAL)).toEqual({ read: { 2: 7 }, delivered: { 2: 9 } })
})

it('[RS27] who types, who is there and what others read is told, and oneself is left out', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const session = server.sessions[0]!
  let told = 0
  device.onPeers(() => told++)
  session.send(
    { t: 'typing', channel: GENERAL, users: [1, 2] },
    { t: 'presence', states: { 2: 'active' } },
    { t: 'marks', channel: GENERAL, read: { 2: 1 }, delivered: { 2: 1 } },
    { t: 'marks', channel: GENERAL, read: { 3: 1 }, delivered: {} },
  )
  await bench.world.settle()
  expect(device.typing(GENERAL)).toEqual([2])
  expect(device.presence(BO)).toBe('active')
  expect(device.marks(GENERAL)).toEqual({ read: { 2: 1, 3: 1 }, delivered: { 2: 1 } })
  expect(told).toBe(1)
})

it('[NF14] what another device of the person shows is known while there is a connection', async () => {
  const { bench, device, server } = await onlineAfterHello()
  server.sessions[0]!.send({ t: 'elsewhere', channels: [GENERAL] })
  await bench.world.settle()
  expect(device.isElsewhere(GENERAL)).toBe(true)
  await bench.offline()
  expect(device.isElsewhere(GENERAL)).toBe(false)
})

it('[RS29] without a connection nobody is shown as there', async () => {
  const { bench, device, server } = await onlineAfterHello()
  server.sessions[0]!.send({ t: 'presence', states: { 2: 'active' } }, { t: 'typing', channel: GENERAL, users: [2] })
  await bench.world.settle()
  await bench.offline()
  expect([device.presence(BO), device.typing(GENERAL)]).toEqual(['offline', []])
})

it('[RS28] only the channel on screen hears of this person, and it hears the end', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const states = () => server.awareness.map(({ doc, payload }) => [doc, stateOf(payload)])
  device.watch(GENERAL)
  device.setActivity({ typing: true, active: 'active' })
  await bench.world.settle()
  device.watch(null)
  await bench.world.settle()
  expect(states()).toEqual([
    [ROOT, { active: 'idle' }],
    [ROOT, { typing: true, active: 'active' }],
    [ROOT, null],
  ])
  expect(server.heard.filter((m) => m.t === 'watch').map((m) => m.channel)).toEqual([GENERAL, null])
})

it('[NF48] what is typed, or no longer, changes nothing of whether the window has the focus', async () => {
  const { bench, device, server } = await onlineAfterHello()
  device.setActivity({ active: 'idle' })
  device.watch(GENERAL)
  device.setActivity({ typing: false })
  device.setActivity({ active: 'active' })
  device.setActivity({ typing: true })
  device.setActivity({ typing: false, active: 'idle' })
  device.setActivity({ typing: false })
  await bench.world.settle()
  expect(server.awareness.map(({ payload }) => stateOf(payload))).toEqual([
    { active: 'idle' },
    { active: 'active' },
    { typing: true, active: 'active' },
    { active: 'idle' },
  ])
})

it('[RS28] it is renewed with each heartbeat and after each connection', async () => {
  const { bench, device, server } = await onlineAfterHello()
  device.watch(GENERAL)
  await bench.world.advance(25_000)
  expect(server.awareness).toHaveLength(2)
  await bench.offline()
  await bench.online(device)
  expect(server.awareness).toHaveLength(3)
  expect(new Set(server.awareness.map(({ payload }) => clientOf(payload))).size).toBe(1)
})

function stateOf(payload: Uint8Array): unknown {
  const decoder = decoding.createDecoder(payload)
  for (let i = 0; i < 3; i++) decoding.readVarUint(decoder)
  return JSON.parse(decoding.readVarString(decoder))
}

function clientOf(payload: Uint8Array): number {
  const decoder = decoding.createDecoder(payload)
  decoding.readVarUint(decoder)
  return decoding.readVarUint(decoder)
}
