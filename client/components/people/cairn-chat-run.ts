/** At the foot of what a chat says of itself: managing, clearing, leaving, deleting it; of a direct message, the person. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { mayDelete } from '../../stores/run-chat.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import { askAboutChat, type ChatQuestion } from './ask-about-chat.ts'

@customElement('cairn-chat-run')
export class CairnChatRun extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))

  protected override render(): unknown {
    const { stores } = this
    const channel = this.#chat.view?.channel
    if (!stores || !channel) return nothing
    const { other, canManage, canLeave, role } = channel
    return html`${
      other === null
        ? nothing
        : html`<cairn-button icon="user" data-person=${other}
            >${t('people.card', { name: channel.title })}</cairn-button
          >`
    }
    ${
      canManage
        ? html`<a href=${hashOf({ page: 'admin', part: `chat/${channel.id}` })}>${t('manage.title')}</a>`
        : nothing
    }
    ${role === 'none' ? nothing : this.#button('clear', t('manage.clear'))}
    ${canLeave ? this.#button('leave', t('members.leave')) : nothing}
    ${mayDelete(stores, channel.id) ? this.#button('delete', t('manage.delete')) : nothing}`
  }

  #button(what: ChatQuestion['what'], words: string): unknown {
    const ask = () => askAboutChat(this, { what, channelId: this.chatId as ChannelId })
    return html`<cairn-button variant=${what === 'delete' ? 'danger' : 'plain'} @click=${ask}>${words}</cairn-button>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2);
        padding-block: var(--s4);
        border-block-start: 1px solid var(--line);
      }
      a {
        padding-inline: var(--s2);
        font: 550 var(--t-sm) var(--font);
        line-height: var(--target);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-run': CairnChatRun
  }
}
