/** No chat is open: what can be done. */
import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import './cairn-stones.ts'

@customElement('cairn-home')
export class CairnHome extends LitElement {
  override focus(): void {
    this.renderRoot.querySelector('h1')?.focus()
  }

  protected override render(): unknown {
    return html`<cairn-stones count="3"></cairn-stones>
      <h1 tabindex="-1">${t('home.title')}</h1>
      <p>${t('home.pick')}</p>
      <div>
        <cairn-button icon="search" @click=${() => ask(this, 'discover')}>${t('chats.find')}</cairn-button>
        <cairn-button icon="plus" @click=${() => ask(this, 'new-channel')}>${t('chats.newChannel')}</cairn-button>
      </div>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: var(--s2);
        block-size: 100%;
        padding: var(--s5);
        color: var(--text);
        text-align: center;
      }
      cairn-stones {
        inline-size: 40px;
        block-size: 40px;
        color: var(--line-strong);
      }
      h1 {
        font: 650 var(--t-xl) var(--font);
      }
      p {
        color: var(--text-2);
        font: var(--t-md) var(--font);
      }
      div {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--s2);
        margin-block-start: var(--s3);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-home': CairnHome
  }
}
