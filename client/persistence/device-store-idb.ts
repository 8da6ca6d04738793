/** The device's disk in a browser: database `cairn-<userId>` with strict writes, and a replica database per document. */
import { openDB, type DBSchema, type IDBPDatabase, type StoreNames } from 'idb'
import type { UserId } from '../../schema/ids.ts'
import type { ChatRow } from '../../schema/projection/project-chats.ts'
import type { Marks } from '../sync/device.ts'
import type { Intent, Queue } from '../sync/intent.ts'
import type {
  AsideRegister,
  DeviceStore,
  DocumentRecord,
  ProgressChange,
  RetiredReplica,
  StoredState,
} from './device-store.ts'
import { deleteRows, openIdbReplica, readRows } from './replica-idb.ts'
import { guardStorage, guardTransaction } from './storage-failure.ts'

interface DeviceSchema extends DBSchema {
  outbox: { key: number; value: Intent }
  documents: { key: string; value: DocumentRecord }
  /** Single values by name: device, connection, place, done, retired, settings, clockOffsetMs, lastContactMs, queue, rows, marks. */
  values: { key: string; value: unknown }
  aside: { key: [string, string, string]; value: AsideRegister }
}

type Counters = Pick<Queue, 'nextN' | 'revision' | 'arrived'>
const NO_COUNTERS: Counters = { nextN: 1, revision: 0 }
const STRICT = { durability: 'strict' } as const
/** To be raised whenever a row of the chat list changes its shape: what was kept before is not shown. */
const ROWS_SHAPE = 2
const SINGLE = [
  'device',
  'connection',
  'place',
  'done',
  'retired',
  'settings',
  'clockOffsetMs',
  'lastContactMs',
] as const

export function replicaName(userId: UserId, doc: string, generation: string): string {
  return `cairn-${userId}-${doc}-${generation}`
}

/**
 * Opens the database at its first use, and again when that failed or it was taken away.
 *
 * @param isSignedIn  whether this account still is on this device: what another tab deletes as it signs out is not made again
 */
export function openDeviceStore(userId: UserId, isSignedIn: () => boolean = () => true): DeviceStore {
  return new IdbDeviceStore(userId, isSignedIn)
}

class IdbDeviceStore implements DeviceStore {
  #opening: Promise<IDBPDatabase<DeviceSchema>> | null = null
  #isClosed = false
  #isTaken = false
  #ended = () => {}

  constructor(
    private readonly userId: UserId,
    private readonly isSignedIn: () => boolean,
  ) {}

  private async db(): Promise<IDBPDatabase<DeviceSchema>> {
    if (this.#isClosed || (this.#isTaken && !this.isSignedIn())) throw new Error('closed')
    const opening = (this.#opening ??= openDevice(this.userId, () => {
      this.#opening = null
      this.#isTaken = true
      if (!this.#isClosed && this.isSignedIn()) this.#ended()
    }))
    try {
      return await opening
    } catch (cause) {
      if (this.#opening === opening) this.#opening = null
      throw cause
    }
  }

  load(): Promise<StoredState> {
    return guardStorage('load', async () => {
      const tx = (await this.db()).transaction(['documents', 'values'])
      const values = tx.objectStore('values')
      const [documents, ...single] = await Promise.all([
        tx.objectStore('documents').getAll(),
        ...SINGLE.map((name) => values.get(name)),
      ])
      const [device, connection, place, done, retired, settings, clockOffsetMs, lastContactMs] = single
      return {
        documents,
        device: (device as string | undefined) ?? '',
        connection: (connection as number | undefined) ?? 0,
        place: (place as StoredState['place'] | undefined) ?? { position: 0, chain: '' },
        done: (done as StoredState['done'] | undefined) ?? [],
        retired: (retired as RetiredReplica[] | undefined) ?? [],
        settings: (settings as StoredState['settings'] | undefined) ?? null,
        clockOffsetMs: (clockOffsetMs as number | undefined) ?? 0,
        lastContactMs: (lastContactMs as number | undefined) ?? 0,
      }
    })
  }

  saveProgress(change: ProgressChange): Promise<void> {
    return this.strict('save progress', ['documents', 'values'], (tx) => {
      const documents = tx.objectStore('documents')
      const values = tx.objectStore('values')
      return beginAll([
        ...(change.documents ?? []).map((record) => () => documents.put(record)),
        ...(change.forgotten ?? []).map((doc) => () => documents.delete(doc)),
        ...SINGLE.filter((name) => change[name] !== undefined).map((name) => () => values.put(change[name], name)),
      ])
    })
  }

  loadQueue(): Promise<Queue> {
    return guardStorage('load outbox', async () => {
      const tx = (await this.db()).transaction(['outbox', 'values'])
      const [intents, counters] = await Promise.all([
        tx.objectStore('outbox').getAll(),
        tx.objectStore('values').get('queue'),
      ])
      return { intents, ...((counters as Counters | undefined) ?? NO_COUNTERS) }
    })
  }

  changeQueue(step: (queue: Queue) => Queue): Promise<Queue> {
    return this.strict('change outbox', ['outbox', 'values'], async (tx) => {
      const [outbox, values] = [tx.objectStore('outbox'), tx.objectStore('values')]
      const counters = ((await values.get('queue')) as Counters | undefined) ?? NO_COUNTERS
      const before: Queue = { intents: await outbox.getAll(), ...counters }
      const stepped = step(before)
      const after: Queue = { ...stepped, revision: Math.max(before.revision, stepped.revision) + 1 }
      const kept = new Set(after.intents.map((intent) => intent.n))
      const known = new Set<Intent>(before.intents)
      await beginAll([
        ...before.intents.filter((intent) => !kept.has(intent.n)).map((intent) => () => outbox.delete(intent.n)),
        ...after.intents.filter((intent) => !known.has(intent)).map((intent) => () => outbox.put(intent)),
        () => values.put({ nextN: after.nextN, revision: after.revision, arrived: after.arrived }, 'queue'),
      ])
      return after
    })
  }

  keepAside(registers: readonly AsideRegister[]): Promise<void> {
    return this.strict('keep aside', ['aside'], (tx) =>
      beginAll(registers.map((one) => () => tx.objectStore('aside').put(one))),
    )
  }

  loadAside(): Promise<readonly AsideRegister[]> {
    return guardStorage('load aside', async () => (await this.db()).getAll('aside'))
  }

  loadRows(): Promise<readonly ChatRow[]> {
    return guardStorage('load rows', async () => {
      const kept = (await (await this.db()).get('values', 'rows')) as { shape: number; rows: ChatRow[] } | undefined
      return kept?.shape === ROWS_SHAPE ? kept.rows : []
    })
  }

  keepRows(rows: readonly ChatRow[]): Promise<void> {
    return guardStorage('keep rows', async () => {
      await (await this.db()).put('values', { shape: ROWS_SHAPE, rows }, 'rows')
    })
  }

  loadMarks(): Promise<Readonly<Record<string, Marks>>> {
    return guardStorage('load marks', async () => {
      const kept = await (await this.db()).get('values', 'marks')
      return (kept ?? {}) as Readonly<Record<string, Marks>>
    })
  }

  keepMarks(marks: Readonly<Record<string, Marks>>): Promise<void> {
    return guardStorage('keep marks', async () => {
      await (await this.db()).put('values', marks, 'marks')
    })
  }

  openReplica(doc: string, generation: string, options: { readonly fresh?: boolean } = {}) {
    return openIdbReplica(replicaName(this.userId, doc, generation), options.fresh === true)
  }

  readReplica(doc: string, generation: string) {
    return readRows(replicaName(this.userId, doc, generation))
  }

  deleteReplica(doc: string, generation: string) {
    return deleteRows(replicaName(this.userId, doc, generation))
  }

  onEnded(listener: () => void): void {
    this.#ended = listener
  }

  close(): void {
    this.#isClosed = true
    this.#opening?.then((db) => db.close()).catch(() => undefined)
  }

  /** All that `write` does, or nothing of it. */
  private strict<Name extends StoreNames<DeviceSchema>, Written>(
    what: string,
    stores: Name[],
    write: (tx: ReturnType<typeof strictTransaction<Name>>) => Promise<Written>,
  ): Promise<Written> {
    return guardTransaction(what, async () => {
      const tx = strictTransaction(await this.db(), stores)
      // Heard also where `write` fails first.
      tx.done.catch(() => undefined)
      try {
        const written = await write(tx)
        await tx.done
        return written
      } catch (cause) {
        abortQuietly(tx)
        throw cause
      }
    })
  }
}

/** @param taken  the connection is of no use any more, nor may be what was in it */
function openDevice(userId: UserId, taken: () => void): Promise<IDBPDatabase<DeviceSchema>> {
  return openDB<DeviceSchema>(`cairn-${userId}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('outbox', { keyPath: 'n' })
      fresh.createObjectStore('documents', { keyPath: 'doc' })
      fresh.createObjectStore('values')
      fresh.createObjectStore('aside', { keyPath: ['doc', 'root', 'key'] })
    },
    terminated: taken,
    blocking(_now, wanted, { target }) {
      // Somebody signs out in another tab and deletes it. What would only change it waits for this tab to end.
      if (wanted !== null) return
      ;(target as IDBDatabase).close()
      taken()
    },
  })
}

function strictTransaction<Name extends StoreNames<DeviceSchema>>(db: IDBPDatabase<DeviceSchema>, stores: Name[]) {
  return db.transaction(stores, 'readwrite', STRICT)
}

/** All at once. One that cannot even be begun must not leave the others to nobody. */
async function beginAll(requests: readonly (() => Promise<unknown>)[]): Promise<void> {
  await Promise.all(requests.map(async (begin) => begin()))
}

function abortQuietly(tx: { abort(): void }): void {
  try {
    tx.abort()
  } catch {
    // Already over: the failure that brought us here aborted it.
  }
}
