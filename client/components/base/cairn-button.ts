/** A native button. With `icon` and no content it is square and `label` is its name; with `reason` it is kept, but does nothing. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base, visuallyHidden } from '../../styles/shared.ts'
import './cairn-icon.ts'
import type { IconName } from './icons.ts'

export type ButtonVariant = 'plain' | 'primary' | 'quiet' | 'danger'

@customElement('cairn-button')
export class CairnButton extends LitElement {
  @property({ reflect: true }) variant: ButtonVariant = 'plain'
  @property() icon: IconName | '' = ''
  /** The name, where the content is only an icon; elsewhere it replaces the content as name. */
  @property() label = ''
  /** Shown beside the name on hover and focus: `Ctrl+K`. */
  @property() keys = ''
  /** Why it cannot be used now. It stays focusable, and says so. */
  @property() reason = ''
  @property({ type: Boolean, reflect: true }) disabled = false
  @property({ type: Boolean, reflect: true }) square = false
  /** `submit` submits the form around it. */
  @property() type: 'button' | 'submit' = 'button'
  /** `true` or `false` make it a toggle. */
  @property() pressed: 'true' | 'false' | '' = ''
  @property() expanded: 'true' | 'false' | '' = ''
  @property() haspopup: 'menu' | 'dialog' | 'listbox' | '' = ''

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }

  protected override render(): unknown {
    const tip = this.reason || (this.square || this.keys ? this.label : '')
    // Also round one that has nothing to say: put round it later, it would take the focus away.
    return html`<cairn-tooltip text=${tip} keys=${this.keys}
      ><button
        type="button"
        part="button"
        ?disabled=${this.disabled}
        aria-disabled=${this.reason ? 'true' : nothing}
        aria-label=${this.label || nothing}
        aria-description=${this.reason || nothing}
        aria-pressed=${this.pressed || nothing}
        aria-expanded=${this.expanded || nothing}
        aria-haspopup=${this.haspopup || nothing}
        aria-keyshortcuts=${this.keys ? this.keys.replaceAll('Ctrl', 'Control') : nothing}
        @click=${this.#click}
      >
        ${this.icon ? html`<cairn-icon name=${this.icon}></cairn-icon>` : nothing}<slot></slot></button
    ></cairn-tooltip>`
  }

  #click = (event: MouseEvent): void => {
    if (this.reason) {
      event.stopImmediatePropagation()
      event.preventDefault()
    } else if (this.type === 'submit') this.closest('form')?.requestSubmit()
  }

  static override styles = [
    base,
    visuallyHidden,
    css`
      :host {
        display: inline-block;
        flex: none;
      }
      /* Comes after the first list (client/app/later.ts). */
      cairn-tooltip {
        display: contents;
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: var(--s2);
        inline-size: 100%;
        min-block-size: var(--target);
        padding: var(--s1) var(--s3);
        border: 1px solid var(--line-strong);
        border-radius: var(--r1);
        background: var(--surface);
        color: var(--text);
        font: var(--t-sm) var(--font);
        font-weight: 550;
        text-align: center;
      }
      button:hover {
        background: var(--hover);
      }
      :host([square]) button {
        inline-size: var(--target);
        block-size: var(--target);
        padding: 0;
        font-size: 1rem;
      }
      :host([variant='primary']) button {
        border-color: transparent;
        background: var(--accent);
        color: var(--on-accent);
      }
      :host([variant='primary']) button:hover {
        background: var(--accent-hover);
      }
      :host([variant='danger']) button {
        border-color: transparent;
        background: var(--danger);
        color: var(--on-danger);
      }
      :host([variant='quiet']) button {
        border-color: transparent;
        background: transparent;
        color: var(--text-2);
      }
      :host([variant='quiet']) button:hover {
        background: var(--hover);
        color: var(--text);
      }
      button[aria-pressed='true'],
      :host([variant='quiet']) button[aria-pressed='true'] {
        background: var(--accent-soft);
        color: var(--accent-hover);
      }
      button:disabled,
      button[aria-disabled='true'],
      :host([variant]) button:disabled,
      :host([variant]) button[aria-disabled='true'] {
        border-color: var(--line);
        background: var(--sunken);
        color: var(--text-3);
      }
      :host([variant='quiet']) button:disabled,
      :host([variant='quiet']) button[aria-disabled='true'] {
        border-color: transparent;
        background: transparent;
      }
      @media (forced-colors: active) {
        button,
        :host([variant]) button {
          border-color: ButtonBorder;
        }
        button[aria-pressed='true'],
        :host([variant='quiet']) button[aria-pressed='true'] {
          border-color: Highlight;
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
        button[aria-disabled='true'],
        button:disabled {
          color: GrayText;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-button': CairnButton
  }
}
