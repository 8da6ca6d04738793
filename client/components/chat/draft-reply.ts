/** Which message a draft answers, remembered on this device (docs/behaviour.md, UQ21): it is there again when the chat is opened. */
import type { LitElement, ReactiveController } from 'lit'
import { localBox } from '../../stores/local-box.ts'
import type { Stores } from '../../stores/stores.ts'
import type { ComposerContext } from './cairn-composer-banner.ts'

interface Host extends LitElement {
  readonly draftKey: string
  readonly context: ComposerContext | null
}

export class DraftReply implements ReactiveController {
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
    this.#draftKey = draftKey
    this.#context = context
    const name = this.#name()
    if (name === null) return
    // With another draft comes what that answers; what was answered before is no word of this one.
    if (isOther && context === null) return this.#restore(name)
    if (context?.kind === 'edit') return
    if (context) localBox().setItem(name, JSON.stringify(context))
    else localBox().removeItem(name)
  }

  #restore(name: string): void {
    const kept = localBox().getItem(name)
    if (kept === null) return
    try {
      const detail = { context: JSON.parse(kept) as ComposerContext }
      this.host.dispatchEvent(new CustomEvent('reply-restored', { detail, bubbles: true, composed: true }))
    } catch {
      localBox().removeItem(name)
    }
  }

  #name(): string | null {
    const me = this.stores()?.device.userId
    return me === undefined ? null : `cairn.draft.${me}.${this.host.draftKey}/reply`
  }
}

declare global {
  interface HTMLElementEventMap {
    'reply-restored': CustomEvent<{ readonly context: ComposerContext }>
  }
}
