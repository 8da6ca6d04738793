/** The menu, the emoji picker and the names of readers of messages: one of each for a whole timeline, opened beside the message that asks. */
import { css, html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { isMac, showKeys } from '../../app/keyboard.ts'
import { t } from '../../app/text.ts'
import type { Delivery, MessageView } from '../../stores/message-view.ts'
import { raised } from '../../styles/shared.ts'
import '../base/cairn-menu.ts'
import type { CairnMenu, MenuItem } from '../base/cairn-menu.ts'
import type { IconName } from '../base/icons.ts'
import { place, type Box } from '../base/place.ts'
import './cairn-emoji-picker.ts'
import './cairn-receipt-names.ts'
import type { CairnEmojiPicker } from './cairn-emoji-picker.ts'
import type { CairnReactionNames } from './cairn-reaction-names.ts'
import type { CairnReceiptNames } from './cairn-receipt-names.ts'
import { chatBase } from './chat-styles.ts'
import type { EmojiView } from './emoji-search.ts'
import { actionsOf, NO_RIGHTS, type MessageAction, type Rights } from './message-actions.ts'

type Shown = Exclude<MessageAction, 'copy-version' | 'discard-version'>

const ICONS: Record<Shown, IconName> = {
  react: 'smile-plus',
  reactions: 'smile',
  reply: 'reply',
  thread: 'message-square',
  edit: 'pencil',
  forward: 'forward',
  pin: 'pin',
  unpin: 'pin',
  save: 'bookmark',
  unread: 'eye-off',
  copy: 'copy',
  'copy-link': 'link',
  select: 'circle-check',
  hide: 'x',
  delete: 'trash-2',
  cancel: 'x',
  retry: 'refresh-cw',
  discard: 'trash-2',
}
/** The usual ones; those that the person chose are shown. */
const KEYS: Partial<Record<Shown, string>> = {
  react: 'Plus',
  reply: 'R',
  thread: 'T',
  edit: 'E',
  forward: 'F',
  pin: 'P',
  save: 'S',
  unread: 'U',
  'copy-link': 'C',
  delete: 'Delete',
}

@customElement('cairn-message-tools')
export class CairnMessageTools extends LitElement {
  @property({ attribute: false }) rights: Rights = NO_RIGHTS
  @property({ attribute: false }) emoji: readonly EmojiView[] = []
  @property({ attribute: false }) recent: readonly string[] = []
  @state() private message: MessageView | null = null
  @query('cairn-menu') private menu!: CairnMenu
  @query('.picker') private picker!: HTMLElement
  @query('cairn-receipt-names') private receipts!: CairnReceiptNames
  @query('cairn-reaction-names') private names!: CairnReactionNames
  @query('cairn-emoji-picker') private grid!: CairnEmojiPicker
  #returnTo: HTMLElement | null = null

  async openMenu(message: MessageView, anchor: Box, returnTo: HTMLElement | null): Promise<void> {
    this.message = message
    this.#returnTo = returnTo
    await this.updateComplete
    await this.menu.openAt(anchor, returnTo)
  }

  openPicker(message: MessageView, anchor: Box, returnTo: HTMLElement | null): void {
    this.message = message
    this.#returnTo = returnTo
    this.picker.showPopover()
    place(this.picker, anchor, { side: 'above', align: 'end' })
    this.grid.focus()
  }

  /** Few ask for it: it is loaded when somebody does. */
  async openReactions({ reactions }: MessageView, anchor: Box, returnTo: HTMLElement | null): Promise<void> {
    await import('./cairn-reaction-names.ts')
    await this.names.open(reactions, anchor, returnTo)
  }

  openReceipts(delivery: Delivery, anchor: Box, returnTo: HTMLElement): Promise<void> {
    return this.receipts.open(delivery, anchor, returnTo)
  }

  protected override render(): unknown {
    return html`<cairn-menu
        bare
        label=${t('chat.actions')}
        .items=${this.#items()}
        @select=${this.#select}
      ></cairn-menu>
      <div class="picker raised" popover role="dialog" aria-label=${t('chat.action.react')} @toggle=${this.#toggled}>
        <cairn-emoji-picker
          .emoji=${this.emoji}
          .recent=${this.recent}
          @emoji-picked=${this.#picked}
        ></cairn-emoji-picker>
      </div>
      <cairn-receipt-names></cairn-receipt-names><cairn-reaction-names></cairn-reaction-names>`
  }

  #items(): MenuItem[] {
    if (!this.message) return []
    const actions = actionsOf(this.message, this.rights) as Shown[]
    return actions.map((id) => ({
      id,
      label: t(`chat.action.${id}`),
      icon: ICONS[id],
      keys: KEYS[id] && showKeys(KEYS[id], isMac(), 'message'),
      danger: id === 'delete' || id === 'discard',
      apart: id === 'hide' || id === 'copy' || (id === 'delete' && !actions.includes('hide')),
    }))
  }

  #select = (event: CustomEvent<{ id: string }>): void => {
    const detail = { action: event.detail.id as MessageAction, message: this.message }
    const origin = this.#returnTo ?? this
    origin.dispatchEvent(new CustomEvent('message-action', { detail, bubbles: true, composed: true }))
  }

  #picked = (event: CustomEvent<{ name: string }>): void => {
    event.stopPropagation()
    this.picker.hidePopover()
    const detail = { messageId: this.message?.id ?? '', name: event.detail.name }
    this.dispatchEvent(new CustomEvent('reaction-toggled', { detail, bubbles: true, composed: true }))
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.#returnTo?.focus()
  }

  static override styles = [
    chatBase,
    raised,
    css`
      :host {
        display: contents;
      }
      .picker {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 0;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-message-tools': CairnMessageTools
  }
}
