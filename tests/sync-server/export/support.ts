/** The export of a harness core, and a reader who keeps what it is told. */
import { ulidFactory, type ChannelId, type MessageId, type UserId } from '../../../schema/ids.ts'
import type { Reading } from '../../../sync-server/access/exported-channel.ts'
import type { ExportDeps } from '../../../sync-server/export/deps.ts'
import type { DeletedRecord, MessageRecord } from '../../../sync-server/export/message-record.ts'
import { endCursor, planChannel, type Asked } from '../../../sync-server/export/plan-channel.ts'
import { walkChannel } from '../../../sync-server/export/walk-channel.ts'
import { ExportReader } from '../../../sync-server/storage/export-reader.ts'
import { ada, bo, type Talk } from '../support/a-talk.ts'

export function exportDeps({ h, deps }: Talk): ExportDeps {
  return { world: deps.world, channels: deps.channels, messages: deps.messages, reader: new ExportReader(h.db) }
}

export const readingOf = (userId: UserId): Reading => ({ userId, channels: null })

export const always = () => true

/** As the writer puts messages into the projection, without the documents, which an export does not read. */
export function fillChannel({ h, deps }: Talk, id: ChannelId, count: number): void {
  const { tables } = h.core.deps
  const newId = ulidFactory(() => h.clock.nowMs, h.clock.random)
  const first = deps.messages.last(id)?.seq ?? 0
  h.db.transaction(() => {
    for (let n = 1; n <= count; n++) {
      const at = h.clock.nowMs + n
      const messageId = newId() as MessageId
      const isReacted = n % 10 === 0
      const stamp = { id: 1_000_000 + n, seq: first + n, at, ...(isReacted ? { rmod: at } : {}) }
      const text = `Pump ${n} runs, and filter ${n % 7} holds.`
      tables.messages.put(id, messageId, 0, { by: n % 2 ? ada : bo, text }, stamp)
      if (isReacted) tables.messages.putReaction(id, messageId, 'thumbsup', ada, true)
    }
    tables.raiseCounts(id, first + count, 0, h.clock.nowMs + count)
  })()
}

/** Keeps each message by its id, as docs/api/export.md says. */
export class KeptExport {
  readonly messages = new Map<string, MessageRecord>()
  cursor: string | undefined

  constructor(
    private readonly deps: ExportDeps,
    private readonly reading: Reading,
    private readonly channelId: string,
  ) {}

  /**
   * Reads on from where it is.
   *
   * @param between  called after each piece; true cuts the walk there
   * @returns whether there is more
   */
  async readOn(
    asked: Asked = {},
    piece?: number,
    between: () => Promise<boolean> = async () => false,
  ): Promise<boolean> {
    const plan = planChannel(this.deps, this.reading, this.channelId, { ...asked, since: this.cursor })
    if (plan.isReset) {
      this.messages.clear()
      // Cut before its first piece, it has to be told so again.
      this.cursor = undefined
    }
    for await (const told of walkChannel(this.deps, this.reading, plan, always, piece)) {
      for (const { record, cursor } of told) {
        this.keep(record)
        this.cursor = cursor()
      }
      if (await between()) return true
    }
    this.cursor = endCursor(plan)
    return plan.hasMore
  }

  /** In order of `seq`. */
  list(): MessageRecord[] {
    return [...this.messages.values()].sort((a, b) => a.seq - b.seq)
  }

  private keep(record: MessageRecord | DeletedRecord): void {
    if (record.record === 'deleted') this.messages.delete(record.id)
    else this.messages.set(record.id, record)
  }
}
