/** What keys do to the newest messages of a chat: where later ones are not loaded, goes to the end first (docs/behaviour.md, KB45). */
import type { LitElement, ReactiveController } from 'lit'
import type { ChatView } from '../../stores/chat-store.ts'
import type { CairnTimeline } from './cairn-timeline.ts'
import type { Feed } from './chat-feed.ts'
import { lastEditable, lastStamped } from './last-message.ts'
import type { MessageDesk } from './message-desk.ts'

interface Host extends LitElement {
  readonly chatId: string
  readonly chat: ChatView | null
  readonly feed: Feed
}

export class AtTheEnd implements ReactiveController {
  #waits: { readonly chatId: string; readonly act: () => void } | null = null

  constructor(
    private readonly host: Host,
    private readonly timeline: () => CairnTimeline | null,
    private readonly desk: MessageDesk,
  ) {
    host.addController(this)
  }

  editOwn = (): void =>
    this.#do(() => {
      const { feed } = this.host
      const own = lastEditable(feed.messages)
      if (own) this.desk.edit(own)
      else if (!feed.isStart) {
        this.host.dispatchEvent(new CustomEvent('own-last-wanted', { detail: null, bubbles: true, composed: true }))
      }
    })

  reply = (): void =>
    this.#do(() => {
      const last = lastStamped(this.host.feed.messages)
      if (last) this.desk.reply(last)
    })

  react(): void {
    this.#do(() => {
      const last = lastStamped(this.host.feed.messages)
      if (last && this.host.chat?.rights.canReact) this.desk.react(last, this.timeline()?.boxOf(last.id) ?? null)
    })
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

  #do(act: () => void): void {
    this.#waits = null
    if (!this.host.feed.hasNewer) return act()
    this.#waits = { chatId: this.host.chatId, act }
    this.timeline()?.toLatest()
  }
}

declare global {
  interface HTMLElementEventMap {
    /** One's own last message is not among the loaded ones: it is to be found, shown and edited. */
    'own-last-wanted': CustomEvent<null>
  }
}
