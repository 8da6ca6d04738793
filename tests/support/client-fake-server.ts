/**
 * A small honest server for tests of the client: real documents and a log of numbered changes, no rules of its own.
 * A test scripts what it refuses, holds back, loses or restores, and reads what clients asked.
 */
import * as Y from 'yjs'
import { digestOf, digestText } from '../../schema/digest.ts'
import {
  accountDocument,
  channelDocument,
  DIRECTORY,
  parseDocumentName,
  volumeDocument,
} from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { Downstream, RefusedEntry, WireSettings } from '../../schema/protocol/downstream.ts'
import { decodeFrames, encodeControl, encodeFrame, joinFrames, type Frame } from '../../schema/protocol/frames.ts'
import { parseUpstream, type Upstream } from '../../schema/protocol/upstream.ts'
import { rootsOf } from '../../client/sync/held-document.ts'
import type { WorldServer } from './client-world.ts'

export interface ServedDocument {
  ydoc: Y.Doc
  generation: string
  /** Where in the log it last changed, and where its generation began. */
  changedAt: number
  startedAt: number
}

export interface Write {
  readonly root: string
  readonly key: string
  readonly value: Json | undefined
}

export type Session = {
  readonly userId: UserId
  readonly opened: Set<string>
  readonly asked: Upstream[]
  isResumed: boolean
  send(...messages: (Downstream | Uint8Array)[]): void
  close(code: number): void
}

const SETTINGS: WireSettings = {
  reactions: [['heart', '❤️']],
  adminsDeleteMessages: false,
  volumeMessages: 1024,
  defaultChannels: ['general'],
}

export class FakeServer implements WorldServer {
  readonly docs = new Map<string, ServedDocument>()
  position = 0
  /** Named in every chain: another one is another history. */
  history = 'h1'
  readonly sessions: Session[] = []
  /** Every update that was accepted, with what it wrote. */
  readonly accepted: { doc: string; writes: Write[] }[] = []
  /** Every control message of any client, in order. */
  readonly heard: Upstream[] = []
  /** What is refused of an update, or null to accept it. */
  refuse: (doc: string, writes: readonly Write[]) => readonly RefusedEntry[] | null = () => null
  /** Overruled writes, by key. */
  superseded = new Set<string>()
  /** Updates are taken but never answered, or not even taken. */
  silence: 'none' | 'answers' | 'updates' = 'none'
  gaps = 0
  /** Answers to step 1 and open wait for `release`. */
  holdsAnswers = false
  version = 1
  /** Awareness frames of any client, in order. */
  readonly awareness: { doc: string; payload: Uint8Array }[] = []
  /** Roots that may be opened although nobody founded them. */
  readonly unfounded = new Set<string>()
  clockOffsetMs = 0
  #seq = new Map<string, number>()
  #clients = 1
  #generations = 1
  readonly #held: (() => void)[] = []

  constructor(
    readonly userOf: () => UserId,
    private readonly now: () => number,
  ) {}

  chainAt(position: number): string {
    return position === 0 ? '' : `${this.history}.${position}`
  }

  doc(name: string): ServedDocument {
    let served = this.docs.get(name)
    if (!served) {
      served = {
        ydoc: this.#newDoc(),
        generation: `g${this.#generations++}`,
        changedAt: this.position,
        startedAt: this.position + 1,
      }
      this.docs.set(name, served)
    }
    return served
  }

  #newDoc(): Y.Doc {
    const ydoc = new Y.Doc()
    ydoc.clientID = 1_000_000 + this.#clients++
    return ydoc
  }

  registers(name: string, root: string): Record<string, Json> {
    return this.doc(name).ydoc.getMap(root).toJSON()
  }

  /** Writes as the server, or as somebody else. */
  write(name: string, writes: readonly Write[]): void {
    const isNew = !this.docs.has(name)
    const { ydoc } = this.doc(name)
    this.#commit(
      name,
      () => {
        ydoc.transact(() => writes.forEach(({ root, key, value }) => set(ydoc, root, key, value)))
      },
      isNew,
    )
  }

  /** Somebody else's message, stamped. */
  post(
    channelId: string,
    messageId: string,
    value: { by: number; text: string },
    volume = this.newest(channelId),
  ): void {
    const name = volumeDocument(channelId as ChannelId, volume)
    const writes: Write[] = [
      { root: 'messages', key: messageId, value },
      { root: 'stamps', key: messageId, value: this.#stamp(channelId) },
    ]
    this.write(name, writes)
  }

  newest(channelId: string): number {
    return Math.max(0, ...Object.keys(this.registers(channelDocument(channelId as ChannelId), 'volumes')).map(Number))
  }

  /** Founds a channel that the user is in, with an empty volume 0. */
  found(channelId: string, userId: number, kind = 'private'): void {
    const root = channelDocument(channelId as ChannelId)
    this.write(root, [
      { root: 'meta', key: 'kind', value: kind },
      { root: 'meta', key: 'num', value: 7 },
      { root: 'members', key: String(userId), value: { role: 'owner', by: userId } },
      { root: 'volumes', key: '0', value: { from: 1 } },
    ])
    this.write(volumeDocument(channelId as ChannelId, 0), [])
    this.join(channelId, userId, kind)
  }

  join(channelId: string, userId: number, kind = 'private'): void {
    const value = { kind, role: 'member' }
    this.write(accountDocument(userId as UserId), [{ root: 'memberships', key: channelId, value }])
    for (const session of this.sessions)
      this.#sendWhole(session, [
        channelDocument(channelId as ChannelId),
        volumeDocument(channelId as ChannelId, this.newest(channelId)),
      ])
  }

  leave(channelId: string, userId: number): void {
    this.write(accountDocument(userId as UserId), [{ root: 'memberships', key: channelId, value: undefined }])
    for (const session of this.sessions)
      session.send({ t: 'closed', doc: channelDocument(channelId as ChannelId), code: 4403 })
  }

  /** Seals the newest volume and opens the next. */
  openVolume(channelId: string): number {
    const next = this.newest(channelId) + 1
    const from = (this.#seq.get(channelId) ?? 0) + 1
    this.write(channelDocument(channelId as ChannelId), [{ root: 'volumes', key: String(next), value: { from } }])
    this.write(volumeDocument(channelId as ChannelId, next), [])
    return next
  }

  /** The live registers in a new generation. */
  refound(name: string, isTold = true): void {
    const before = this.doc(name)
    const ydoc = this.#newDoc()
    for (const root of rootsOf(name)) {
      for (const [key, value] of before.ydoc.getMap(root).entries()) ydoc.getMap(root).set(key, value)
    }
    const at = ++this.position
    this.docs.set(name, { ydoc, generation: `g${this.#generations++}`, changedAt: at, startedAt: at })
    if (isTold) for (const session of this.sessions) this.#sendWhole(session, [name])
  }

  /** A copy of everything, for `restore`. */
  backup() {
    const docs = [...this.docs].map(([name, served]) => [name, Y.encodeStateAsUpdate(served.ydoc)] as const)
    return { docs, position: this.position, seq: new Map(this.#seq) }
  }

  /** Goes back to a backup: another history, new generations. Sockets end. */
  restore(backup: ReturnType<FakeServer['backup']>): void {
    for (const session of [...this.sessions]) session.close(4503)
    this.history += 'r'
    this.docs.clear()
    this.position = backup.position + 1
    this.#seq = new Map(backup.seq)
    for (const [name, update] of backup.docs) {
      const before = new Y.Doc()
      Y.applyUpdate(before, update)
      this.docs.set(name, { ydoc: before, generation: 'old', changedAt: this.position, startedAt: this.position })
      this.refound(name, false)
    }
  }

  release(): void {
    for (const answer of this.#held.splice(0)) answer()
  }

  connect(peer: { send(bytes: Uint8Array): void; close(code: number): void }) {
    const session: Session = {
      userId: this.userOf(),
      opened: new Set(),
      asked: [],
      isResumed: false,
      send: (...messages) =>
        peer.send(joinFrames(messages.map((m) => (m instanceof Uint8Array ? m : encodeControl(m))))),
      close: (code) => {
        forget()
        peer.close(code)
      },
    }
    const forget = () =>
      void (this.sessions.includes(session) && this.sessions.splice(this.sessions.indexOf(session), 1))
    this.sessions.push(session)
    return {
      message: (bytes: Uint8Array) => {
        for (const frame of decodeFrames(bytes) ?? []) this.#take(session, frame)
      },
      closed: forget,
    }
  }

  #take(session: Session, frame: Frame): void {
    const isGreeted = session.asked.length > 0
    if (!isGreeted && !(frame.kind === 'control' && parseUpstream(frame.json)?.t === 'hello'))
      return session.close(4422)
    if (frame.kind === 'control') {
      const message = parseUpstream(frame.json)
      if (message === null) throw new Error(`not of this protocol: ${frame.json}`)
      session.asked.push(message)
      this.heard.push(message)
      this.#control(session, message)
    } else if (frame.kind === 'step1') this.#later(() => this.#answerVector(session, frame.doc, frame.payload))
    else if (frame.kind === 'awareness') this.awareness.push(frame)
    else if (frame.kind === 'update') this.#update(session, frame.doc, frame.row, frame.payload)
  }

  #later(answer: () => void): void {
    if (this.holdsAnswers) this.#held.push(answer)
    else answer()
  }

  #control(session: Session, message: Upstream): void {
    if (message.t === 'hello') {
      const settings = message.settings === 's1' ? {} : { settings: SETTINGS }
      const time = this.now() + this.clockOffsetMs
      session.send({ t: 'hello', version: this.version, time, userId: session.userId, settingsId: 's1', ...settings })
    } else if (message.t === 'resume') this.#later(() => this.#resume(session, message))
    else if (message.t === 'open') this.#later(() => this.#open(session, message))
    else if (message.t === 'close') session.opened.delete(message.doc)
    else if (message.t === 'heartbeat') session.send({ t: 'heartbeat', time: this.now() + this.clockOffsetMs })
  }

  keptFor(userId: UserId): string[] {
    const channels = Object.keys(this.registers(accountDocument(userId), 'memberships'))
    for (const [id, value] of Object.entries(this.registers(DIRECTORY, 'channels'))) {
      if ((value as { kind: string }).kind === 'public') channels.push(id)
    }
    const kept = channels.flatMap((id) => [
      channelDocument(id as ChannelId),
      volumeDocument(id as ChannelId, this.newest(id)),
    ])
    return [DIRECTORY, accountDocument(userId), ...kept]
  }

  canRead(userId: UserId, name: string): boolean {
    const ref = parseDocumentName(name)
    if (ref?.kind !== 'channel' && ref?.kind !== 'volume') return ref !== null
    return this.keptFor(userId).includes(channelDocument(ref.channelId))
  }

  #resume(session: Session, message: Extract<Upstream, { t: 'resume' }>): void {
    session.isResumed = true
    const restored = message.chain !== this.chainAt(message.position) || message.position > this.position
    const done = new Map((message.done ?? []).map((one) => [one.doc, one]))
    const changed = this.keptFor(session.userId).filter((name) => {
      const one = done.get(name)
      const served = this.doc(name)
      const from = one?.generation === served.generation ? one.position : message.position
      return served.changedAt > from || (message.position === 0 && !one)
    })
    if (restored) session.send({ t: 'resuming', documents: 0, restored })
    else if (changed.length > 0) {
      session.send({ t: 'resuming', documents: changed.length, restored })
      for (const name of changed) {
        const known = done.get(name)?.position ?? message.position
        const isWhole = known === 0 || this.doc(name).startedAt > known
        this.#answer(session, name, isWhole ? 'whole' : 'since')
      }
    }
    session.send({ t: 'resumed', position: this.position, chain: this.chainAt(this.position) })
  }

  #open(session: Session, { doc, generation, position, chain }: Extract<Upstream, { t: 'open' }>): void {
    if (this.unfounded.has(doc) && !this.docs.has(doc)) {
      const digest = '0000000000000000'
      const at = { position: this.position, chain: this.chainAt(this.position) }
      return session.send({ t: 'doc', doc, mode: 'whole', generation: 'g0', ...at, digest, empty: true })
    }
    if (!this.canRead(session.userId, doc) || !this.docs.has(doc)) return session.send({ t: 'closed', doc, code: 4403 })
    session.opened.add(doc)
    const served = this.doc(doc)
    const isKnown = served.generation === generation && chain === this.chainAt(position ?? 0)
    this.#answer(session, doc, isKnown ? 'since' : 'whole', isKnown && served.changedAt <= (position ?? 0))
  }

  #answerVector(session: Session, name: string, vector: Uint8Array): void {
    const update = Y.encodeStateAsUpdate(this.doc(name).ydoc, vector)
    session.send(this.answerOf(name, 'vector'), encodeFrame({ kind: 'step2', doc: name, row: 0, payload: update }))
  }

  #answer(session: Session, name: string, mode: 'whole' | 'since', empty = false): void {
    const answer = this.answerOf(name, mode, empty)
    const payload = Y.encodeStateAsUpdate(this.doc(name).ydoc)
    if (empty) session.send(answer)
    else session.send(answer, encodeFrame({ kind: 'step2', doc: name, row: 0, payload }))
  }

  answerOf(name: string, mode: 'whole' | 'since' | 'vector', empty = false): Extract<Downstream, { t: 'doc' }> {
    const { ydoc, generation } = this.doc(name)
    const digest = digestText(digestOf(ydoc, rootsOf(name)))
    return {
      t: 'doc',
      doc: name,
      mode,
      generation,
      position: this.position,
      chain: this.chainAt(this.position),
      digest,
      empty,
    }
  }

  #sendWhole(session: Session, names: readonly string[]): void {
    if (!session.isResumed) return
    for (const name of names) if (this.canRead(session.userId, name)) this.#answer(session, name, 'whole')
    this.#at(session)
  }

  #at(session: Session): void {
    session.send({ t: 'at', position: this.position, chain: this.chainAt(this.position) })
  }

  #commit(name: string, apply: () => void, isNew = false): void {
    const served = this.doc(name)
    const updates: Uint8Array[] = []
    const collect = (update: Uint8Array) => updates.push(update)
    served.ydoc.on('update', collect)
    apply()
    served.ydoc.off('update', collect)
    served.changedAt = ++this.position
    for (const session of this.sessions) {
      const isLive = this.keptFor(session.userId).includes(name) || session.opened.has(name)
      if (!session.isResumed || !isLive || !this.canRead(session.userId, name)) continue
      if (isNew) this.#answer(session, name, 'whole')
      else for (const payload of updates) session.send(encodeFrame({ kind: 'update', doc: name, row: 0, payload }))
    }
    if (this.silence !== 'answers') for (const session of this.sessions) if (session.isResumed) this.#at(session)
  }

  #stamp(channelId: string): Json {
    const seq = (this.#seq.get(channelId) ?? 0) + 1
    this.#seq.set(channelId, seq)
    return { id: 100 + seq, seq, at: this.now() }
  }

  #update(session: Session, name: string, row: number, update: Uint8Array): void {
    if (this.silence === 'updates') return
    const isNew = !this.docs.has(name)
    if (this.gaps > 0) {
      this.gaps--
      const payload = Y.encodeStateVector(this.doc(name).ydoc)
      return session.send(encodeFrame({ kind: 'step1', doc: name, row, payload }))
    }
    const writes = this.#writesOf(name, update)
    const entries = this.refuse(name, writes)
    if (entries !== null) return session.send({ t: 'refused', doc: name, row, entries })
    this.accepted.push({ doc: name, writes })
    const ref = parseDocumentName(name)
    if (ref?.kind === 'volume' && isNew) this.#foundDirect(ref.channelId, session.userId)
    if (ref?.kind === 'channel' && isNew) this.#founded(ref.channelId, session.userId)
    const { ydoc } = this.doc(name)
    this.#commit(
      name,
      () => {
        const collected: Uint8Array[] = []
        Y.applyUpdate(ydoc, update)
        if (ref?.kind !== 'volume') return
        for (const { root, key } of writes) {
          if (root === 'messages' && !ydoc.getMap('stamps').has(key))
            set(ydoc, 'stamps', key, this.#stamp(ref.channelId))
        }
        return collected
      },
      isNew,
    )
    if (this.silence === 'answers') return
    const superseded = writes.filter(({ key }) => this.superseded.has(key)).map(({ root, key }) => ({ root, key }))
    session.send({ t: 'ack', doc: name, row, superseded })
    this.#at(session)
  }

  #foundDirect(channelId: ChannelId, userId: UserId): void {
    this.write(accountDocument(userId), [
      { root: 'memberships', key: channelId, value: { kind: 'direct', role: 'member' } },
    ])
    this.write(channelDocument(channelId), [{ root: 'volumes', key: '0', value: { from: 1 } }])
  }

  #founded(channelId: ChannelId, userId: UserId): void {
    this.write(accountDocument(userId), [
      { root: 'memberships', key: channelId, value: { kind: 'private', role: 'owner' } },
    ])
    this.write(volumeDocument(channelId, 0), [])
  }

  /** What an update would change, in the order of its clocks. */
  #writesOf(name: string, update: Uint8Array): Write[] {
    const copy = new Y.Doc()
    const served = this.docs.get(name)
    if (served) Y.applyUpdate(copy, Y.encodeStateAsUpdate(served.ydoc))
    const writes: Write[] = []
    for (const root of rootsOf(name)) {
      copy.getMap(root).observe((event) => {
        for (const key of event.keysChanged)
          writes.push({ root, key: key as string, value: copy.getMap(root).get(key as string) as Json })
      })
    }
    Y.applyUpdate(copy, update)
    return writes
  }
}

function set(ydoc: Y.Doc, root: string, key: string, value: Json | undefined): void {
  if (value === undefined) ydoc.getMap(root).delete(key)
  else ydoc.getMap(root).set(key, value)
}
