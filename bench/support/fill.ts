/** Fills a workspace's core: channels and messages, brought as updates like anybody's and judged like anybody's. */
import * as Y from 'yjs'
import { ErrorCode } from '../../schema/errors.ts'
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import { ulidFactory, type ChannelId, type UserId } from '../../schema/ids.ts'
import type { SyncCore } from '../../sync-server/sync/sync-core.ts'
import type { Outcome } from '../../sync-server/sync/admission.ts'
import { writeJob } from '../../sync-server/sync/write-job.ts'
import { englishMessage } from './english.ts'

/** Updates joined in one commit: the disk is not what filling measures. So few that none of them arrives late (projection/project-timeline.ts). */
export const COMMIT_UPDATES = 16
const WRITTEN_EVERY_MS = 10_000
export const newUlid = ulidFactory(Date.now, Math.random)

export type Write = readonly [root: string, key: string, value: unknown]
/** What the n-th message writes, by a user. */
export type Talk = (n: number, ids: readonly string[], by: number) => readonly Write[]

const plainTalk: Talk = (n, ids, by) => [['messages', ids[n] as string, { by, text: englishMessage(n) }]]

/** One update under a fresh client id, as our client makes it. */
export function updateOf(writes: readonly Write[]): Uint8Array {
  // Its name is no matter, and a random one would take eight times what the update takes: the load has to be cheap.
  const scratch = new Y.Doc({ guid: '' })
  scratch.transact(() => {
    for (const [root, key, value] of writes) scratch.getMap(root).set(key, value)
  })
  return Y.encodeStateAsUpdate(scratch)
}

/** @param sealed  when its volume was sealed by what came before it in the same commit; then nothing of it counts */
export function bring(
  core: SyncCore,
  userId: number,
  doc: string,
  update: Uint8Array,
  sealed: (() => void) | null = null,
): void {
  const decided = (outcome: Outcome) => {
    const isSealed = outcome.kind === 'refused' && outcome.entries.some(({ code }) => code === ErrorCode.Sealed)
    if (isSealed && sealed) return sealed()
    if (outcome.kind !== 'accepted') throw new Error(`filling was answered ${JSON.stringify(outcome)}`)
  }
  const failed = () => {
    throw new Error('filling failed')
  }
  core.deps.writer.enqueue(writeJob(core.deps, userId as UserId, doc, update, { decided, failed }))
}

/** When the first of so many messages was written. A channel that is younger than its messages has them all late. */
export function writtenFrom(count: number): number {
  return Date.now() - count * WRITTEN_EVERY_MS
}

/** A group of the given users; the first owns it. */
export function fillGroup(core: SyncCore, title: string, users: readonly number[]): ChannelId {
  const id = newUlid() as ChannelId
  const [owner = 1] = users
  const members = users.map((user): Write => [
    'members',
    String(user),
    { role: user === owner ? 'owner' : 'member', by: owner },
  ])
  const meta = Object.entries({ kind: 'group', title, createdBy: owner }).map(([k, v]): Write => ['meta', k, v])
  bring(core, owner, channelDocument(id), updateOf([...meta, ...members]))
  core.deps.writer.flush()
  return id
}

/**
 * Messages, each an update of its own, by the users in turn.
 *
 * @param written  told when each was written, before it is brought
 * @param talk  left out: 60 characters each, and nothing else
 * @returns their ids, in order
 */
export function fillMessages(
  core: SyncCore,
  id: ChannelId,
  users: readonly number[],
  count: number,
  written: (atMs: number) => void = () => {},
  talk: Talk = plainTalk,
): string[] {
  // Written one after the other over days, not in one millisecond: else their ids would hardly differ.
  let writtenMs = writtenFrom(count)
  const newId = ulidFactory(() => (writtenMs += WRITTEN_EVERY_MS), Math.random)
  const ids: string[] = []
  const late: number[] = []
  const write = (n: number) => {
    const user = users[n % users.length] as number
    const doc = volumeDocument(id, core.deps.tables.channel(id)?.last_volume ?? 0)
    const update = updateOf(talk(n, ids, user))
    bring(core, user, doc, update, () => late.push(n))
  }
  const commit = () => {
    core.deps.writer.flush()
    const again = late.splice(0)
    for (const n of again) write(n)
    if (again.length > 0) core.deps.writer.flush()
  }
  for (let n = 0; n < count; n++) {
    ids.push(newId())
    written(writtenMs)
    write(n)
    if (n % COMMIT_UPDATES === COMMIT_UPDATES - 1) commit()
  }
  commit()
  return ids
}
