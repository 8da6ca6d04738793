/**
 * Who is typing where: by what their sockets say as long as they say it, and by a word over REST or a dialect's socket for
 * 6 s (docs/behaviour.md, AW5-AW7). Told to the screens that show the channel, and to whoever listens to live events.
 */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { SyncClock } from './deps.ts'

export const TYPING_MS = 6_000

interface TypingDeps {
  readonly clock: SyncClock
  /** Somebody began or ended. */
  readonly changed: (channelId: ChannelId, userId: UserId, isTyping: boolean) => void
}

/** A socket, or the account's word. */
type Source = object | 'word'
/** Each with what ends its timer. */
type Sources = Map<Source, () => void>

export class Typing {
  private readonly channels = new Map<ChannelId, Map<UserId, Sources>>()

  constructor(private readonly deps: TypingDeps) {}

  /** What a socket says, until it says otherwise or is gone. */
  said(channelId: ChannelId, userId: UserId, socket: object, isTyping: boolean): void {
    if (isTyping) this.begin(channelId, userId, socket, () => undefined)
    else this.end(channelId, userId, socket)
  }

  /** A word of the account, which holds for 6 s. */
  word(channelId: ChannelId, userId: UserId, isTyping: boolean): void {
    if (!isTyping) return this.end(channelId, userId, 'word')
    const cancel = this.deps.clock.schedule(TYPING_MS, () => this.end(channelId, userId, 'word'))
    this.begin(channelId, userId, 'word', cancel)
  }

  /** Ascending. */
  typists(channelId: ChannelId, except: UserId): UserId[] {
    const users = [...(this.channels.get(channelId)?.keys() ?? [])]
    return users.filter((userId) => userId !== except).sort((a, b) => a - b)
  }

  private begin(channelId: ChannelId, userId: UserId, source: Source, cancel: () => void): void {
    let users = this.channels.get(channelId)
    if (!users) this.channels.set(channelId, (users = new Map<UserId, Sources>()))
    const sources = users.get(userId)
    sources?.get(source)?.()
    if (sources) return void sources.set(source, cancel)
    users.set(userId, new Map<Source, () => void>([[source, cancel]]))
    this.deps.changed(channelId, userId, true)
  }

  private end(channelId: ChannelId, userId: UserId, source: Source): void {
    const users = this.channels.get(channelId)
    const sources = users?.get(userId)
    const cancel = sources?.get(source)
    if (!users || !sources || !cancel) return
    cancel()
    sources.delete(source)
    if (sources.size > 0) return
    users.delete(userId)
    if (users.size === 0) this.channels.delete(channelId)
    this.deps.changed(channelId, userId, false)
  }
}
