/** The keyboard map as a list. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { isMac, KEYBOARD, showKeys } from '../../app/keyboard.ts'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-dialog.ts'

@customElement('cairn-keys')
export class CairnKeys extends LitElement {
  @property({ type: Boolean }) open = false

  protected override render(): unknown {
    if (!this.open) return nothing
    return html`<cairn-dialog
      open
      heading=${t('keys.title')}
      @close=${() => this.dispatchEvent(new CustomEvent('close'))}
    >
      <dl>
        ${KEYBOARD.map(
          ({ keys, name }) =>
            html`<div>
              <dt>${t(name)}</dt>
              <dd><kbd>${showKeys(keys, isMac())}</kbd></dd>
            </div>`,
        )}
      </dl>
    </cairn-dialog>`
  }

  static override styles = [
    base,
    css`
      div {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s4);
        min-block-size: 36px;
        border-block-end: 1px solid var(--line);
      }
      div:last-child {
        border: 0;
      }
      kbd {
        padding: 2px var(--s2);
        border: 1px solid var(--line);
        border-radius: var(--r1);
        background: var(--sunken);
        font: var(--t-sm) var(--font);
        white-space: nowrap;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-keys': CairnKeys
  }
}
