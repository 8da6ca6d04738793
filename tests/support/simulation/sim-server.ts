/** The real sync core on a database in memory that can crash, fail to flush, be backed up and restored. */
import type { Database } from 'better-sqlite3'
import { DEFAULT_REACTIONS } from '../../../schema/default-reactions.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { Settings } from '../../../schema/views.ts'
import { renewAfterRestore } from '../../../sync-server/sync/renew.ts'
import { createSyncCore, type SyncCore } from '../../../sync-server/sync/sync-core.ts'
import type { Endpoint, Transport } from '../../../sync-server/sync/transport.ts'
import { memoryDatabase } from '../core-harness.ts'
import type { SimTime } from './sim-time.ts'

export class SimServer {
  db: Database = memoryDatabase()
  core: SyncCore | null = null
  /** The next commits fail, as on a full disk. */
  failingCommits = 0
  private epoch = 0
  private backup: { content: Buffer; atMs: number } | null = null

  constructor(
    private readonly time: SimTime,
    private readonly random: () => number,
    readonly settings: Settings,
  ) {}

  get isUp(): boolean {
    return this.core !== null
  }

  start(): void {
    const epoch = ++this.epoch
    const ifAlive = (run: () => void) => () => {
      if (this.epoch === epoch) run()
    }
    this.core = createSyncCore({
      db: this.db,
      settings: () => this.settings,
      messagesPerMinute: Infinity,
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      clock: {
        now: () => this.time.nowMs,
        random: this.random,
        defer: (callback) => void this.time.schedule(0, ifAlive(callback)),
        schedule: (delayMs, callback) => this.time.schedule(delayMs, ifAlive(callback)),
      },
    })
    const { log } = this.core.deps
    const commit = log.commit.bind(log)
    log.commit = () => {
      if (this.failingCommits > 0) {
        this.failingCommits--
        throw new Error('disk error')
      }
      commit()
    }
  }

  /** The process is gone; what was committed stays. */
  crash(): void {
    this.epoch++
    this.core = null
  }

  takeBackup(): void {
    this.backup = { content: this.db.serialize(), atMs: this.time.nowMs }
  }

  /** Goes back to the last backup, as `npm run restore` does. @returns false when there is none */
  restore(): boolean {
    if (!this.backup) return false
    this.failingCommits = 0
    this.crash()
    this.db = memoryDatabase(this.backup.content)
    this.start()
    renewAfterRestore(this.core as SyncCore, this.backup.atMs, this.time.nowMs)
    return true
  }

  addUser(userId: number, username: string, admin: boolean): void {
    void this.core?.runInCommit((tx) => tx.announceUser({ userId: userId as UserId, username, admin }))
    this.core?.deps.writer.flush()
  }

  connect(userId: number, transport: Transport): Endpoint | null {
    const identity = {
      userId: userId as UserId,
      sessionId: `s${userId}`,
      expiresAtMs: Infinity,
      kind: 'cookie' as const,
    }
    return this.core?.connectMux(transport, identity) ?? null
  }
}

export function simSettings(volumeMessages: number): Settings {
  return { reactions: DEFAULT_REACTIONS, adminsDeleteMessages: false, volumeMessages, defaultChannels: ['general'] }
}
