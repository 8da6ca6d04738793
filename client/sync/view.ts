/**
 * What the screen shows of a document (docs/behaviour.md, OB13-OB15): the outbox's value of a register, else the
 * replica's. A pending message shows in the volume that holds it, a new one in the newest.
 */
import { channelDocument, parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { sameJson, type Json } from '../../schema/json.ts'
import type { DocumentView } from './device.ts'
import type { ChangedRegisters } from './held-document.ts'
import { isActive, isInVolume, messageOf, type Intent } from './intent.ts'
import type { MessageIndex } from './message-index.ts'
import type { Outbox } from './outbox.ts'
import type { Replicas } from './replicas.ts'
import type { TellPace } from './tell-pace.ts'

type Listener = Parameters<DocumentView['subscribe']>[0]
type Overlay = ReadonlyMap<string, Intent>

export interface Views {
  view(doc: string): DocumentView
  hasListeners(doc: string): boolean
  /** Call when a replica changed. */
  replicaChanged(doc: string, changed: ChangedRegisters): void
  /** Call when the outbox changed, or where its messages belong. */
  outboxChanged(): void
  /** Tells the listeners of all views that changed. */
  flush(): void
}

interface Deps {
  readonly replicas: Pick<Replicas, 'loaded' | 'state' | 'load'>
  readonly outbox: Pick<Outbox, 'queue'>
  readonly index: Pick<MessageIndex, 'find'>
  readonly pace: Pick<TellPace, 'soon' | 'later'>
  newestVolume(channelId: ChannelId): number
}

export function createViews(deps: Deps): Views {
  const views = new Map<string, View>()
  const dirty = new Set<View>()
  let buckets = bucketsOf(deps.outbox.queue().intents)
  function outboxChanged(): void {
    buckets = bucketsOf(deps.outbox.queue().intents)
    for (const view of views.values()) {
      if (!view.refreshOverlay()) continue
      dirty.add(view)
      deps.pace.soon()
    }
  }

  return {
    view(doc) {
      let view = views.get(doc)
      if (!view) views.set(doc, (view = new View(doc, deps, () => buckets)))
      deps.replicas.load(doc)
      return view
    },
    hasListeners: (doc) => views.get(doc)?.hasListeners === true,
    replicaChanged(doc, changed) {
      const view = views.get(doc)
      if (view) {
        view.touch(changed)
        dirty.add(view)
        deps.pace.later()
      }
      // The newest volume, or the volume of a message, may have become known: where something waits, it shows elsewhere.
      if (buckets.size > 0 && doc.startsWith('channel/')) outboxChanged()
    },
    outboxChanged,
    flush() {
      const told = [...dirty]
      dirty.clear()
      for (const one of told) one.flush()
    },
  }
}

/** Active intents by the document they name. */
function bucketsOf(intents: readonly Intent[]): ReadonlyMap<string, readonly Intent[]> {
  const buckets = new Map<string, Intent[]>()
  for (const intent of intents) {
    if (!isActive(intent)) continue
    const bucket = buckets.get(intent.doc)
    if (bucket) bucket.push(intent)
    else buckets.set(intent.doc, [intent])
  }
  return buckets
}

const registerName = (root: string, key: string) => `${root}\n${key}`

class View implements DocumentView {
  #overlay: Overlay
  #changed: 'all' | Map<string, readonly [string, string]> = new Map()
  readonly #listeners = new Set<Listener>()
  readonly #ref

  constructor(
    readonly name: string,
    private readonly deps: Deps,
    private readonly buckets: () => ReadonlyMap<string, readonly Intent[]>,
  ) {
    this.#ref = parseDocumentName(name)
    this.#overlay = this.#overlayNow()
  }

  get state() {
    return this.deps.replicas.state(this.name)
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0
  }

  get(root: string, key: string): Json | undefined {
    // Nothing waits in most documents, and thousands of registers are read at once.
    const pending = this.#overlay.size > 0 ? this.#overlay.get(registerName(root, key)) : undefined
    if (pending) return pending.value ?? undefined
    return this.#replica()?.get(root, key)
  }

  entries(root: string): Iterable<readonly [string, Json]> {
    return this.#overlay.size > 0 ? this.#overlaid(root) : (this.#replica()?.entries(root) ?? [])
  }

  *#overlaid(root: string): Iterable<readonly [string, Json]> {
    for (const pair of this.#replica()?.entries(root) ?? []) {
      if (!this.#overlay.has(registerName(root, pair[0]))) yield pair
    }
    for (const intent of this.#overlay.values()) {
      if (intent.root === root && intent.value !== null) yield [intent.key, intent.value]
    }
  }

  isPending(root: string, key: string): boolean {
    return this.#overlay.has(registerName(root, key))
  }

  subscribe(listener: Listener) {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  touch(changed: ChangedRegisters): void {
    if (changed === 'all') this.#changed = 'all'
    else if (this.#changed !== 'all') for (const [root, key] of changed) this.#mark(root, key)
  }

  /** @returns whether anything that it shows changed */
  refreshOverlay(): boolean {
    const before = this.#overlay
    if (before.size === 0 && !this.#hasBucket()) return false
    const after = (this.#overlay = this.#overlayNow())
    let isChanged = false
    for (const [name, intent] of [...before, ...after]) {
      const [was, is] = [before.get(name), after.get(name)]
      if (was && is && sameJson(was.value, is.value)) continue
      this.#mark(intent.root, intent.key)
      isChanged = true
    }
    return isChanged
  }

  flush(): void {
    const changed = this.#changed === 'all' ? 'all' : [...this.#changed.values()]
    this.#changed = new Map()
    if (changed === 'all' || changed.length > 0) for (const listener of [...this.#listeners]) listener(changed)
  }

  #mark(root: string, key: string): void {
    if (this.#changed !== 'all') this.#changed.set(registerName(root, key), [root, key])
  }

  #replica() {
    const held = this.deps.replicas.loaded(this.name)
    if (!held) this.deps.replicas.load(this.name)
    return held
  }

  #bucket(): readonly Intent[] {
    const doc = this.#ref?.kind === 'volume' ? channelDocument(this.#ref.channelId) : this.name
    return this.buckets().get(doc) ?? []
  }

  #hasBucket(): boolean {
    return this.#bucket().length > 0
  }

  #overlayNow(): Overlay {
    const overlay = new Map<string, Intent>()
    const ref = this.#ref
    for (const intent of this.#bucket()) {
      const isHere =
        ref?.kind === 'volume' ? isInVolume(intent.root) && this.#volumeOf(intent, ref.channelId) === ref.volume : true
      if (isHere && (ref?.kind !== 'channel' || !isInVolume(intent.root))) {
        overlay.set(registerName(intent.root, intent.key), intent)
      }
    }
    return overlay
  }

  #volumeOf(intent: Intent, channelId: ChannelId): number {
    const place = this.deps.index.find(channelId, messageOf(intent))
    return place?.volume ?? intent.volume ?? this.deps.newestVolume(channelId)
  }
}
