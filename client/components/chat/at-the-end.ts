/** Does something to the newest message of a chat: where later ones are not loaded, goes to the end first (docs/behaviour.md, KB45). */
import type { LitElement, ReactiveController } from 'lit'
import type { CairnTimeline } from './cairn-timeline.ts'
import type { Feed } from './chat-feed.ts'

interface Host extends LitElement {
  readonly chatId: string
  readonly feed: Feed
}

export class AtTheEnd implements ReactiveController {
  #waits: { readonly chatId: string; readonly act: () => void } | null = null

  constructor(
    private readonly host: Host,
    private readonly timeline: () => CairnTimeline | null,
  ) {
    host.addController(this)
  }

  do(act: () => void): void {
    this.#waits = null
    if (!this.host.feed.hasNewer) return act()
    this.#waits = { chatId: this.host.chatId, act }
    this.timeline()?.toLatest()
  }

  hostUpdated(): void {
    const { feed, chatId } = this.host
    if (this.#waits && this.#waits.chatId !== chatId) this.#waits = null
    if (!this.#waits || feed.hasNewer || feed.isLoading) return
    const { act } = this.#waits
    this.#waits = null
    // Its row stands once the timeline was shown at its end.
    requestAnimationFrame(() => requestAnimationFrame(act))
  }
}
