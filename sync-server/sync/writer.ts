/**
 * The single writer: gathers the jobs of one turn into one transaction and one disk flush, then tells (docs/behaviour.md,
 * WR1-WR5). A failed flush or a throw discards the staged documents; what is stored is what holds.
 */
import type { UpdateLog } from '../storage/update-log.ts'
import type { Rooms } from './rooms.ts'
import type { CommitOutcome, Transaction } from './transaction.ts'

export interface Job {
  /** The document that it changes above all. */
  readonly doc?: string
  /** Changes documents and tables, synchronously; may be run again after a failed attempt of its group. */
  run(tx: Transaction): void
  /** After the flush and the relay, in the order of the jobs. */
  committed(): void
  failed(error: unknown): void
}

/** What one commit did to one document. */
export interface CommittedRow {
  readonly doc: string
  readonly position: number
  readonly update: Uint8Array
}

export interface WriterDeps {
  readonly log: UpdateLog
  readonly rooms: Rooms
  /** Runs the callback at the end of this turn. */
  readonly defer: (callback: () => void) => void
  readonly begin: (outcome: CommitOutcome) => Transaction
  /** After the flush, before the jobs are told: every socket that listens gets the rows. */
  readonly relay: (rows: readonly CommittedRow[]) => void
  /** After the jobs were told: lets sockets in and out, and ends the turn. */
  readonly finish: (outcome: CommitOutcome) => void
}

/** Nested calls; documents beyond these get a transaction for each job. */
const MAX_GATHERED = 64

export class Writer {
  private queue: Job[] = []
  private scheduled = false

  constructor(private readonly deps: WriterDeps) {}

  /** Adds a job to the commit of this turn. */
  enqueue(job: Job): void {
    this.queue.push(job)
    if (this.scheduled) return
    this.scheduled = true
    this.deps.defer(() => this.flush())
  }

  /** Commits what is queued now. */
  flush(): void {
    this.scheduled = false
    const jobs = this.queue
    this.queue = []
    if (jobs.length === 0) return
    const error = this.attempt(jobs)
    if (error === null) return
    if (jobs.length === 1) return jobs[0]?.failed(error.cause)
    // One of them is at fault, or the disk: alone, each fails for itself.
    for (const job of jobs) {
      const alone = this.attempt([job])
      if (alone) job.failed(alone.cause)
    }
  }

  private attempt(jobs: readonly Job[]): { cause: unknown } | null {
    const { log, rooms } = this.deps
    const outcome: CommitOutcome = { events: [], live: [] }
    const rows: CommittedRow[] = []
    let nowMs = 0
    try {
      log.begin()
      const tx = this.deps.begin(outcome)
      nowMs = tx.nowMs
      this.gather(jobs, () => {
        for (const job of jobs) job.run(tx)
      })
      for (const room of rooms.staged) {
        const update = room.takeStaged()
        if (!update) continue
        if (!room.isStored) log.beginGeneration(room.name, room.generation, room.serverClient)
        const position = log.append(room.name, room.generation, update, nowMs)
        rows.push({ doc: room.name, position, update })
      }
      log.commit()
    } catch (cause) {
      log.rollback()
      // Bindings and staged updates of the rooms may hold what is not stored.
      for (const row of rows) rooms.forget(row.doc)
      rooms.discardStaged()
      rooms.forgetUnsure()
      return { cause }
    }
    for (const row of rows) rooms.settle(row.doc, row.position)
    rooms.staged.clear()
    rooms.unsure.clear()
    this.deps.relay(rows)
    for (const job of jobs) job.committed()
    this.deps.finish(outcome)
    return null
  }
  /**
   * Runs the jobs inside one Yjs transaction for each document that several of them change: each transaction costs
   * time by the number of its writers ever, and makes an update that would have to be merged with the others.
   */
  private gather(jobs: readonly Job[], run: () => void): void {
    const counts = new Map<string, number>()
    for (const { doc } of jobs) if (doc !== undefined) counts.set(doc, (counts.get(doc) ?? 0) + 1)
    const busy = [...counts].filter(([, count]) => count > 1).slice(0, MAX_GATHERED)
    busy.reduce(
      (inner, [doc]) =>
        () =>
          this.deps.rooms.get(doc).gather(inner),
      run,
    )()
  }
}
