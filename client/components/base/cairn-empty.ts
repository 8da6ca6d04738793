/** Nothing here: one sentence, one action (slotted). */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './cairn-icon.ts'
import type { IconName } from './icons.ts'

@customElement('cairn-empty')
export class CairnEmpty extends LitElement {
  @property() icon: IconName | '' = ''
  @property() text = ''

  protected override render(): unknown {
    return html`${this.icon ? html`<cairn-icon name=${this.icon}></cairn-icon>` : nothing}
      <p>${this.text}</p>
      <slot></slot>`
  }

  static override styles = css`
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: var(--s3);
      padding: var(--s6) var(--s5);
      color: var(--text-2);
      text-align: center;
    }
    :host([hidden]) {
      display: none;
    }
    cairn-icon {
      inline-size: 32px;
      block-size: 32px;
      color: var(--text-3);
    }
    p {
      margin: 0;
      max-inline-size: 36ch;
      font: var(--t-md) var(--font);
      text-wrap: balance;
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-empty': CairnEmpty
  }
}
