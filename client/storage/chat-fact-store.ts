/** What one chat has on this device (docs/behaviour.md, OS38, OS42, UI243): counted when it is asked for, and as files come and go while somebody looks. */
import { coalesced } from '../search/coalesced.ts'
import { FollowingStore, type Unsubscribe } from '../stores/store.ts'
import type { StoragePorts } from './ports.ts'
import type { PrepareFact, PrepareLeft } from './prepare-offline.ts'

export interface ChatFact extends Omit<PrepareFact, keyof PrepareLeft> {
  /** All messages that are to be kept are here. */
  readonly hasMessages: boolean
  /** Those of its files that are to be kept, and are not here. */
  readonly missingFiles: number
}

/** null until it was counted, and where it cannot be. */
export class ChatFactStore extends FollowingStore<ChatFact | null> {
  /** One count at a time: what changes meanwhile is counted once more after it. */
  readonly count = coalesced(async () => this.set(await this.countNow()))

  constructor(
    private readonly countNow: () => Promise<ChatFact | null>,
    private readonly media: StoragePorts['media'],
  ) {
    super(null)
  }

  protected override follow(): Unsubscribe[] {
    let stop: Unsubscribe | null = () => undefined
    const begin = (media: Awaited<ReturnType<StoragePorts['media']>>) => {
      if (stop) stop = media.onUsage(() => void this.count())
    }
    this.media().then(begin, () => undefined)
    const end = () => {
      stop?.()
      stop = null
    }
    return [end]
  }
}
