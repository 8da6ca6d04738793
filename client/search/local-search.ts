/** What this device's index offers: `localSearchOf(device)` is the same object every time (docs/behaviour.md, SR13-SR20). */
import type { ChannelId } from '../../schema/ids.ts'
import { coreOf } from '../storage/core-of.ts'
import { once } from '../stores/once.ts'
import type { SyncedDevice } from '../sync/create-device.ts'
import type { Device } from '../sync/device.ts'
import type {
  IndexAnswer,
  IndexPlace,
  IndexQuestions,
  IndexSearch,
  IndexUsage,
  QuestionName,
} from './index-question.ts'
import { SearchClient } from './search-client.ts'

export type { IndexPlace, IndexUsage } from './index-question.ts'

/** Who answers: a worker, or in fixtures an index in the page. */
export interface Asked {
  ask<Name extends QuestionName>(name: Name, ask: IndexQuestions[Name]['ask']): Promise<IndexQuestions[Name]['answer']>
  subscribe(listener: () => void): () => void
}

export class LocalSearch {
  constructor(private readonly asked: Asked) {}

  search(search: IndexSearch): Promise<IndexAnswer> {
    return this.asked.ask('search', search)
  }

  /** Where a message is on this device, also in volumes that are only on the disk; null = not here. */
  locate(channel: ChannelId, id: string): Promise<IndexPlace | null> {
    return this.asked.ask('locate', { channel, id })
  }

  /** The first message on this device at or after a time, else the last one; null = none. */
  placeOfTime(channel: ChannelId, atMs: number): Promise<IndexPlace | null> {
    return this.asked.ask('placeOfTime', { channel, atMs })
  }

  /** Local midnights, ascending, of the days that have messages on this device. */
  days(channel: ChannelId): Promise<number[]> {
    return this.asked.ask('days', { channel })
  }

  /** When the first and the last message of each volume of this device came. */
  spans(channel: ChannelId): Promise<IndexQuestions['spans']['answer']> {
    return this.asked.ask('spans', { channel })
  }

  /** Which of these integer ids are on this device. */
  async known(channels: readonly ChannelId[], nums: readonly number[]): Promise<ReadonlySet<number>> {
    return new Set(await this.asked.ask('known', { channels, nums }))
  }

  /** What the index takes on the disk, roughly. Never rejects. */
  usage(): Promise<IndexUsage> {
    return this.asked.ask('usage', null).catch(() => NO_INDEX)
  }

  /** Throws the index away and makes it again; resolves when all is indexed. */
  async rebuild(): Promise<void> {
    await this.asked.ask('rebuild', null)
  }

  /** A search is about to begin: what it needs is read from the disk. */
  warm(): void {
    this.asked.ask('warm', null).catch(() => undefined)
  }

  subscribe(listener: () => void): () => void {
    return this.asked.subscribe(listener)
  }
}

const NO_INDEX: IndexUsage = { bytes: 0, messages: 0, volumes: 0, state: 'failed' }
const NOBODY: Asked = {
  ask: () => Promise.reject(new Error('this device has no index')),
  subscribe: () => () => undefined,
}

const made = new WeakMap<Device, LocalSearch>()

export function localSearchOf(device: Device): LocalSearch {
  return once(made, device, () => {
    return new LocalSearch(coreOf(device) ? new SearchClient(device as SyncedDevice) : NOBODY)
  })
}

/** For fixtures and tests, which bring their own. */
export function useLocalSearch(device: Device, search: LocalSearch): void {
  made.set(device, search)
}
