/** An on/off setting: a native checkbox with the role of a switch. Dispatches `change`. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { base } from '../../styles/shared.ts'

@customElement('cairn-switch')
export class CairnSwitch extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }

  @property({ type: Boolean, reflect: true }) checked = false
  @property({ type: Boolean }) disabled = false
  @property() label = ''
  @property() hint = ''

  protected override render(): unknown {
    return html`<label>
      <span class="words">${this.label}${this.hint ? html`<small id="hint">${this.hint}</small>` : nothing}</span>
      <input
        type="checkbox"
        role="switch"
        .checked=${live(this.checked)}
        ?disabled=${this.disabled}
        aria-describedby=${this.hint ? 'hint' : nothing}
        @change=${this.#change}
      />
    </label>`
  }

  #change = (event: Event): void => {
    this.checked = (event.target as HTMLInputElement).checked
    this.dispatchEvent(new Event('change'))
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      label {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s4);
        min-block-size: var(--target);
        cursor: pointer;
      }
      small {
        display: block;
        font: var(--t-xs) var(--font);
        color: var(--text-2);
      }
      input {
        appearance: none;
        flex: none;
        position: relative;
        inline-size: 36px;
        block-size: 22px;
        margin: 0;
        border: 1px solid var(--line-strong);
        border-radius: 11px;
        background: var(--sunken);
        cursor: pointer;
      }
      input::before {
        content: '';
        position: absolute;
        inset-block-start: 3px;
        inset-inline-start: 3px;
        inline-size: 14px;
        block-size: 14px;
        border-radius: 5px;
        background: var(--line-strong);
        transition: transform var(--fast) var(--ease);
      }
      input:checked {
        border-color: var(--accent);
        background: var(--accent);
      }
      input:checked::before {
        background: var(--on-accent);
        transform: translateX(14px);
      }
      input:checked:dir(rtl)::before {
        transform: translateX(-14px);
      }
      input:disabled {
        opacity: 0.5;
      }
      @media (forced-colors: active) {
        input:checked::before {
          background: Highlight;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-switch': CairnSwitch
  }
}
