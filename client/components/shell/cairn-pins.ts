/** Pinned messages of a channel, newest pin first. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { formatBrief } from '../../app/format.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-skeleton.ts'

@customElement('cairn-pins')
export class CairnPins extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))

  protected override render(): unknown {
    const { stores } = this
    const { pins, state } = this.#chat.view ?? { pins: [], state: 'loading' }
    if (!stores) return nothing
    if (pins.length === 0 && state === 'loading') return html`<cairn-skeleton .rows=${4}></cairn-skeleton>`
    if (pins.length === 0) {
      return html`<cairn-empty icon="pin" text=${t(state === 'ready' ? 'pins.empty' : 'notFound.chat')}></cairn-empty>`
    }
    return html`<ul>
      ${pins.map((pin) => {
        const author = pin.by === null ? '' : stores.directory.person(pin.by).name
        return html`<li>
          <a href=${hashOf(chatRoute(this.chatId, null, pin.id))}>
            <b><bdi>${author}</bdi></b>
            <time datetime=${new Date(pin.pinnedAt).toISOString()}
              >${formatBrief(pin.pinnedAt, stores.device.now())}</time
            >
            <span dir="auto">${pin.isDeleted ? t('chats.deleted') : (pin.excerpt ?? '')}</span>
          </a>
        </li>`
      })}
    </ul>`
  }

  static override styles = [
    base,
    css`
      a {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px var(--s2);
        padding: var(--s3) var(--s4);
        border-block-end: 1px solid var(--line);
        color: var(--text);
        font: var(--t-sm) var(--font);
        text-decoration: none;
      }
      a:hover {
        background: var(--hover);
      }
      a:focus-visible {
        outline-offset: -2px;
      }
      time {
        color: var(--text-3);
        font: var(--t-xs) var(--font);
      }
      span {
        grid-column: 1 / -1;
        color: var(--text-2);
        overflow-wrap: anywhere;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-pins': CairnPins
  }
}
