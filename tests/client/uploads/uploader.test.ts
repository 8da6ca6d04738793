import { beforeEach, describe, expect, it } from 'vitest'
import type { Intent, Queue } from '../../../client/sync/intent.ts'
import type { Active, Wishes } from '../../../client/uploads/plan.ts'
import { createUploader, type Uploader } from '../../../client/uploads/uploader.ts'
import type { WaitingFile } from '../../../client/uploads/waiting-file.ts'
import { aFile, aMessage, aQueue, aTransport } from './support.ts'

const SECOND = 1_000

/** A device with one tab, whose time and server are moved by hand. */
function aDevice(files: readonly WaitingFile[], queue: Queue = aQueue()) {
  const hands = aTransport()
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>()
  const device = {
    ...hands,
    files: [...files],
    queue,
    nowMs: 0,
    isLive: true,
    wishes: { holdsBig: false } as Wishes,
    active: null as Active | null,
    removed: [] as string[],
    file: (key: string) => device.files.find((one) => one.key === key),
    intent: (n: number): Intent | undefined => device.queue.intents.find((one) => one.n === n),
    async settle() {
      for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
    },
    async advance(ms: number) {
      device.nowMs += ms
      for (const timer of [...timers]) if (timer.atMs <= device.nowMs && timers.delete(timer)) timer.run()
      await device.settle()
    },
  }
  let uploader: Uploader | null = null
  const change = async (key: string, step: (file: WaitingFile) => WaitingFile) => {
    device.files = device.files.map((one) => (one.key === key ? step(one) : one))
    uploader?.look()
  }
  uploader = createUploader({
    transport: hands.transport,
    outbox: {
      queue: () => device.queue,
      reload: async () => {},
      async change(step) {
        device.queue = step(device.queue)
        uploader?.look()
        return device.queue
      },
    },
    files: () => device.files,
    change,
    blob: async (file) => new Blob([file.key]),
    async remove(gone) {
      device.removed.push(...gone.map(({ key }) => key))
      device.files = device.files.filter((one) => !gone.includes(one))
    },
    reload: async () => {},
    wishes: () => device.wishes,
    limitBytes: async () => 5_000_000,
    isLive: () => device.isLive,
    show: (active) => void (device.active = active),
    now: () => device.nowMs,
    random: () => 0,
    schedule(ms, run) {
      const timer = { atMs: device.nowMs + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    report: (what, cause) => {
      throw new Error(what, { cause })
    },
  })
  return { ...hands, device, uploader }
}

const done = async (device: ReturnType<typeof aDevice>['device']) => {
  device.last().done()
  await device.settle()
}

let photo: WaitingFile
let note: WaitingFile
beforeEach(() => {
  photo = aFile({ key: 'photo', draft: null })
  note = aFile({ key: 'note', draft: null })
})

describe('one at a time', () => {
  it('[UQ11] the next begins when the one before is up', async () => {
    const { device } = aDevice([photo, note], aQueue(aMessage(1, [photo, note])))
    await device.settle()
    expect(device.going()).toEqual([photo.id])
    await done(device)
    expect(device.going()).toEqual([note.id])
    expect(device.file('photo')?.ready?.file.bytes).toBe(900)
  })

  it('[UQ14] [UQ15] the message goes when the last is, as the server names them', async () => {
    const { device } = aDevice([photo, note], aQueue(aMessage(1, [photo, note])))
    await device.settle()
    await done(device)
    expect(device.intent(1)?.awaits).toEqual([note.id])
    await done(device)
    expect(device.intent(1)).not.toHaveProperty('awaits')
    expect(device.intent(1)?.value).toMatchObject({ files: [{ name: 'made.jpg' }, { name: 'made.jpg' }] })
  })

  it('[UQ11] what is to go first goes before what has begun', async () => {
    const { device, uploader } = aDevice([photo, note], aQueue(aMessage(1, [photo]), aMessage(2, [note])))
    await device.settle()
    device.queue = aQueue(aMessage(1, [photo]), aMessage(2, [note], { first: 1 }))
    uploader.look()
    await device.settle()
    expect(device.going()).toEqual([note.id])
  })

  it('[UQ19] a pause stops it, and resuming goes on where it stood', async () => {
    const { device, uploader } = aDevice([photo], aQueue(aMessage(1, [photo])))
    await device.settle()
    device.last().confirmed(400)
    await device.settle()
    device.files = [{ ...device.file('photo')!, isPaused: true }]
    uploader.look()
    await device.settle()
    expect([device.going(), device.active]).toEqual([[], null])
    device.files = [{ ...device.file('photo')!, isPaused: false }]
    uploader.look()
    await device.settle()
    expect([device.last().file.begun, device.active?.sentBytes]).toEqual([true, 400])
  })
})

describe('trouble', () => {
  it('[UQ13] it is tried again, later each time, and what came counts', async () => {
    const { device } = aDevice([photo], aQueue(aMessage(1, [photo])))
    await device.settle()
    expect(device.last().file.begun).toBe(false)
    device.last().failed({ kind: 'again' })
    await device.settle()
    await device.advance(749)
    expect(device.sendings).toHaveLength(1)
    await device.advance(1)
    expect(device.sendings).toHaveLength(2)
    expect(device.last().file.begun).toBe(true)
    device.last().failed({ kind: 'again' })
    await device.settle()
    await device.advance(SECOND)
    expect(device.sendings).toHaveLength(2)
    await device.advance(SECOND / 2)
    expect(device.sendings).toHaveLength(3)
  })

  it('[UQ13] one file that the server cannot take now does not hold up the others', async () => {
    const { device } = aDevice([photo, note], aQueue(aMessage(1, [photo]), aMessage(2, [note])))
    await device.settle()
    device.made.set(photo.id, { kind: 'again', afterMs: 30 * SECOND })
    await done(device)
    expect(device.going()).toEqual([note.id])
  })

  it('[UQ13] while the server is out of touch nothing is tried; then all goes at once', async () => {
    const { device, uploader } = aDevice([photo], aQueue(aMessage(1, [photo])))
    await device.settle()
    device.isLive = false
    device.last().failed({ kind: 'again' })
    await device.settle()
    await device.advance(60 * SECOND)
    expect(device.sendings).toHaveLength(1)
    device.isLive = true
    uploader.live()
    await device.settle()
    expect(device.going()).toEqual([photo.id])
  })

  it('[UQ13] a connection on which nothing moves is given up', async () => {
    const { device } = aDevice([photo], aQueue(aMessage(1, [photo])))
    await device.settle()
    await device.advance(119 * SECOND)
    device.last().progress(10)
    await device.advance(119 * SECOND)
    expect(device.sendings).toHaveLength(1)
    await device.advance(SECOND)
    await device.advance(SECOND)
    expect([device.sendings.length, device.sendings[0]?.isStopped]).toEqual([2, true])
  })

  it('[UQ9] what the server let go of begins anew', async () => {
    const { device } = aDevice([{ ...photo, begun: true, sentBytes: 500 }], aQueue(aMessage(1, [photo])))
    await device.settle()
    device.last().failed({ kind: 'anew' })
    await device.settle()
    await device.advance(SECOND)
    expect(device.last().file.begun).toBe(false)
    expect(device.file('photo')?.sentBytes).toBe(0)
  })
})

describe('a refusal', () => {
  it('[UQ16] is the message’s, with the limit; what is behind it goes on', async () => {
    const { device } = aDevice([photo, note], aQueue(aMessage(1, [photo]), aMessage(2, [note])))
    await device.settle()
    device.last().failed({ kind: 'refused', refusal: { code: 'too_large', reason: 'UQ1' } })
    await device.settle()
    expect(device.intent(1)).toMatchObject({ parked: 'refused', code: 'too_large', detail: { limit: 5_000_000 } })
    expect(device.going()).toEqual([note.id])
  })

  it('[UQ16] of a file in a composer stays with its row', async () => {
    const { device } = aDevice([aFile({ key: 'photo' })])
    await device.settle()
    device.made.set(photo.id, { kind: 'refused', refusal: { code: 'type', reason: 'UP5' } })
    await done(device)
    expect(device.file('photo')?.refusal).toEqual({ code: 'type', reason: 'UP5' })
    expect(device.going()).toEqual([])
  })

  it('[UQ16] tried again, so is the file', async () => {
    const { device, uploader } = aDevice([photo], aQueue(aMessage(1, [photo])))
    await device.settle()
    device.last().failed({ kind: 'refused', refusal: { code: 'type', reason: '' } })
    await device.settle()
    device.queue = aQueue(aMessage(1, [photo]))
    uploader.look()
    await device.settle()
    expect(device.going()).toEqual([photo.id])
  })
})

describe('what is done', () => {
  it('[UQ20] leaves the device when its message is at the server', async () => {
    const { device, uploader } = aDevice([photo], aQueue(aMessage(1, [photo])))
    await device.settle()
    await done(device)
    expect(device.removed).toEqual([])
    device.queue = aQueue()
    uploader.look()
    await device.settle()
    expect(device.removed).toEqual(['photo'])
  })

  it('[UQ20] a message that is taken back stops its upload', async () => {
    const { device, uploader } = aDevice([photo], aQueue(aMessage(1, [photo])))
    await device.settle()
    device.queue = aQueue()
    uploader.look()
    await device.settle()
    expect([device.going(), device.removed]).toEqual([[], ['photo']])
  })

  it('[UQ20] files that the server let go of before their message came are sent again, once', async () => {
    const { awaits: _up, ...goes } = aMessage(1, [photo])
    const lost: Intent = { ...goes, parked: 'refused', code: 'forbidden', reason: 'MS4: not the writer’s own upload' }
    const ready = { file: { id: photo.id, name: 'x', type: 'image/jpeg', bytes: 1 }, atMs: 0 }
    const { device, uploader } = aDevice([{ ...photo, ready }], aQueue(lost))
    await device.settle()
    expect([device.going(), device.intent(1)?.awaits]).toEqual([[photo.id], [photo.id]])
    await done(device)
    expect(device.intent(1)).not.toHaveProperty('awaits')
    device.queue = aQueue(lost)
    uploader.look()
    await device.settle()
    expect([device.going(), device.intent(1)?.parked]).toEqual([[], 'refused'])
  })

  it('[UQ20] a file that was up for long before its message can go is made sure of', async () => {
    const ready = { file: { id: photo.id, name: 'x', type: 'image/jpeg', bytes: 1 }, atMs: 0 }
    const { device, uploader } = aDevice([{ ...photo, ready }])
    device.nowMs = 7 * 24 * 3_600 * SECOND
    device.queue = aQueue(aMessage(1, [photo]))
    uploader.look()
    await device.settle()
    expect(device.going()).toEqual([photo.id])
  })

  it('[UQ10] a page that ended while a message was written has its file in one place', async () => {
    const half = aFile({ key: 'photo' })
    const { device } = aDevice(
      [half, aFile({ key: 'voice', draft: `${half.draft}/sending` })],
      aQueue(aMessage(1, [half])),
    )
    await device.settle()
    expect([device.file('photo')?.draft, device.file('voice')?.draft]).toEqual([null, half.draft])
  })
})
