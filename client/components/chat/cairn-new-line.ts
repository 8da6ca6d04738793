/** What follows was not read when the chat was opened. */
import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { t } from '../../app/text.ts'

@customElement('cairn-new-line')
export class CairnNewLine extends LitElement {
  protected override render(): unknown {
    return html`<span>${t('chat.new-messages')}</span>`
  }

  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: var(--s3);
      padding: var(--s2) var(--s4) var(--s1);
      color: var(--accent);
      font: 600 var(--t-xs) var(--font);
    }
    :host::before,
    :host::after {
      content: '';
      flex: 1;
      border-block-start: 1px solid currentColor;
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-new-line': CairnNewLine
  }
}
