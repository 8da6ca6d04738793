/** Every unsent thing in all chats, its state and its reason, and how many there are (UI.md, section 5). */
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Device, OutboxItem } from '../sync/device.ts'
import { refusedFoundings } from './refused-founding.ts'
import { isShownInOutbox, type ShownOutbox } from './shown-outbox.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'
import type { UnsentKind } from './unsent-kind.ts'
import { channelOfItem, unsentView, type UnsentView } from './unsent-view.ts'
import { takenNames, wantedNames } from './wanted-names.ts'

export type ThingsWord = 'messages' | 'changes'

export interface OutboxView {
  /** In the order of sending: oldest first, but for what is to be sent first. */
  readonly items: readonly UnsentView[]
  readonly unsent: number
  readonly refused: number
  /** What a person calls them: new messages alone, or changes of all kinds. */
  readonly unsentWord: ThingsWord
  readonly refusedWord: ThingsWord
  /** Own texts that a newer edit overruled: "Your version". */
  readonly superseded: number
  readonly byChat: ReadonlyMap<ChannelId, { readonly unsent: number; readonly refused: number }>
}

export class OutboxStore extends DerivedStore<OutboxView> {
  #followed = new Map<string, Unsubscribe>()

  constructor(
    private readonly device: Pick<Device, 'userId' | 'locate' | 'newestVolume' | 'world' | 'view'>,
    private readonly shown: Pick<ShownOutbox, 'outbox' | 'onOutbox'>,
  ) {
    super()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    return [this.shown.onOutbox(changed), () => this.#follow(new Set())]
  }

  protected override compute(): OutboxView {
    const shown = this.shown.outbox().filter(isShownInOutbox)
    if (this.isWatched) this.#follow(this.#documentsOf(shown))
    // A name that was refused is in no document: it still says which chat is meant.
    const names = { wanted: wantedNames(shown, 'title'), taken: takenNames(shown, 'title') }
    const foundings = refusedFoundings(shown)
    const items = merge(shown.map((item) => unsentView(item, this.device, names, foundings)))
    const byChat = new Map<ChannelId, { unsent: number; refused: number }>()
    for (const item of items) {
      if (!item.chat) continue
      const counts = byChat.get(item.chat.id) ?? { unsent: 0, refused: 0 }
      if (isRefused(item)) counts.refused++
      else if (isUnsent(item)) counts.unsent++
      byChat.set(item.chat.id, counts)
    }
    const [unsent, refused] = [items.filter(isUnsent), items.filter(isRefused)]
    return {
      items,
      unsent: unsent.length,
      refused: refused.length,
      unsentWord: wordFor(unsent),
      refusedWord: wordFor(refused),
      superseded: items.filter(({ state }) => state === 'superseded').length,
      byChat,
    }
  }

  /** What names chats and people, and holds what stands in an item's place: some of it may still be read from the disk. */
  #documentsOf(items: readonly OutboxItem[]): Set<string> {
    const { device } = this
    const documents = new Set(items.length > 0 ? [DIRECTORY, accountDocument(device.userId)] : [])
    for (const { root, key, doc } of items) {
      const channelId = channelOfItem({ doc })
      if (channelId === null) continue
      documents.add(channelDocument(channelId))
      if (root !== 'messages') continue
      const volume = device.locate(channelId, key)?.volume ?? device.newestVolume(channelId)
      documents.add(volumeDocument(channelId, volume))
    }
    return documents
  }

  #follow(documents: ReadonlySet<string>): void {
    for (const [doc, stop] of this.#followed) {
      if (documents.has(doc)) continue
      stop()
      this.#followed.delete(doc)
    }
    for (const doc of documents) {
      if (this.#followed.has(doc)) continue
      this.#followed.set(
        doc,
        this.device.view(doc).subscribe(() => this.changed()),
      )
    }
  }
}

function isRefused({ state }: UnsentView): boolean {
  return state === 'refused'
}

export function wordFor(items: readonly Pick<UnsentView, 'kind'>[]): ThingsWord {
  return items.every(({ kind }) => kind === 'message') ? 'messages' : 'changes'
}

/** Whether it goes by itself. */
export function isUnsent({ state }: Pick<UnsentView, 'state'>): boolean {
  return state !== 'refused' && state !== 'superseded'
}

const PARTS: readonly UnsentKind[] = ['founding', 'about', 'handle', 'members']

/** A founding is several registers and one thing to a person; what of it was refused stands by itself, with its reason. */
function merge(items: readonly UnsentView[]): UnsentView[] {
  const isPart = ({ kind }: UnsentView) => PARTS.includes(kind)
  const parts = new Map<ChannelId, number[]>()
  for (const { kind, chat, n } of items) if (kind === 'founding' && chat) parts.set(chat.id, [n])
  const isMerged = (item: UnsentView) => isPart(item) && isUnsent(item) && item.chat && parts.has(item.chat.id)
  for (const item of items) if (isMerged(item) && item.kind !== 'founding') parts.get(item.chat!.id)!.push(item.n)
  return items.flatMap((item) => {
    if (item.kind === 'founding' && item.chat) return [{ ...item, parts: parts.get(item.chat.id)! }]
    return isMerged(item) ? [] : [item]
  })
}
