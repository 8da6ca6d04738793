/** In place of the messages of a chat that is not on this device: whether it may come, and what to do else. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelView } from '../../../schema/projection/project-channel.ts'
import { ask } from '../../app/commands.ts'
import { t } from '../../app/text.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'

@customElement('cairn-not-here')
export class CairnNotHere extends LitElement {
  @property({ attribute: false }) channel: ChannelView | null = null
  @property({ type: Boolean }) offline = false

  protected override render(): unknown {
    return html`<cairn-empty text=${this.#sentence()}>
      <cairn-button icon="search" @click=${() => ask(this, 'discover')}>${t('chats.browse')}</cairn-button>
    </cairn-empty>`
  }

  #sentence(): string {
    const { channel } = this
    const isNamed = channel !== null && channel.title !== channel.id
    const what = isNamed && channel.role === 'none' ? t('notFound.join', { title: channel.title }) : t('notFound.chat')
    return this.offline ? `${what} ${t('notFound.offline')}` : what
  }

  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      justify-content: center;
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-not-here': CairnNotHere
  }
}
