/** Every unsent thing in all chats, its state and its reason, as words can tell it (UI.md, section 5). */
import { parseDocumentName } from '../../schema/documents.ts'
import type { ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import { excerptOfMessage } from '../../schema/projection/excerpt-of.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { ChannelKind } from '../../schema/registers/meta.ts'
import type { Device, OutboxItem, OutboxItemState } from '../sync/device.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'

export type UnsentKind =
  'message' | 'edit' | 'deletion' | 'reaction' | 'founding' | 'members' | 'about' | 'pin' | 'account'

export interface UnsentView {
  readonly n: number
  readonly kind: UnsentKind
  readonly state: OutboxItemState
  /** null = not of a chat. */
  readonly chat: { readonly id: ChannelId; readonly kind: ChannelKind; readonly title: string } | null
  /** The message it is or changes. */
  readonly messageId: MessageId | null
  /** What a person would copy: the text of a message, the name of a reaction, a title. */
  readonly text: string
  readonly at: number
  readonly bytes: number
  readonly code: ErrorCode | null
  readonly reason: string
  readonly detail: Json | null
  readonly againAt: number | null
}

export interface OutboxView {
  /** Oldest first. */
  readonly items: readonly UnsentView[]
  readonly unsent: number
  readonly refused: number
  /** Own texts that a newer edit overruled: "Your version". */
  readonly superseded: number
  readonly byChat: ReadonlyMap<ChannelId, { readonly unsent: number; readonly refused: number }>
}

/** Reading marks, drafts and settings travel too, but nobody waits for them. */
const QUIET_ROOTS: ReadonlySet<string> = new Set(['read', 'drafts', 'prefs', 'channels', 'hidden'])

export function isShownInOutbox(item: Pick<OutboxItem, 'root' | 'state'>): boolean {
  return !QUIET_ROOTS.has(item.root) || item.state === 'refused'
}

export function channelOfItem(item: Pick<OutboxItem, 'doc'>): ChannelId | null {
  const document = parseDocumentName(item.doc)
  return document?.kind === 'channel' || document?.kind === 'volume' ? document.channelId : null
}

export class OutboxStore extends DerivedStore<OutboxView> {
  constructor(private readonly device: Pick<Device, 'userId' | 'outbox' | 'onOutbox' | 'locate' | 'world'>) {
    super()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    return [this.device.onOutbox(changed)]
  }

  protected override compute(): OutboxView {
    const items = merge(
      this.device
        .outbox()
        .filter(isShownInOutbox)
        .map((item) => this.#view(item)),
    )
    const byChat = new Map<ChannelId, { unsent: number; refused: number }>()
    const isRefused = ({ state }: UnsentView) => state === 'refused'
    const isUnsent = ({ state }: UnsentView) => state !== 'refused' && state !== 'superseded'
    for (const item of items) {
      if (!item.chat) continue
      const counts = byChat.get(item.chat.id) ?? { unsent: 0, refused: 0 }
      if (isRefused(item)) counts.refused++
      else if (isUnsent(item)) counts.unsent++
      byChat.set(item.chat.id, counts)
    }
    return {
      items,
      unsent: items.filter(isUnsent).length,
      refused: items.filter(isRefused).length,
      superseded: items.filter(({ state }) => state === 'superseded').length,
      byChat,
    }
  }

  #view(item: OutboxItem): UnsentView {
    const channelId = channelOfItem(item)
    const channel = channelId && projectChannel(this.device.world(), channelId, this.device.userId)
    return {
      n: item.n,
      kind: this.#kind(item, channelId),
      state: item.state,
      chat: channel && { id: channel.id, kind: channel.kind, title: channel.title },
      messageId: messageIdOf(item),
      text: textOf(item),
      at: item.at,
      bytes: item.value === null ? 0 : new TextEncoder().encode(JSON.stringify(item.value)).length,
      code: item.code ?? null,
      reason: item.reason ?? '',
      detail: item.detail ?? null,
      againAt: item.againAt ?? null,
    }
  }

  #kind(item: OutboxItem, channelId: ChannelId | null): UnsentKind {
    switch (item.root) {
      case 'messages': {
        const value = item.value as MessageValue | null
        if (value?.deletedAt !== undefined) return 'deletion'
        return channelId && this.device.locate(channelId, item.key)?.seq ? 'edit' : 'message'
      }
      case 'reactions':
        return 'reaction'
      case 'members':
        return 'members'
      case 'pins':
        return 'pin'
      case 'meta':
        return item.key === 'kind' ? 'founding' : 'about'
      default:
        return 'account'
    }
  }
}

/** A founding is several registers and one thing to a person. */
function merge(items: UnsentView[]): UnsentView[] {
  const founded = new Set(items.filter(({ kind }) => kind === 'founding').map(({ chat }) => chat?.id))
  return items.filter(({ kind, chat }) => !(founded.has(chat?.id) && (kind === 'about' || kind === 'members')))
}

function messageIdOf(item: OutboxItem): MessageId | null {
  if (item.root === 'messages' || item.root === 'pins') return item.key as MessageId
  return item.root === 'reactions' ? (item.key.split('/')[0] as MessageId) : null
}

function textOf(item: OutboxItem): string {
  if (item.root === 'messages') {
    const value = item.value as MessageValue | null
    return value ? (value.text ?? excerptOfMessage(value)) : ''
  }
  if (item.root === 'reactions') return item.key.split('/')[1] ?? ''
  return typeof item.value === 'string' ? item.value : ''
}
