/**
 * What arrives on this device and notifies its person (docs/behaviour.md, NF11-NF13): each message and reaction of every
 * chat of the list, judged by the one rule. What came while catching up is told together, once all of it is here.
 */
import { shownReaction } from '../../schema/default-reactions.ts'
import { accountDocument, channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { excerptOfMessage } from '../../schema/projection/excerpt-of.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import type { ChannelPrefs, ReadValue } from '../../schema/registers/account.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import { readNoticeSettings } from '../../schema/rules/notice-settings.ts'
import type { Mention } from '../../schema/rules/mentions.ts'
import { judgeNotice, type NoticeEvent } from '../../schema/rules/notify.ts'
import type { Device, Unsubscribe } from '../sync/device.ts'
import type { WorkerNotice } from './notice.ts'

type Changed = 'all' | readonly (readonly [root: string, key: string])[]
type FoundDevice = Pick<
  Device,
  'userId' | 'now' | 'view' | 'world' | 'newestVolume' | 'status' | 'onStatus' | 'isElsewhere'
>

interface Watched {
  readonly volume: number
  readonly stop: Unsubscribe
}

export class FoundMessages {
  /** What arrived before this was known here, or on another page of this device. */
  readonly #sinceMs: number
  #watched = new Map<ChannelId, Watched>()
  /** seq up to which each chat was looked at. */
  #looked = new Map<ChannelId, number>()
  /** Chats whose root was not here when their volume changed: without it nobody can tell whom a message concerns. */
  readonly #unjudged = new Map<ChannelId, Unsubscribe>()
  #waiting: WorkerNotice[] = []
  readonly #stopStatus: Unsubscribe

  /** @param found  called with what is news: one by one, or all that was found while catching up */
  constructor(
    private readonly device: FoundDevice,
    private readonly found: (notices: readonly WorkerNotice[], isCaughtUp: boolean) => void,
  ) {
    this.#sinceMs = device.status().lastContactMs || device.now()
    this.#stopStatus = device.onStatus(() => this.#tellWaiting())
  }

  /** The chats of the list; a newer volume takes the place of the one before. */
  follow(ids: Iterable<ChannelId>): void {
    const wanted = new Set(ids)
    for (const [id, { stop }] of [...this.#watched]) {
      if (wanted.has(id)) continue
      stop()
      this.#watched.delete(id)
    }
    for (const id of wanted) {
      const volume = this.device.newestVolume(id)
      if (this.#watched.get(id)?.volume !== volume) this.#watch(id, volume)
    }
  }

  stop(): void {
    this.#stopStatus()
    for (const { stop } of this.#watched.values()) stop()
    for (const stop of this.#unjudged.values()) stop()
    this.#watched.clear()
    this.#unjudged.clear()
  }

  #watch(id: ChannelId, volume: number): void {
    this.#watched.get(id)?.stop()
    const view = this.device.view(volumeDocument(id, volume))
    this.#watched.set(id, { volume, stop: view.subscribe((changed) => this.#look(id, volume, changed)) })
    this.#look(id, volume, 'all')
  }

  #look(id: ChannelId, volume: number, changed: Changed): void {
    if (!this.#isJudged(id)) return
    const view = this.device.view(volumeDocument(id, volume))
    const keys =
      changed === 'all'
        ? [...view.entries('stamps')].map(([key]) => key)
        : changed.flatMap(([root, key]) => (root === 'stamps' ? [key] : []))
    const looked = this.#looked.get(id) ?? 0
    const news: WorkerNotice[] = []
    let last = looked
    for (const key of keys) {
      const stamp = view.get('stamps', key) as StampValue | undefined
      if (!stamp || stamp.seq <= looked || stamp.at <= this.#sinceMs) continue
      last = Math.max(last, stamp.seq)
      const value = view.get('messages', key) as MessageValue | undefined
      const notice = value && this.#posted(id, key as MessageId, value, stamp)
      if (notice) news.push(notice)
    }
    this.#looked.set(id, last)
    if (changed !== 'all')
      for (const [root, key] of changed) if (root === 'reactions') news.push(...this.#reacted(id, volume, key))
    if (news.length > 0) this.#tell(news)
  }

  /** Whether its root is here; if not, all is looked at when it comes. */
  #isJudged(id: ChannelId): boolean {
    const root = this.device.view(channelDocument(id))
    if (root.state === 'ready') return true
    const came = () => {
      if (root.state !== 'ready') return
      this.#unjudged.get(id)?.()
      this.#unjudged.delete(id)
      const volume = this.#watched.get(id)?.volume
      if (volume !== undefined) this.#look(id, volume, 'all')
    }
    if (!this.#unjudged.has(id)) this.#unjudged.set(id, root.subscribe(came))
    return false
  }

  #posted(id: ChannelId, message: MessageId, value: MessageValue, stamp: StampValue): WorkerNotice | null {
    const world = this.device.world()
    const event: NoticeEvent = {
      kind: 'posted',
      by: value.by as UserId,
      isEmpty: value.type === 'system' || value.deletedAt !== undefined,
      mentions: (stamp.mentions ?? []) as readonly Mention[],
      answers: value.replyTo ? ((world.findMessage(id, value.replyTo.id)?.by ?? null) as UserId | null) : null,
    }
    return this.#notice(id, event, { message, seq: stamp.seq, at: stamp.at, text: excerptOfMessage(value) })
  }

  /** A register `messageId/name/userId` that is there; only of messages of this volume, which may be mine. */
  #reacted(id: ChannelId, volume: number, key: string): WorkerNotice[] {
    const view = this.device.view(volumeDocument(id, volume))
    const [message = '', name = '', user] = key.split('/')
    const value = view.get('messages', message) as MessageValue | undefined
    const stamp = view.get('stamps', message) as StampValue | undefined
    if (!value || !stamp || view.get('reactions', key) === undefined) return []
    const { nowMs, settings } = this.device.world()
    const event: NoticeEvent = { kind: 'reacted', by: Number(user) as UserId, author: value.by as UserId }
    const about = { message: message as MessageId, seq: stamp.seq, at: nowMs, text: '' }
    const notice = this.#notice(id, event, about, shownReaction(name, settings))
    return notice ? [{ ...notice, key }] : []
  }

  #notice(
    chat: ChannelId,
    event: NoticeEvent,
    about: Pick<WorkerNotice, 'message' | 'seq' | 'at' | 'text'>,
    reaction?: string,
  ): WorkerNotice | null {
    const { device } = this
    const world = device.world()
    const user = device.userId
    const account = world.registers(accountDocument(user))
    const { how, why } = judgeNotice(world, user, chat, event)
    if (how === 'not' || account.get('hidden', about.message) !== undefined) return null
    if (device.isElsewhere(chat)) return null
    const read = (account.get('read', chat) as ReadValue | undefined)?.seq ?? 0
    const cleared = (account.get('channels', chat) as ChannelPrefs | undefined)?.clearedSeq ?? 0
    if (about.seq <= Math.max(why === 'reaction' ? 0 : read, cleared)) return null
    const { text } = readNoticeSettings(account)
    const { kind, title } = projectChannel(world, chat, user)
    return {
      ...{ t: 'notice', user, chat, kind, how, why, ...about },
      title: text === 'nothing' || kind === 'direct' ? '' : title,
      name: text === 'nothing' ? '' : projectPerson(world, event.by).name,
      text: text === 'message' ? about.text : '',
      ...(text === 'message' && reaction !== undefined ? { reaction } : {}),
    }
  }

  #tell(news: readonly WorkerNotice[]): void {
    if (this.device.status().sync.state === 'live') return this.found(news, false)
    this.#waiting.push(...news)
  }

  #tellWaiting(): void {
    if (this.#waiting.length === 0 || this.device.status().sync.state !== 'live') return
    this.found(this.#waiting.splice(0), true)
  }
}
