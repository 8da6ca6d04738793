/** The way back to the newest message, with how many came since the reader was there. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'

@customElement('cairn-jump-pill')
export class CairnJumpPill extends LitElement {
  /** New messages of others; 0 = it is only the way back. */
  @property({ type: Number }) count = 0

  protected override render(): unknown {
    return html`<button type="button">
      <cairn-icon name="arrow-down"></cairn-icon>
      ${this.count > 0 ? t('chat.latest-new', { count: this.count }) : t('chat.latest')}
    </button>`
  }

  static override styles = [
    chatBase,
    css`
      button {
        display: inline-flex;
        align-items: center;
        gap: var(--s2);
        min-block-size: max(36px, var(--target));
        padding-inline: var(--s3) var(--s4);
        border: 1px solid var(--line-strong);
        border-radius: 999px;
        background: var(--surface);
        color: var(--text);
        font: var(--t-sm) var(--font);
        font-weight: 600;
        box-shadow: var(--shadow);
      }
      button:hover {
        background: var(--hover);
      }
      cairn-icon {
        color: var(--accent);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-jump-pill': CairnJumpPill
  }
}
