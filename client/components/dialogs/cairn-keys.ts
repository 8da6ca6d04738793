/** The keyboard map as a list. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { alsoKeys, isMac, showKeys, type KeyPlace } from '../../app/keyboard.ts'
import { keyGroups } from '../../app/keyboard-list.ts'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-dialog.ts'

@customElement('cairn-keys')
export class CairnKeys extends LitElement {
  @property({ type: Boolean }) open = false
  /** The person's setting. */
  @property({ attribute: false }) enterSends = true

  protected override render(): unknown {
    if (!this.open) return nothing
    return html`<cairn-dialog
      open
      reading
      heading=${t('keys.title')}
      @close=${() => this.dispatchEvent(new CustomEvent('close'))}
    >
      ${keyGroups(this.enterSends).map(
        ({ place, heading, keys }) =>
          html`<section>
            <h3>${t(heading)}</h3>
            <dl>
              ${keys.map(
                (key) =>
                  html`<div>
                    <dt>${t(key.name)}</dt>
                    <dd>${shownKeys(place, key.keys).map((keys) => html`<kbd>${keys}</kbd>`)}</dd>
                  </div>`,
              )}
            </dl>
          </section>`,
      )}
    </cairn-dialog>`
  }

  static override styles = [
    base,
    css`
      section + section {
        margin-block-start: var(--s4);
      }
      h3 {
        font: 650 var(--t-sm) var(--font);
        color: var(--text-2);
      }
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
      dd {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: var(--s1);
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

/** With the second ones, which are there as long as no others were chosen. */
function shownKeys(place: KeyPlace, usual: string): readonly string[] {
  const first = showKeys(usual, isMac(), place)
  if (first === '') return [t('keyboard.off')]
  const isUsual = first === showKeys(usual, isMac())
  return [first, ...(isUsual ? alsoKeys(place, usual).map((keys) => showKeys(keys, isMac())) : [])]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-keys': CairnKeys
  }
}
