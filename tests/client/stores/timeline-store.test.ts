/** The window over a chat's messages: where it opens, what it reads for that, and how it moves. */
import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { directChannelId, type UserId } from '../../../schema/ids.ts'
import { longChannel } from '../../../client/fixtures/long-channel.ts'
import { ME, NOW, PUMP, Ridge } from '../../../client/fixtures/ridge.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { ACCOUNT, Bench, BO, GENERAL, NEWEST, ROOT } from '../../support/client-bench.ts'
import { aBox, handTimers, openStores, watch } from './support.ts'

describe('the timeline', () => {
  it('stands in order of arrival, pending ones last', async () => {
    const { stores } = openStores()
    await stores.actions.send({ channelId: PUMP, text: 'first' })
    await stores.actions.send({ channelId: PUMP, text: 'second' })
    const { messages } = stores.timeline(PUMP).view
    expect(messages.slice(-2).map(({ text, seq }) => [text, seq])).toEqual([
      ['first', 0],
      ['second', 0],
    ])
    const seqs = messages.slice(0, -2).map(({ seq }) => seq)
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  })

  it('keeps the new-messages line where it was on opening', async () => {
    const { stores, ridge } = openStores()
    const timeline = stores.timeline(PUMP)
    const seen = watch(timeline)
    expect(timeline.view.lineSeq).toBe(16)
    await stores.actions.markRead(PUMP, 19, ridge.ids.get(PUMP)?.[18])
    expect(timeline.view.lineSeq).toBe(16)
    seen.stop()
    watch(timeline)
    expect(timeline.view.lineSeq).toBeNull()
  })

  it('tells how far an own message has come', async () => {
    const { stores, device } = openStores()
    const delivery = () => stores.timeline(PUMP).view.messages.at(-1)?.delivery
    await stores.actions.send({ channelId: PUMP, text: 'ok' })
    expect(delivery()).toEqual({ state: 'saved', since: NOW })
    const n = device.outbox()[0]!.n
    device.setItem(n, 'sending')
    expect(delivery()).toEqual({ state: 'sending' })
    device.deliver()
    expect(delivery()).toEqual({ state: 'sent' })
    device.setMarks(PUMP, { read: {}, delivered: { 2: 20 } })
    expect(delivery()).toMatchObject({ state: 'delivered', people: [{ name: 'Ana Sousa' }] })
    device.setMarks(PUMP, { read: { 2: 20 }, delivered: { 2: 20 } })
    expect(delivery()).toMatchObject({ state: 'read', people: [{ name: 'Ana Sousa' }] })
  })

  it('[UI5] tells who has an own message without having read it', async () => {
    const { stores, device } = openStores()
    await stores.actions.send({ channelId: PUMP, text: 'ok' })
    device.deliver().setMarks(PUMP, { read: { 2: 20 }, delivered: { 2: 20, 3: 20, 4: 19 } })
    expect(stores.timeline(PUMP).view.messages.at(-1)?.delivery).toMatchObject({
      state: 'read',
      people: [{ name: 'Ana Sousa' }],
      delivered: [{ name: 'Ben Okafor' }],
    })
  })

  it('keeps a refused message in view with its reason', async () => {
    const { stores, device } = openStores()
    await stores.actions.send({ channelId: PUMP, text: 'too late' })
    device.refuse(device.outbox()[0]!.n, ErrorCode.Forbidden, 'MS6: may not post here')
    const last = stores.timeline(PUMP).view.messages.at(-1)
    expect(last).toMatchObject({ text: 'too late', delivery: { state: 'refused', refusal: { code: 'forbidden' } } })
  })

  it('a waiting edit shows the new text; a refused one the old text, and mine as "your version"', async () => {
    const { stores, device, ridge } = openStores()
    const id = ridge.ids.get(PUMP)![15]!
    const shown = () => stores.timeline(PUMP).view.messages.find((message) => message.id === id)
    await stores.actions.edit(PUMP, id, 'Filter B is in.')
    expect(shown()).toMatchObject({ text: 'Filter B is in.', waiting: 'edit', yourVersion: null })
    device.refuse(device.outbox()[0]!.n, ErrorCode.Gone)
    expect(shown()).toMatchObject({
      text: 'Filter B is in. Old one was half clay.',
      waiting: null,
      yourVersion: { text: 'Filter B is in.', refusal: { code: 'gone' } },
    })
  })

  it('opens older volumes as the reader scrolls up, never more than 240 rows, and lets go of those behind', () => {
    const { timeline, device } = openLong()
    expect(timeline.view.messages).toHaveLength(60)
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    expect(device.opened).toEqual([volumeDocument(PUMP, 2)])
    const seen: number[] = []
    for (let i = 0; i < 40 && timeline.view.older === 'more'; i++) {
      timeline.loadOlder()
      seen.push(timeline.view.messages.length)
    }
    expect(timeline.view.messages[0]?.seq).toBe(1)
    expect(timeline.view.older).toBe('start')
    expect(Math.max(...seen)).toBe(240)
    expect(device.opened).toEqual([volumeDocument(PUMP, 0)])
    for (let i = 0; i < 60 && timeline.view.hasNewer; i++) timeline.loadNewer()
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    expect(timeline.view.hasNewer).toBe(false)
  })

  it('shows no hole and no jump while scrolling: each page touches the one before', () => {
    const { timeline } = openLong()
    let first = timeline.view.messages[0]!.seq
    while (timeline.view.older === 'more') {
      timeline.loadOlder()
      const seqs = timeline.view.messages.map(({ seq }) => seq)
      expect(seqs).toContain(first)
      expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => seqs[0]! + i))
      first = seqs[0]!
    }
    expect(first).toBe(1)
  })

  it('waits for a volume that is being read, and tells of one that is not on this device', () => {
    const { timeline, device } = openLong()
    device.setDocument(volumeDocument(PUMP, 1), 'loading')
    while (timeline.view.older === 'more') timeline.loadOlder()
    expect(timeline.view.older).toBe('loading')
    const first = timeline.view.messages[0]!.seq
    device.setDocument(volumeDocument(PUMP, 1), 'ready')
    expect(timeline.view.messages[0]!.seq).toBe(first - 30)
    device.setDocument(volumeDocument(PUMP, 0), 'absent')
    for (const [id] of [...device.view(volumeDocument(PUMP, 0)).entries('messages')]) {
      device.put(volumeDocument(PUMP, 0), 'messages', id, null)
    }
    for (let i = 0; i < 20; i++) timeline.loadOlder()
    expect(timeline.view.older).toBe('absent')
    expect(timeline.view.gaps).toEqual([{ fromSeq: 1, toSeq: 300 }])
  })

  it('[UI52] tells of the only volume where that is not here; in touch with the server it is awaited', () => {
    const { stores, device } = openStores()
    const timeline = stores.timeline(PUMP)
    watch(timeline)
    device.setDocument(volumeDocument(PUMP, 0), 'absent')
    expect(timeline.view).toMatchObject({ isLoading: true, messages: [] })
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    expect(timeline.view).toMatchObject({ isLoading: false, older: 'absent', gaps: [{ fromSeq: 1 }] })
    device.setDocument(volumeDocument(PUMP, 0), 'ready')
    expect(timeline.view).toMatchObject({ isLoading: false, older: 'start', gaps: [] })
    expect(timeline.view.messages.at(-1)?.seq).toBe(19)
  })

  it('jumps to any message and back to the end', () => {
    const { timeline, device, ridge } = openLong()
    const id = ridge.ids.get(PUMP)![99]!
    expect(timeline.jumpTo(id)).toBe(true)
    const seqs = timeline.view.messages.map(({ seq }) => seq)
    expect(seqs).toContain(100)
    expect(timeline.view.hasNewer).toBe(true)
    expect(device.opened).toContain(volumeDocument(PUMP, 0))
    timeline.jumpToLatest()
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    expect(timeline.jumpTo('01JNA000000000000000000000' as never)).toBe(false)
  })

  it('[MG17] goes where it was asked to when that has come, and shows what it shows until then', () => {
    const { timeline, device } = openLong()
    device.setDocument(volumeDocument(PUMP, 0), 'loading')
    timeline.jumpToSeq(100)
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    expect(device.opened).toContain(volumeDocument(PUMP, 0))
    device.setDocument(volumeDocument(PUMP, 0), 'ready')
    expect(timeline.view.messages.map(({ seq }) => seq)).toContain(100)
  })

  it('[MG17] who has gone elsewhere meanwhile is not taken there', () => {
    const { timeline, device } = openLong()
    device.setDocument(volumeDocument(PUMP, 0), 'absent')
    timeline.jumpToSeq(100)
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    timeline.loadOlder()
    device.setDocument(volumeDocument(PUMP, 0), 'ready')
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
  })

  it('[MG17] the first message is the one before which nothing is missing', () => {
    const { timeline, device } = openLong()
    timeline.jumpToFirst()
    expect(timeline.view).toMatchObject({ older: 'start', messages: { 0: { seq: 1 } } })
    timeline.jumpToLatest()
    device.setDocument(volumeDocument(PUMP, 0), 'absent')
    timeline.jumpToFirst()
    expect(timeline.view.messages[0]?.seq).toBe(301)
  })

  it('[MG18] what is missing is asked for anew, and the reader stays where they are', () => {
    const { timeline, device } = openLong()
    const first = volumeDocument(PUMP, 0)
    device.setDocument(first, 'absent')
    for (const [id] of [...device.view(first).entries('messages')]) device.put(first, 'messages', id, null)
    timeline.jumpToSeq(301)
    expect(timeline.view.gaps).toEqual([])
    timeline.loadOlder()
    const [gap] = timeline.view.gaps
    const before = timeline.view.messages.map(({ seq }) => seq)
    const opened = device.opens
    timeline.load(gap!)
    expect(timeline.view.messages.map(({ seq }) => seq)).toEqual(before)
    expect(device.opens).toBe(opened + 1)
    expect(device.opened.filter((name) => name === first)).toHaveLength(1)
  })

  it('a new message is shown at once when the window is at the end, and the window stays bounded', () => {
    const { timeline, ridge } = openLong()
    for (let i = 0; i < 200; i++) ridge.say(PUMP, [{ by: 2, ago: 0, text: `new ${i}` }], 2)
    expect(timeline.view.messages.at(-1)?.text).toBe('new 199')
    expect(timeline.view.messages.length).toBeLessThanOrEqual(240)
  })

  it('what came while nobody looked is there when somebody looks again', () => {
    const { stores, ridge } = openStores()
    const timeline = stores.timeline(PUMP)
    const seen = watch(timeline)
    void timeline.view
    seen.stop()
    ridge.say(PUMP, [{ by: 2, ago: 0, text: 'meanwhile' }])
    watch(timeline)
    expect(timeline.view.messages.at(-1)?.text).toBe('meanwhile')
  })
})

/** All read, watched. */
function openLong() {
  const ridge = longChannel((seq) => `m${seq}`).read(PUMP)
  const opened = openStores(ridge)
  const timeline = opened.stores.timeline(PUMP)
  watch(timeline)
  void timeline.view
  return { ...opened, timeline }
}

describe('a chat that nobody has begun', () => {
  it('is at its start: nothing of it could be missing', () => {
    const { device, stores } = openStores()
    const id = directChannelId(ME as UserId, 4 as UserId)
    device.setDocument(volumeDocument(id, 0), 'absent')
    expect(stores.timeline(id).view).toMatchObject({ older: 'start', messages: [], gaps: [] })
    device.put(accountDocument(device.userId), 'memberships', id, { kind: 'direct', role: 'member' })
    expect(stores.timeline(id).view.older).toBe('absent')
  })

  it('is so while its founding waits to be sent', async () => {
    const { device, stores } = openStores()
    const id = await stores.actions.found({ kind: 'private', title: 'Wells', members: [] })
    device.setDocument(volumeDocument(id, 0), 'absent')
    expect(stores.timeline(id).view.older).toBe('start')
  })
})

describe('a chat that is opened from the disk', () => {
  /** Three volumes of General, all of them on this device's disk; `open` begins anew with it, without a network. */
  async function threeVolumes() {
    const bench = new Bench()
    const post = (n: number) => bench.server.post(GENERAL, `01HF7YAT0${n}AAAAAAAAAAAAAAAA`, { by: BO, text: `m${n}` })
    for (let volume = 0; volume < 3; volume++) {
      if (volume > 0) bench.server.openVolume(GENERAL)
      for (let n = 0; n < 2; n++) post(volume * 2 + n)
    }
    const first = await bench.open()
    for (const volume of [0, 1]) first.device.openVolume(GENERAL, volume)
    await bench.world.settle()
    await bench.offline()
    first.kill()
    const open = async () => {
      const { device } = await bench.open()
      const stores = new Stores(device, aBox(), handTimers())
      const timeline = stores.timeline(GENERAL)
      device.watch(GENERAL)
      watch(timeline)
      return { device, timeline, settle: () => bench.world.settle() }
    }
    return { bench, open }
  }

  it('[MG20] shows nothing until it is known where it opens, and then the end', async () => {
    const { open } = await threeVolumes()
    const { timeline, settle } = await open()
    expect(timeline.view).toMatchObject({ isLoading: true, messages: [] })
    await settle()
    expect(timeline.view.messages.map(({ text }) => text)).toEqual(['m4', 'm5'])
    expect(timeline.view).toMatchObject({ isLoading: false, hasNewer: false, older: 'more' })
  })

  it('[MG20] reads its newest volume, and none that nobody looks at', async () => {
    const { open } = await threeVolumes()
    const { device, timeline, settle } = await open()
    void timeline.view
    await settle()
    void timeline.view
    await settle()
    const { replicas } = device.core
    const read = [0, 1, 2].filter((volume) => replicas.loaded(volumeDocument(GENERAL, volume)))
    expect(read).toEqual([2])
  })

  it('[DS12] a tab that is alone reads each document once', async () => {
    const { bench, open } = await threeVolumes()
    const reads: string[] = []
    const run = bench.disk.run.bind(bench.disk)
    bench.disk.run = (what, work) => {
      reads.push(what)
      return run(what, work)
    }
    const { device, settle } = await open()
    for (const doc of [ROOT, ACCOUNT, volumeDocument(GENERAL, 2)]) device.view(doc)
    await settle()
    expect(reads.filter((what) => what === 'replica read')).toEqual([])
    const opened = reads.filter((what) => what === 'replica open').length
    expect(opened).toBe(4)
    expect(device.view(NEWEST).state).toBe('loading')
  })
})

it('[MG20] a chat whose volumes come after it was opened goes to its end, without those before', () => {
  const ridge = new Ridge().withPeople().withChannel(PUMP, { kind: 'group', title: 'pump-crew' }, { 1: 'member' })
  const { stores, device } = openStores(ridge)
  for (const volume of [0, 1, 2]) device.setDocument(volumeDocument(PUMP, volume), 'absent')
  const timeline = stores.timeline(PUMP)
  watch(timeline)
  void timeline.view
  for (const volume of [1, 2]) device.put(channelDocument(PUMP), 'volumes', String(volume), { from: volume * 300 + 1 })
  void timeline.view
  expect(device.opened).toContain(volumeDocument(PUMP, 2))
  expect(device.opened).not.toContain(volumeDocument(PUMP, 1))
})
