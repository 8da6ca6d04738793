/** How a person reaches one message: the pointer over it, the focus in it, its keys, the right button. */
import type { LitElement } from 'lit'
import type { ChatRights, MessageView } from '../../stores/message-view.ts'
import type { Box } from '../base/place.ts'
import { actionsOf, type MessageAction } from './message-actions.ts'
import { chosenKeys } from '../../app/keyboard.ts'
import { messageActionOf } from './message-keys.ts'

export interface InputHost extends LitElement {
  readonly message: MessageView | null
  readonly rights: ChatRights
  /** The focus is on it or in it. */
  active: boolean
  /** Whether it is chosen, while some messages are; null = nobody chooses, or it cannot be. */
  readonly chosen: boolean | null
  act(action: MessageAction): void
  choose(): void
  /** @param anchor  where the menu opens; null = beside its button */
  openMenu(anchor: Box | null): void
}

export class MessageInput {
  #isHovered = false

  constructor(private readonly host: InputHost) {
    host.addEventListener('pointerenter', () => this.#hover(true))
    host.addEventListener('pointerleave', () => this.#hover(false))
    host.addEventListener('focusin', () => (host.active = true))
    host.addEventListener('focusout', ({ relatedTarget }) => {
      host.active = relatedTarget instanceof Node && host.contains(relatedTarget)
    })
    host.addEventListener('keydown', this.#keydown)
    host.addEventListener('contextmenu', this.#contextMenu)
    host.addEventListener('click', this.#press, { capture: true })
  }

  /** Whether its buttons show. */
  get isReached(): boolean {
    return this.host.chosen === null && (this.#isHovered || this.host.active)
  }

  #hover(isHovered: boolean): void {
    this.#isHovered = isHovered
    this.host.requestUpdate()
  }

  #keydown = (event: KeyboardEvent): void => {
    const { host } = this
    if (event.composedPath()[0] !== host || !host.message) return
    if (host.chosen !== null && (event.key === ' ' || event.key === 'Enter')) {
      event.preventDefault()
      return host.choose()
    }
    const press = chosenKeys(event, 'message')
    const key = press && messageActionOf(press)
    if (key === null) return
    if (key === 'menu') host.openMenu(null)
    else {
      const action = offeredFor(key, actionsOf(host.message, host.rights))
      if (!action) return
      host.act(action)
    }
    event.preventDefault()
    event.stopPropagation()
  }

  /** While messages are chosen a press anywhere on one is a choice, and follows no link. */
  #press = (event: MouseEvent): void => {
    if (this.host.chosen === null) return
    event.preventDefault()
    event.stopPropagation()
    this.host.choose()
  }

  #contextMenu = (event: MouseEvent): void => {
    if (event.button !== 2 || getSelection()?.isCollapsed === false) return
    // The browser's own menu of a link opens it elsewhere, copies it.
    if (event.composedPath().some((part) => part instanceof HTMLAnchorElement)) return
    event.preventDefault()
    const { clientX: x, clientY: y } = event
    this.host.openMenu({ left: x, right: x, top: y, bottom: y })
  }
}

/** One key takes a pin on and off; Delete lets go of what is not sent, too. */
function offeredFor(key: MessageAction, offered: readonly MessageAction[]): MessageAction | undefined {
  const also: Partial<Record<MessageAction, readonly MessageAction[]>> = {
    pin: ['unpin'],
    delete: ['cancel', 'discard'],
  }
  return [key, ...(also[key] ?? [])].find((action) => offered.includes(action))
}
