/**
 * What a server already holds when it starts: accounts, channels and messages of days, brought through the real core
 * and judged like anybody's, on a clock set for each.
 */
import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import * as Y from 'yjs'
import { DEFAULT_REACTIONS } from '../../schema/default-reactions.ts'
import { accountDocument, channelDocument, volumeDocument } from '../../schema/documents.ts'
import { directChannelId, type ChannelId, type MessageId, type UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import { openAccountStore } from '../../sync-server/accounts/account-store.ts'
import { openPasswords } from '../../sync-server/accounts/passwords.ts'
import { openDatabase } from '../../sync-server/storage/database.ts'
import { MIGRATIONS } from '../../sync-server/storage/migrations.ts'
import { createSyncCore, type SyncCore } from '../../sync-server/sync/sync-core.ts'
import { writeJob } from '../../sync-server/sync/write-job.ts'
import { PASSWORD } from './people.ts'

const MINUTE = 60_000

export interface Said {
  readonly by: number
  /** Minutes ago at which it arrived. */
  readonly ago: number
  readonly text: string
  /** Minutes ago at which it was written, where that differs. */
  readonly writtenAgo?: number
  /** The place of the message it answers, in what is said here. */
  readonly replyTo?: number
  /** name -> people */
  readonly reactions?: Readonly<Record<string, readonly number[]>>
  /** Said again a minute later. */
  readonly edited?: string
  readonly deleted?: boolean
}

export class History {
  #core: SyncCore
  #nowMs: number
  #close: () => void
  #documents = new Map<string, Y.Doc>()
  #accounts: ReturnType<typeof openAccountStore>
  /** @param folder a server's data folder, while no server runs on it. `days`: how long ago it begins */
  constructor(
    folder: string,
    private readonly presentMs = Date.now(),
    { volumeMessages = 1024, days = 7 } = {},
  ) {
    this.#nowMs = presentMs - days * 24 * 60 * MINUTE
    const db = openDatabase(folder, MIGRATIONS)
    const quiet = {
      info: () => {},
      warn: () => {},
      error: (fields: object, text: string) => console.error(text, fields),
    }
    const settings = { adminsDeleteMessages: false, volumeMessages, defaultChannels: ['general'] }
    this.#core = createSyncCore({
      ...{ db, logger: quiet, messagesPerMinute: Infinity },
      settings: () => ({ ...settings, reactions: DEFAULT_REACTIONS }),
      clock: {
        now: () => this.#nowMs,
        random: () => randomBytes(4).readUInt32LE() / 2 ** 32,
        schedule: () => () => {},
        defer: () => {},
      },
    })
    this.#accounts = openAccountStore(db)
    this.#close = () => {
      this.#core.stop()
      db.close()
    }
  }

  /** Accounts 1, 2, ... with everybody's usual password. */
  async people(people: readonly { readonly username: string; readonly name: string }[]): Promise<this> {
    const passwordHash = await (await openPasswords()).hash(PASSWORD)
    people.forEach(({ username, name }, index) => {
      const admin = index === 0
      const account = { username, passwordHash, email: null, admin, createdAtMs: this.#nowMs }
      const userId = this.#accounts.insert(account) as UserId
      void this.#core.runInCommit((tx) => tx.announceUser({ userId, username, admin }))
      this.#core.deps.writer.flush()
      this.#write(userId, accountDocument(userId), [['profile', 'name', name]])
    })
    return this
  }

  /** @param people the first one owns it */
  channel(
    about: { kind: string; title: string; topic?: string; handle?: string },
    people: readonly number[],
  ): ChannelId {
    const id = this.#idAt(this.#nowMs) as ChannelId
    const owner = people[0] as number
    const meta = Object.entries({ ...about, createdBy: owner }).map(([key, value]) => ['meta', key, value] as const)
    const members = people.map(
      (user) => ['members', String(user), { role: user === owner ? 'owner' : 'member', by: owner }] as const,
    )
    this.#write(owner, channelDocument(id), [...meta, ...members])
    return id
  }

  direct(a: number, b: number): ChannelId {
    return directChannelId(a as UserId, b as UserId)
  }

  say(channel: ChannelId, said: readonly Said[]): MessageId[] {
    const ids: MessageId[] = []
    for (const one of said) {
      this.#nowMs = this.presentMs - one.ago * MINUTE
      const id = this.#idAt(this.presentMs - (one.writtenAgo ?? one.ago) * MINUTE) as MessageId
      const answered = one.replyTo === undefined ? undefined : ids[one.replyTo]
      const value = { by: one.by, text: one.text, ...(answered && { replyTo: { id: answered } }) }
      const doc = volumeDocument(channel, this.#core.deps.tables.channel(channel)?.last_volume ?? 0)
      this.#write(one.by, doc, [['messages', id, value]])
      ids.push(id)
      for (const [name, people] of Object.entries(one.reactions ?? {})) {
        for (const user of people) this.#write(user, doc, [['reactions', `${id}/${name}/${user}`, 1]])
      }
      this.#nowMs += MINUTE / 2
      const editedAt = this.#nowMs
      if (one.edited) this.#write(one.by, doc, [['messages', id, { ...value, text: one.edited, editedAt }]])
      if (one.deleted) this.#write(one.by, doc, [['messages', id, { by: one.by, deletedAt: editedAt }]])
    }
    return ids
  }

  /** The user has read the channel up to the `seq`th message. */
  read(user: number, channel: ChannelId, seq: number, messageId: MessageId): void {
    this.#nowMs = Math.min(this.presentMs, this.#nowMs + 1)
    this.#write(user, accountDocument(user as UserId), [['read', channel, { seq, messageId }]])
  }

  end(): void {
    this.#close()
  }

  /** Not monotonic: channels are told one after the other, each from its beginning. */
  #idAt(ms: number): string {
    return ulid(ms)
  }

  /** One update, under a client id of that user in that document. */
  #write(user: number, name: string, writes: readonly (readonly [root: string, key: string, value: Json])[]): void {
    const doc = this.#documents.get(name) ?? new Y.Doc()
    this.#documents.set(name, doc)
    doc.clientID = 1_000 + user
    let update: Uint8Array | null = null
    const keep = (made: Uint8Array) => (update = made)
    doc.once('update', keep)
    doc.transact(() => {
      for (const [root, key, value] of writes) doc.getMap(root).set(key, value)
    })
    const reply = {
      decided(outcome: { kind: string }) {
        if (outcome.kind !== 'accepted') throw new Error(`history was answered ${JSON.stringify(outcome)}`)
      },
      failed() {
        throw new Error('history could not be written')
      },
    }
    const { deps } = this.#core
    deps.writer.enqueue(writeJob(deps, user as UserId, name, update as unknown as Uint8Array, reply))
    deps.writer.flush()
  }
}
