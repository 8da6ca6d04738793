/** A small world for tests of schema: ada, bo, cy and dee have accounts; documents are plain maps. */
import { DEFAULT_REACTIONS } from '../../schema/default-reactions.ts'
import {
  accountDocument,
  channelDocument,
  DIRECTORY,
  parseDocumentName,
  volumeDocument,
  type DocumentRef,
} from '../../schema/documents.ts'
import type { RegisterWrite } from '../../schema/edits/register-write.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { Role } from '../../schema/registers/members.ts'
import type { ChannelKind } from '../../schema/registers/meta.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import { newestVolume } from '../../schema/rules/channel.ts'
import { judgeUpdate, type Verdict } from '../../schema/rules/judge.ts'
import type { FoundMessage, Registers, Settings, World } from '../../schema/views.ts'
import { encodeTime } from 'ulid'

export const PEOPLE = { ada: 1, bo: 2, cy: 3, dee: 4 } as const
export type Person = keyof typeof PEOPLE
export const ada = 1 as UserId
export const bo = 2 as UserId
export const cy = 3 as UserId
export const dee = 4 as UserId
export const NOBODY = 99 as UserId
export const NOW = Date.UTC(2026, 2, 3, 12)
export const CREW = '01CREW00000000000000000000' as ChannelId
export const GENERAL = 'general' as ChannelId

/** A message id written at `atMs`; `n` tells apart those of one millisecond. */
export function messageId(n: number, atMs = NOW - 60_000): MessageId {
  return (encodeTime(atMs, 10) + String(n).padStart(16, '0')) as MessageId
}

export class TestWorld implements World {
  nowMs = NOW
  settings: Settings = {
    reactions: DEFAULT_REACTIONS,
    adminsDeleteMessages: false,
    volumeMessages: 1024,
    defaultChannels: ['general'],
  }
  readonly documents = new Map<string, Map<string, Map<string, Json>>>()
  readonly uploads = new Set<string>()

  registers(name: string): Registers {
    return {
      get: (root, key) => this.documents.get(name)?.get(root)?.get(key),
      entries: (root) => [...(this.documents.get(name)?.get(root) ?? [])],
    }
  }

  findMessage(channelId: ChannelId, id: string): FoundMessage | null {
    for (const name of this.documents.keys()) {
      const ref = parseDocumentName(name)
      if (ref?.kind !== 'volume' || ref.channelId !== channelId) continue
      const value = this.registers(name).get('messages', id) as MessageValue | undefined
      if (value === undefined) continue
      const stamp = this.registers(name).get('stamps', id) as { seq: number } | undefined
      return { volume: ref.volume, by: value.by, seq: stamp?.seq ?? 0, deleted: value.deletedAt !== undefined }
    }
    return null
  }

  ownsFile(userId: UserId, file: { id: string }): boolean {
    return this.uploads.has(`${userId}/${file.id}`)
  }

  /** Puts a value (undefined = absent) into a register, asking nobody. */
  put(doc: string, root: string, key: string, value: Json | undefined): this {
    const roots = this.documents.get(doc) ?? new Map<string, Map<string, Json>>()
    this.documents.set(doc, roots)
    const keys = roots.get(root) ?? new Map<string, Json>()
    roots.set(root, keys)
    if (value === undefined) keys.delete(key)
    else keys.set(key, value)
    return this
  }

  withUser(userId: number, username: string, more: { admin?: true; deletedAt?: number } = {}): this {
    return this.put(DIRECTORY, 'users', String(userId), { username, ...more })
  }

  withSettings(settings: Partial<Settings>): this {
    this.settings = { ...this.settings, ...settings }
    return this
  }

  withAccount(userId: UserId, root: string, key: string, value: Json): this {
    return this.put(accountDocument(userId), root, key, value)
  }

  withMessage(
    channelId: ChannelId,
    id: MessageId,
    message: MessageValue,
    { volume = 0, seq, mentions }: { volume?: number; seq?: number; mentions?: (number | 'everyone')[] } = {},
  ): this {
    const doc = volumeDocument(channelId, volume)
    this.put(doc, 'messages', id, message)
    if (seq === undefined) return this
    const stamp = { id: 1000 + seq, seq, at: NOW - 50_000 + seq, ...(mentions && { mentions }) }
    return this.put(doc, 'stamps', id, stamp)
  }

  /** How the rules judge these writes of one update, each causal. */
  judge(actor: UserId, doc: string, writes: Writes, options: { causal?: boolean } = {}): Verdict[] {
    const before = this.registers(doc)
    const entries = writes.map(([root, key, value]) => ({
      root,
      key,
      before: before.get(root, key),
      value,
      causal: options.causal ?? true,
    }))
    return judgeUpdate({ userId: actor }, parseDocumentName(doc) as DocumentRef, entries, this)
  }

  /** The first refusal as `code RULE`, or `allowed`. */
  verdict(actor: UserId, doc: string, writes: Writes, options: { causal?: boolean } = {}): string {
    return outcome(this.judge(actor, doc, writes, options))
  }

  /** How the rules judge an edit, message and reaction writes taken to the newest volume or where the message is. */
  verdictOf(actor: UserId, writes: readonly RegisterWrite[]): string {
    const byDocument = new Map<string, Write[]>()
    for (const write of writes) {
      const doc = this.placeOf(write)
      const list = byDocument.get(doc) ?? []
      byDocument.set(doc, list)
      list.push([write.root, write.key, write.value ?? undefined])
    }
    const outcomes = [...byDocument].map(([doc, list]) => this.verdict(actor, doc, list))
    return outcomes.find((one) => one !== 'allowed') ?? 'allowed'
  }

  /** Does what an edit wants, asking nobody. */
  apply(writes: readonly RegisterWrite[]): this {
    for (const write of writes) this.put(this.placeOf(write), write.root, write.key, write.value ?? undefined)
    return this
  }

  private placeOf({ doc, root, key }: RegisterWrite): string {
    if (root !== 'messages' && root !== 'reactions') return doc
    const channelId = doc.slice('channel/'.length) as ChannelId
    const found = this.findMessage(channelId, key.split('/')[0] as string)
    return volumeDocument(channelId, found?.volume ?? newestVolume(this, channelId))
  }
}

export type Write = readonly [root: string, key: string, value: Json | undefined]
export type Writes = readonly Write[]

export function outcome(verdicts: readonly Verdict[]): string {
  const refused = verdicts.map(({ decision }) => decision).find((decision) => !decision.allowed)
  if (!refused || refused.allowed) return 'allowed'
  return `${refused.code} ${refused.reason.split(':')[0]}`
}

export function aWorld(): TestWorld {
  const world = new TestWorld()
  for (const [username, userId] of Object.entries(PEOPLE)) world.withUser(userId, username)
  return world
}

/** A founded channel: `aChannel('group').withMember('ada', 'owner').in(world)`. */
export function aChannel(kind: ChannelKind = 'private', id: ChannelId = CREW) {
  const registers: Write[] = [
    ['meta', 'kind', kind],
    ['meta', 'title', kind === 'public' ? 'crew' : 'The crew'],
  ]
  const builder = {
    with(root: string, key: string, value: Json) {
      registers.push([root, key, value])
      return builder
    },
    withMember(name: Person, role: Role = 'member') {
      return builder.with('members', String(PEOPLE[name]), { role, by: PEOPLE.ada })
    },
    withVolume(volume: number, from: number) {
      return builder.with('volumes', String(volume), { from })
    },
    in(world: TestWorld): TestWorld {
      for (const [root, key, value] of registers) world.put(channelDocument(id), root, key, value)
      return world
    },
  }
  return builder
}

/** Ada owns, bo administers, cy is a member, dee is a stranger. */
export function aCrew(kind: ChannelKind = 'private', world = aWorld()): TestWorld {
  return aChannel(kind).withMember('ada', 'owner').withMember('bo', 'admin').withMember('cy').in(world)
}
