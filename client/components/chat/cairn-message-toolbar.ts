/** The buttons on a message that is pointed at or has the focus: the likeliest actions, and the menu with all of them. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import type { MessageView } from '../../stores/message-view.ts'
import '../base/cairn-icon.ts'
import type { IconName } from '../base/icons.ts'
import { chatBase } from './chat-styles.ts'
import { actionsOf, NO_RIGHTS, TOOLBAR, type MessageAction, type Rights } from './message-actions.ts'

const ICON: Record<(typeof TOOLBAR)[number], IconName> = {
  react: 'smile-plus',
  reply: 'reply',
  thread: 'message-square',
  edit: 'pencil',
  cancel: 'x',
  delete: 'trash-2',
}

@customElement('cairn-message-toolbar')
export class CairnMessageToolbar extends LitElement {
  @property({ attribute: false }) message: MessageView | null = null
  @property({ attribute: false }) rights: Rights = NO_RIGHTS

  /** Where the menu opens when a key asks for it. */
  get menuBox(): DOMRect | null {
    return this.renderRoot.querySelector('[aria-haspopup]')?.getBoundingClientRect() ?? null
  }

  protected override render(): unknown {
    const offered = this.message ? actionsOf(this.message, this.rights) : []
    if (offered.length === 0) return nothing
    return html`<div role="group" aria-label=${t('chat.actions')}>
      ${TOOLBAR.filter((action) => offered.includes(action)).map((action) =>
        this.#button(ICON[action], t(`chat.action.${action}`), () => this.#choose(action)),
      )}
      ${this.#button('ellipsis', t('chat.action.menu'), this.#menu, 'menu')}
    </div>`
  }

  #button(icon: IconName, name: string, act: (event: Event) => void, popup?: 'menu'): TemplateResult {
    return html`<button
      type="button"
      class="icon-button"
      title=${name}
      aria-label=${name}
      aria-haspopup=${popup ?? nothing}
      @click=${act}
    >
      <cairn-icon name=${icon}></cairn-icon>
    </button>`
  }

  #choose(action: MessageAction): void {
    this.dispatchEvent(new CustomEvent('action-chosen', { detail: { action } }))
  }

  #menu = (event: Event): void => {
    const anchor = (event.currentTarget as HTMLElement).getBoundingClientRect()
    this.dispatchEvent(new CustomEvent('menu-chosen', { detail: { anchor } }))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        position: absolute;
        z-index: 1;
        inset-block-start: calc(-1 * var(--target) / 2);
        inset-inline-end: var(--s4);
      }
      div {
        display: flex;
        padding: 1px;
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--surface);
      }
      .icon-button {
        color: var(--text);
        font-size: 0.9375rem;
      }
      @media (pointer: coarse) {
        :host {
          inset-block-start: calc(-1 * var(--target) + 8px);
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-message-toolbar': CairnMessageToolbar
  }
  interface HTMLElementEventMap {
    'action-chosen': CustomEvent<{ readonly action: MessageAction }>
    'menu-chosen': CustomEvent<{ readonly anchor: DOMRect }>
  }
}
