/** What this tab's person writes, sends again and takes back: into the outbox, in the order in which it was asked for. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { Core } from './core.ts'
import type { Device, NewIntent } from './device.ts'
import { isInVolume, messageOf, type Wanted } from './intent.ts'
import { discard, enqueue, retry } from './queue.ts'
import { sendFirst } from './send-first.ts'

type Writes = Pick<Device, 'write' | 'retry' | 'sendFirst' | 'discard'>

export interface OwnWrites {
  readonly writes: Writes
  /** Resolves when all that was asked for is done. */
  readonly idle: () => Promise<unknown>
}

export function createOwnWrites(core: Core): OwnWrites {
  const { outbox, clock } = core
  let writing: Promise<unknown> = Promise.resolve()

  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = writing.then(work)
    // Who looks after the disk hears of each that failed (docs/behaviour.md, OS26).
    writing = done.catch((cause: unknown) => core.report('write', cause))
    // One of its own for whoever asked: where nobody waits for it, it counts as not caught.
    return done.then((result) => result)
  }

  const writes: Writes = {
    write: (intents) =>
      inOrder(async () => {
        const wanted: Wanted[] = []
        for (const intent of intents) wanted.push({ ...intent, ...(await standing(core, intent)) })
        await outbox.change((queue) => enqueue(queue, wanted, clock.now()))
      }),
    retry: (n) =>
      inOrder(async () => {
        const item = outbox.queue().intents.find((intent) => intent.n === n)
        if (!item) return
        const { base } = await standing(core, item)
        await outbox.change((queue) => retry(queue, n, base, clock.now()))
      }),
    sendFirst: (n) => inOrder(async () => void (await outbox.change((queue) => sendFirst(queue, n)))),
    discard: (n) => inOrder(async () => void (await outbox.change((q) => discard(q, n, core.userId, clock.now())))),
  }
  return { writes, idle: () => writing }
}

/** What the replica holds of a register, as its author sees it. */
async function standing(
  core: Core,
  { doc, root, key }: Omit<NewIntent, 'value'>,
): Promise<Pick<Wanted, 'base' | 'volume'>> {
  if (!isInVolume(root)) return { base: await core.replicas.use(doc, (held) => held?.get(root, key) ?? null) }
  const channelId = doc.slice(channelDocument('' as ChannelId).length) as ChannelId
  const place = core.index.find(channelId, messageOf({ root, key }))
  if (!place) return { base: null }
  const { volume } = place
  const read = (held: { get(root: string, key: string): Json | undefined } | null) => held?.get(root, key) ?? null
  return { base: await core.replicas.use(volumeDocument(channelId, volume), read), volume }
}
