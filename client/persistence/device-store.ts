/**
 * The port of a device's disk: an own database whose writes are strict, and one replica database per document and
 * generation whose writes are relaxed, so that a digest tells at load whether their tail was lost.
 * Every failure is a CairnError `storage_failed`, whichever way the browser reports it.
 */
import type * as Y from 'yjs'
import type { Json } from '../../schema/json.ts'
import type { ChatRow } from '../../schema/projection/project-chats.ts'
import type { WireSettings } from '../../schema/protocol/downstream.ts'
import type { Marks } from '../sync/device.ts'
import type { Queue } from '../sync/intent.ts'

/** A document as the device holds it: everything up to `position` of the log, in that generation. */
export interface DocumentRecord {
  readonly doc: string
  readonly generation: string
  readonly position: number
  readonly chain: string
  /** Of its live registers when this was saved; '' when the disk did not take them, or a lost tail is not made up for. */
  readonly digest: string
  /** Not readable any more; kept until access returns. */
  readonly aside?: boolean
}

/** A replica of an older generation, kept until these intents are acknowledged. */
export interface RetiredReplica {
  readonly doc: string
  readonly generation: string
  readonly until: readonly number[]
  /** The disk refused to open it when it was replaced: it is still to be compared. */
  readonly unread?: { readonly isRestored: boolean }
}

/** A register that others wrote and a restored server lacks. */
export interface AsideRegister {
  readonly doc: string
  readonly root: string
  readonly key: string
  readonly value: Json
}

/** A place in the server's log. */
export interface Place {
  readonly position: number
  readonly chain: string
}

/** Documents answered by a resume that is not complete: the record each was answered with. */
export type DoneDocument = Pick<DocumentRecord, 'doc' | 'generation' | 'position' | 'chain'>

export interface StoredState {
  /** '' on a new device. */
  readonly device: string
  readonly connection: number
  readonly place: Place
  readonly done: readonly DoneDocument[]
  readonly documents: readonly DocumentRecord[]
  readonly retired: readonly RetiredReplica[]
  readonly settings: StoredSettings | null
  /** Server time minus this device's, milliseconds. */
  readonly clockOffsetMs: number
  readonly lastContactMs: number
}

export interface StoredSettings {
  readonly id: string
  readonly settings: WireSettings
}

/** One strict transaction; what is left out stays as it is. */
export interface ProgressChange {
  readonly device?: string
  readonly connection?: number
  readonly place?: Place
  readonly done?: readonly DoneDocument[]
  readonly documents?: readonly DocumentRecord[]
  /** Documents that leave the device; their replicas are deleted apart. */
  readonly forgotten?: readonly string[]
  readonly retired?: readonly RetiredReplica[]
  readonly settings?: StoredSettings
  readonly clockOffsetMs?: number
  readonly lastContactMs?: number
}

/** A document's content with its own place on disk. */
export interface Replica {
  readonly doc: Y.Doc
  /** Resolves when everything applied so far was handed to the disk; rejects when it cannot be. */
  flushed(): Promise<void>
  /** Lets go of the memory; the disk keeps it. */
  close(): Promise<void>
  /** Lets go of both. */
  destroy(): Promise<void>
}

export interface DeviceStore {
  load(): Promise<StoredState>
  saveProgress(change: ProgressChange): Promise<void>
  loadQueue(): Promise<Queue>
  /** Reads the queue and writes what `step` makes of it in one strict transaction over all tabs; raises `revision` of both. */
  changeQueue(step: (queue: Queue) => Queue): Promise<Queue>
  keepAside(registers: readonly AsideRegister[]): Promise<void>
  loadAside(): Promise<readonly AsideRegister[]>
  /** The chat list as it was kept last; empty where another version of the app kept it. */
  loadRows(): Promise<readonly ChatRow[]>
  /** May be lost: the documents tell it again. */
  keepRows(rows: readonly ChatRow[]): Promise<void>
  /** How far others have read, by channel, as it was kept last. */
  loadMarks(): Promise<Readonly<Record<string, Marks>>>
  /** May be lost: the server tells it again. */
  keepMarks(marks: Readonly<Record<string, Marks>>): Promise<void>
  /** The only writer of this replica. `fresh`: what is there is removed first. */
  openReplica(doc: string, generation: string, options?: { readonly fresh?: boolean }): Promise<Replica>
  /** The updates on disk, for a tab that is not the sender. Changes nothing. */
  readReplica(doc: string, generation: string): Promise<readonly Uint8Array[]>
  deleteReplica(doc: string, generation: string): Promise<void>
  /** Called when the database was taken away, with what is in it or not; not where somebody signed out. */
  onEnded(listener: () => void): void
  close(): void
}
