/**
 * Uploads what waits, one file after the other, in the one tab that holds the lock (docs/behaviour.md, UQ11-UQ20). What is
 * to be done follows from `plan.ts`; here are the lock, the timers, the link and the disk.
 */
import type { FileValue } from '../../schema/registers/messages.ts'
import type { Queue } from '../sync/intent.ts'
import { createSerial } from '../sync/serial.ts'
import { fileArrived, fileRefused, filesLost } from './awaited-files.ts'
import { againAfterMs } from './pace.ts'
import { planUploads, type Active, type Wishes } from './plan.ts'
import type { Failure, Transport } from './transport.ts'
import { measuresOf, SENDING, withTold, type FileRefusal, type WaitingFile } from './waiting-file.ts'

/** Without a byte for so long, a connection is given up: a network that went away tells nobody. */
const STALLED_MS = 120_000
/** One that moved since is not disturbed when the network comes back. */
const MOVED_MS = 5_000
/** A file that no message named for a week is let go of there: some time before, it is made sure of. */
const STALE_MS = 6 * 24 * 3_600_000

export interface UploaderDeps {
  readonly outbox: {
    queue(): Queue
    change(step: (queue: Queue) => Queue): Promise<Queue>
    reload(): Promise<void>
  }
  readonly transport: Transport
  /** Rows as this tab knows them. */
  files(): readonly WaitingFile[]
  change(key: string, step: (file: WaitingFile) => WaitingFile): Promise<unknown>
  blob(file: WaitingFile): Promise<Blob | null>
  /** They were sent, or are not wanted any more. */
  remove(files: readonly WaitingFile[]): Promise<void>
  reload(): Promise<void>
  wishes(): Wishes
  /** Asks the server, as it has just refused one. */
  limitBytes(): Promise<number>
  /** Whether the server is in touch: before that nothing is tried. */
  isLive(): boolean
  /** What is on its way changed. */
  show(active: Active | null): void
  now(): number
  random(): number
  schedule(ms: number, run: () => void): () => void
  report(what: string, cause?: unknown): void
}

interface Running {
  readonly key: string
  readonly id: string
  readonly stop: () => void
  movedMs: number
}

interface Trouble {
  readonly attempt: number
  readonly untilMs: number
}

export interface Uploader {
  /** Files, outbox, wishes or connection changed. */
  look(): void
  /** The server is in touch again: whatever waited for it goes now. */
  live(): void
  stop(): Promise<void>
}

export function createUploader(deps: UploaderDeps): Uploader {
  const serial = createSerial((what, cause) => deps.report(`uploads: ${what}`, cause))
  const trouble = new Map<string, Trouble>()
  let running: Running | null = null
  let cancelWake = () => {}
  let isStopped = false

  const look = () => serial.once('look', lookNow)

  async function begin(): Promise<void> {
    await deps.reload()
    await deps.outbox.reload()
    // A page that ended between writing a message and taking its files out of the composer.
    const awaited = new Set(deps.outbox.queue().intents.flatMap(({ awaits = [] }) => awaits))
    for (const { key, id, draft } of deps.files()) {
      if (draft === null) continue
      if (awaited.has(id)) await deps.change(key, (one) => ({ ...one, draft: null }))
      // Its message was never written: it is in the composer then.
      else if (draft.endsWith(SENDING))
        await deps.change(key, (one) => ({ ...one, draft: draft.slice(0, -SENDING.length) }))
    }
  }

  async function lookNow(): Promise<void> {
    let plan = planNow()
    if (plan.unneeded.length > 0) {
      // The message that names one may have been written by another tab a moment ago.
      await deps.outbox.reload()
      plan = planNow()
      await deps.remove(plan.unneeded)
    }
    for (const { n } of plan.lost) {
      await markAgain(n)
      await deps.outbox.change((queue) => filesLost(queue, n))
    }
    for (const file of plan.arrived) await arrived(file)
    if (plan.lost.length > 0) plan = planNow()
    const nowMs = deps.now()
    const isDue = ({ key }: WaitingFile) => (trouble.get(key)?.untilMs ?? 0) <= nowMs
    const next = plan.order.find(isDue) ?? null
    if (running && running.key === next?.key && running.id === next.id) return
    if (running) halt()
    cancelWake()
    const soonest = Math.min(...plan.order.map(({ key }) => trouble.get(key)?.untilMs ?? Infinity))
    if (!next && soonest < Infinity) cancelWake = deps.schedule(Math.max(soonest - nowMs, 1), look)
    if (next && deps.isLive() && !isStopped) await start(next)
  }

  const planNow = () => planUploads(deps.files(), deps.outbox.queue().intents, deps.wishes())

  /** Once: if it is refused again, a person looks at it. */
  async function markAgain(n: number): Promise<void> {
    const intent = deps.outbox.queue().intents.find((one) => one.n === n)
    const ids = ((intent?.value as { files?: FileValue[] } | null)?.files ?? []).map(({ id }) => id)
    const anew = { ready: null, begun: false, sentBytes: 0, isAgain: true }
    for (const { key, id } of deps.files())
      if (ids.includes(id)) await deps.change(key, (file) => ({ ...file, ...anew }))
  }

  async function arrived(file: WaitingFile): Promise<void> {
    const { ready } = file
    if (!ready) return
    if (deps.now() - ready.atMs > STALE_MS) await deps.change(file.key, (one) => ({ ...one, ready: null }))
    else await deps.outbox.change((queue) => fileArrived(queue, withTold(ready.file, file)))
  }

  async function start(file: WaitingFile): Promise<void> {
    const { key, id } = file
    const blob = await deps.blob(file)
    if (!blob) return refuse(file, { code: 'storage_failed', reason: 'the device lost its bytes' })
    if (!file.begun) await deps.change(key, (one) => ({ ...one, begun: true }))
    const { name, type } = measuresOf(file)
    let stalled = () => {}
    const mine: Running = { key, id, movedMs: deps.now(), stop: () => (stalled(), stop()) }
    const ifMine = (step: () => void) => {
      if (running === mine) step()
    }
    const moved = (sentBytes: number, isChecking = false) => {
      mine.movedMs = deps.now()
      stalled()
      stalled = deps.schedule(STALLED_MS, () => ifMine(() => failed(file, { kind: 'again' })))
      deps.show({ key, sentBytes, isChecking })
    }
    const over = (name: string, task: () => Promise<void>) => ifMine(() => serial.run(name, task))
    const stop = deps.transport.send(
      { id, name, type, blob, begun: file.begun },
      {
        progress: (sentBytes) => ifMine(() => moved(sentBytes)),
        confirmed: (sentBytes) => {
          ifMine(() => trouble.delete(key))
          over('confirmed', async () => void (await deps.change(key, (one) => ({ ...one, sentBytes }))))
        },
        done: () => {
          ifMine(() => moved(blob.size, true))
          void deps.transport.finish(id).then(
            (answer) => ifMine(() => ('kind' in answer ? failed(file, answer) : finished(file, answer))),
            () => ifMine(() => failed(file, { kind: 'again' })),
          )
        },
        failed: (failure) => ifMine(() => failed(file, failure)),
      },
    )
    running = mine
    moved(file.sentBytes)
  }

  function finished(file: WaitingFile, made: FileValue): void {
    halt()
    serial.run('finished', async () => {
      trouble.delete(file.key)
      const ready = { file: made, atMs: deps.now() }
      const ours = (one: WaitingFile) =>
        one.id === file.id ? { ...one, ready, sentBytes: measuresOf(one).bytes } : one
      await deps.change(file.key, ours)
      await lookNow()
    })
  }

  function failed(file: WaitingFile, failure: Failure): void {
    halt()
    serial.run('failed', async () => {
      if (failure.kind === 'refused') await refuse(file, failure.refusal)
      else {
        const attempt = (trouble.get(file.key)?.attempt ?? -1) + 1
        const waitMs = Math.max(againAfterMs(attempt, deps.random()), ('afterMs' in failure && failure.afterMs) || 0)
        trouble.set(file.key, { attempt, untilMs: deps.now() + waitMs })
        if (failure.kind === 'anew') await deps.change(file.key, (one) => ({ ...one, begun: false, sentBytes: 0 }))
      }
      await lookNow()
    })
  }

  async function refuse(file: WaitingFile, refusal: FileRefusal): Promise<void> {
    const { key, id } = file
    const told = refusal.code === 'too_large' ? { ...refusal, limit: await deps.limitBytes() } : refusal
    const isAwaited = deps.outbox.queue().intents.some(({ awaits }) => awaits?.includes(id))
    if (isAwaited) await deps.outbox.change((queue) => fileRefused(queue, id, told))
    const stays = isAwaited ? null : told
    const anew = (one: WaitingFile) => (one.id === id ? { ...one, begun: false, sentBytes: 0, refusal: stays } : one)
    await deps.change(key, anew)
  }

  function halt(): void {
    const before = running
    running = null
    before?.stop()
    deps.show(null)
  }

  serial.run('begin', begin)
  look()
  return {
    look,
    live() {
      trouble.clear()
      // What left over a network that is gone may never be answered.
      if (running && deps.now() - running.movedMs > MOVED_MS) halt()
      look()
    },
    async stop() {
      isStopped = true
      cancelWake()
      halt()
      serial.stop()
      await serial.idle()
    },
  }
}
