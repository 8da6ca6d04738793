/**
 * Which message a draft answers, or which one is being edited, remembered on this device (docs/behaviour.md, UQ21, UI40): it is
 * there again when the chat is opened. What an edit put aside, a reply, comes back after it.
 */
import type { LitElement, ReactiveController } from 'lit'
import { editDraftKey } from '../../stores/draft-key.ts'
import { localBox } from '../../stores/local-box.ts'
import type { Stores } from '../../stores/stores.ts'
import type { ComposerContext } from './cairn-composer-banner.ts'

interface Host extends LitElement {
  readonly draftKey: string
  readonly context: ComposerContext | null
}

export class DraftContext implements ReactiveController {
  #draftKey: string | null = null
  #context: ComposerContext | null = null

  constructor(
    private readonly host: Host,
    private readonly stores: () => Stores | null,
  ) {
    host.addController(this)
  }

  hostUpdated(): void {
    const { draftKey, context } = this.host
    const isOther = draftKey !== this.#draftKey
    if (!isOther && context === this.#context) return
    // What was answered in another chat or thread is no word of this one.
    const isLeft = isOther && this.#draftKey !== null && context === this.#context
    const isEdited = !isOther && this.#context?.kind === 'edit'
    this.#draftKey = draftKey
    this.#context = context
    if (isEdited && context?.kind !== 'edit') this.#keep('edit', null)
    if (isLeft || (context === null && (isOther || isEdited))) this.#restore()
    else if (context) this.#keep(context.kind, context)
    else this.#keep('reply', null)
  }

  /** What stands in the box when this edit goes on. */
  textOf({ messageId, text }: ComposerContext): string {
    return this.stores()?.drafts.text(editDraftKey(this.host.draftKey, messageId)) || text
  }

  #keep(kind: ComposerContext['kind'], context: ComposerContext | null): void {
    const name = this.#name(kind)
    if (name === null) return
    if (context) localBox().setItem(name, JSON.stringify(context))
    else localBox().removeItem(name)
  }

  #restore(): void {
    const context = this.#kept('edit') ?? this.#kept('reply')
    if (!context) return
    this.host.dispatchEvent(new CustomEvent('context-restored', { detail: { context }, bubbles: true, composed: true }))
  }

  #kept(kind: ComposerContext['kind']): ComposerContext | null {
    const name = this.#name(kind)
    const kept = name === null ? null : localBox().getItem(name)
    if (name === null || kept === null) return null
    try {
      return JSON.parse(kept) as ComposerContext
    } catch {
      localBox().removeItem(name)
      return null
    }
  }

  #name(kind: ComposerContext['kind']): string | null {
    const me = this.stores()?.device.userId
    return me === undefined ? null : `cairn.draft.${me}.${this.host.draftKey}/${kind}`
  }
}

/** An edit that was discarded elsewhere: its chat does not open with it. @returns takes that back */
export function endKeptEdit(userId: number, chatId: string, messageId: string): () => void {
  const box = localBox()
  const isEdit = (name: string) => name.startsWith(`cairn.draft.${userId}.${chatId}/`) && name.endsWith('/edit')
  const kept = box.keys().flatMap((name) => {
    const value = isEdit(name) ? box.getItem(name) : null
    return value?.includes(messageId) ? [{ name, value }] : []
  })
  for (const { name } of kept) box.removeItem(name)
  return () => kept.forEach(({ name, value }) => box.setItem(name, value))
}

declare global {
  interface HTMLElementEventMap {
    'context-restored': CustomEvent<{ readonly context: ComposerContext }>
  }
}
