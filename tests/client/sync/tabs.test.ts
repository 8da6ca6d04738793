/** Several tabs of one device. */
import { expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { ADA, Bench, BO, GENERAL, message, NEWEST, pending, ROOT } from '../../support/client-bench.ts'

const [M1, M2] = ['01HF7YAT00AAAAAAAAAAAAAAAA', '01HF7YAT00BBBBBBBBBBBBBBBB']
const OTHER = 'pump' as ChannelId

async function twoTabs() {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  const one = await bench.open()
  const two = await bench.open()
  two.device.view(NEWEST)
  two.device.view(ROOT)
  await bench.world.settle()
  return { bench, server: bench.server, one, two }
}

it('[TB1] one tab holds the socket, the others show the same state', async () => {
  const { server, one, two } = await twoTabs()
  expect(server.sessions).toHaveLength(1)
  expect([one.device.status().isSender, two.device.status().isSender]).toEqual([true, false])
  expect(two.device.status().sync).toEqual(one.device.status().sync)
})

it('[TB2] another tab reads from disk, and follows what the sender applies', async () => {
  const { bench, server, two } = await twoTabs()
  expect(two.device.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  server.post(GENERAL, M2, { by: BO, text: 'live' })
  await bench.world.settle()
  expect(two.device.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'live' })
})

it('[TB2] what the disk does not hold yet is asked of the sender', async () => {
  const bench = new Bench()
  const one = await bench.open()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  await bench.world.settle()
  // The disk was slow: nothing of it is there when the second tab reads.
  for (const [name, rows] of bench.disk.replicas) if (name.startsWith(NEWEST)) rows.updates.length = 0
  const two = await bench.open()
  two.device.view(NEWEST)
  await bench.world.settle()
  expect(two.device.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(one.device.status().isSender).toBe(true)
})

it('[TB3] what any tab writes shows in all, and is sent by the sender', async () => {
  const { bench, one, two } = await twoTabs()
  await bench.offline()
  const id = await bench.say(two.device, 'from two')
  expect(one.device.view(NEWEST).get('messages', id)).toEqual({ by: ADA, text: 'from two' })
  expect(pending(one.device)).toEqual(['saved from two'])
  await bench.online(two.device)
  expect(bench.texts()).toEqual(['hello', 'from two'])
  expect(pending(two.device)).toEqual([])
})

it('[TB3] what another tab writes is sent, although the sender could not read it at once', async () => {
  const { bench, one, two } = await twoTabs()
  bench.disk.failing = 'outbox load'
  await bench.say(two.device, 'from two')
  expect(pending(one.device)).toEqual([])
  bench.disk.failing = null
  await bench.world.advance(5_000)
  expect(bench.texts()).toEqual(['hello', 'from two'])
  expect(pending(two.device)).toEqual([])
})

it('[TB3] a message that one tab sends and another takes back is gone everywhere', async () => {
  const { bench, server, one, two } = await twoTabs()
  server.silence = 'updates'
  const id = await bench.say(one.device, 'oops')
  expect(pending(two.device)).toEqual(['sending oops'])
  await two.device.discard(two.device.outbox()[0]!.n)
  await bench.offline()
  server.silence = 'none'
  await bench.online(one.device)
  expect(server.registers(NEWEST, 'messages')[id]).toBeUndefined()
  expect(pending(one.device)).toEqual([])
})

it('[UI137] signing in again in any tab opens the link of the sender', async () => {
  const { bench, server, one, two } = await twoTabs()
  server.sessions[0]!.close(4401)
  await bench.say(two.device, 'from two')
  expect(two.device.status().sync.state).toBe('signed-out')
  two.device.signedIn()
  await bench.world.settle()
  expect([one.device.status().sync.state, two.device.status().sync.state]).toEqual(['live', 'live'])
  expect(bench.texts()).toEqual(['hello', 'from two'])
})

it('[TB4] when the sender goes, another tab takes over from disk and sends what waits', async () => {
  const { bench, server, one, two } = await twoTabs()
  server.silence = 'answers'
  await bench.say(one.device, 'first')
  server.silence = 'none'
  one.kill()
  await bench.say(two.device, 'second')
  await bench.world.settle()
  expect(two.device.status()).toMatchObject({ isSender: true, sync: { state: 'live' } })
  expect(bench.texts()).toEqual(['hello', 'first', 'second'])
  expect(pending(two.device)).toEqual([])
  expect(two.device.view(NEWEST).state).toBe('ready')
})

it('[TB7] a tab that becomes the sender shows what it showed, while it reads all of it again', async () => {
  const { bench, one, two } = await twoTabs()
  bench.disk.isManual = true
  one.kill()
  const view = two.device.view(NEWEST)
  while (!two.device.status().isSender) {
    expect([view.state, view.get('messages', M1)]).toEqual(['ready', { by: BO, text: 'hello' }])
    bench.disk.settle()
    await bench.world.settle()
  }
  expect([view.state, view.get('messages', M1)]).toEqual(['ready', { by: BO, text: 'hello' }])
})

it('[TB4] a tab that stops gives the lock on', async () => {
  const { bench, one, two } = await twoTabs()
  await one.device.stop()
  await bench.world.settle()
  expect(two.device.status().isSender).toBe(true)
  await bench.say(two.device, 'still here')
  expect(bench.texts()).toEqual(['hello', 'still here'])
})

it('[TB5] a new generation reaches the other tabs', async () => {
  const { bench, server, two } = await twoTabs()
  server.refound(NEWEST)
  server.post(GENERAL, M2, { by: BO, text: 'after' })
  await bench.world.settle()
  two.device.view(NEWEST)
  await bench.world.settle()
  expect(two.device.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'after' })
  await bench.write(two.device, message(two.device.newId(), 'reply'))
  expect(bench.texts()).toEqual(['hello', 'after', 'reply'])
})

it('[TB6] a volume that another tab shows is opened, and closed when that tab goes', async () => {
  const { bench, server, two } = await twoTabs()
  server.openVolume(GENERAL)
  await bench.world.settle()
  two.device.openVolume(GENERAL, 0)
  await bench.world.settle()
  expect(server.heard.filter((m) => m.t === 'open').map((m) => m.doc)).toEqual([NEWEST])
  server.write(NEWEST, [{ root: 'messages', key: M1, value: { by: BO, text: 'edited', editedAt: 3 } }])
  await bench.world.settle()
  expect(two.device.view(NEWEST).get('messages', M1)).toMatchObject({ text: 'edited' })
  await two.device.stop()
  await bench.world.settle()
  expect(server.heard.filter((m) => m.t === 'close').map((m) => m.doc)).toEqual([NEWEST])
})

it('[TB6] a volume that is not on the device is fetched for another tab', async () => {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'old' })
  bench.server.openVolume(GENERAL)
  await bench.open()
  const { device } = await bench.open()
  expect(device.view(NEWEST).state).toBe('absent')
  device.openVolume(GENERAL, 0)
  await bench.world.settle()
  device.view(NEWEST)
  device.view(volumeDocument(GENERAL, 1))
  await bench.world.settle()
  expect(device.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'old' })
  expect(device.view(volumeDocument(GENERAL, 1)).state).toBe('ready')
})

it('[PR9] a tab that opens a chat behind the one with the focus does not take its place', async () => {
  const { bench, server, one, two } = await twoTabs()
  const watched = () => server.heard.flatMap((m) => (m.t === 'watch' ? [m.channel] : []))
  const turn = async (act: () => void) => {
    act()
    await bench.world.settle()
    return watched().at(-1)
  }
  one.device.setActivity({ active: 'active' })
  expect(await turn(() => one.device.watch(GENERAL))).toBe(GENERAL)
  expect(await turn(() => two.device.watch(OTHER))).toBe(GENERAL)
  // Beside another program, each tab shows what it showed.
  expect(await turn(() => one.device.setActivity({ active: 'idle' }))).toBe(GENERAL)
  expect(await turn(() => two.device.setActivity({ active: 'active' }))).toBe(OTHER)
  expect(watched()).toEqual([GENERAL, OTHER])
  // A third that opens behind it.
  const three = await bench.open()
  expect(await turn(() => three.device.watch(GENERAL))).toBe(OTHER)
})
