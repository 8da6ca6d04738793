/** What happened to a chat, from its system messages on this device, the newest first. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { formatBrief, formatFull } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'

@customElement('cairn-adm-log')
export class CairnAdmLog extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  #timeline = new StoreController(this, () => this.stores?.timeline(this.chatId as ChannelId))

  protected override render(): unknown {
    const timeline = this.#timeline.view
    if (!timeline || !this.stores) return nothing
    const now = this.stores.device.now()
    const lines = timeline.messages.filter(({ isSystem }) => isSystem).reverse()
    return html`<h2 id="log">${t('admin.log')}</h2>
      ${lines.length === 0 ? html`<p>${t('admin.logEmpty')}</p>` : nothing}
      <ol aria-labelledby="log">
        ${lines.map(
          ({ text, at }) =>
            html`<li>
              <bdi>${text}</bdi>
              <time datetime=${new Date(at).toISOString()} title=${formatFull(at)}>${formatBrief(at, now)}</time>
            </li>`,
        )}
      </ol>
      ${
        timeline.older === 'more'
          ? html`<cairn-button @click=${() => this.stores?.timeline(this.chatId as ChannelId).loadOlder()}
              >${t('action.more')}</cairn-button
            >`
          : nothing
      }`
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--s3);
        justify-items: start;
        font: var(--t-md) var(--font);
      }
      h2 {
        font: 650 var(--t-lg) var(--font);
      }
      p,
      time {
        color: var(--text-2);
        font: var(--t-sm) var(--font);
      }
      ol {
        inline-size: 100%;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--s3);
        padding-block: var(--s2);
        border-block-end: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-adm-log': CairnAdmLog
  }
}
