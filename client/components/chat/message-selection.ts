/** Which messages of a chat are chosen, while somebody chooses some. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { ChatRights, MessageView } from '../../stores/message-view.ts'
import { once } from '../../stores/once.ts'
import type { Rights } from './message-actions.ts'

export class MessageSelection implements ReactiveController {
  /** Ids; null = nobody chooses. */
  chosen: ReadonlySet<string> | null = null

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  hostDisconnected(): void {
    this.chosen = null
  }

  begin(messageId: string): void {
    this.#set(new Set([messageId]))
  }

  toggle(messageId: string): void {
    const chosen = new Set(this.chosen)
    if (!chosen.delete(messageId)) chosen.add(messageId)
    this.#set(chosen)
  }

  end = (): void => this.#set(null)

  /** Those of them that are still there, in their order. */
  of(messages: readonly MessageView[]): readonly MessageView[] {
    return messages.filter((message) => this.chosen?.has(message.id) === true && isSelectable(message))
  }

  #set(chosen: ReadonlySet<string> | null): void {
    this.chosen = chosen
    this.host.requestUpdate()
  }
}

const selecting = new WeakMap<ChatRights, Rights>()

/** The same object for the same rights: a new one would render every row anew. */
export function withSelect(rights: ChatRights): Rights {
  return once(selecting, rights, () => ({ ...rights, canSelect: true }))
}

export function isSelectable({ seq, isSystem, isDeleted }: MessageView): boolean {
  return seq > 0 && !isSystem && !isDeleted
}

declare global {
  interface HTMLElementEventMap {
    /** A message was pressed while some are chosen. */
    'message-chosen': CustomEvent<{ readonly messageId: string }>
  }
}
