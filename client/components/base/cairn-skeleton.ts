/** Local data on its way from the disk: nothing for 150 ms, then rows of the final size. Never a spinner. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { visuallyHidden } from '../../styles/shared.ts'

@customElement('cairn-skeleton')
export class CairnSkeleton extends LitElement {
  @property({ type: Number }) rows = 6
  /** `line`: a chat's row; `tall`: that of a phone. `message`: an avatar and two lines. */
  @property({ reflect: true }) shape: 'line' | 'tall' | 'message' = 'line'

  protected override render(): unknown {
    return html`<span class="visually-hidden">${t('state.loading')}</span>
      ${Array.from({ length: this.rows }, () => html`<div class="row" aria-hidden="true"><i></i><b></b></div>`)}`
  }

  static override styles = [
    visuallyHidden,
    css`
      :host {
        display: block;
        animation: appear 0ms 150ms both;
      }
      .row {
        display: flex;
        align-items: center;
        gap: var(--s2);
        block-size: var(--target);
        padding-inline: var(--s3);
      }
      i,
      b {
        border-radius: var(--r1);
        background: var(--sunken);
      }
      i {
        inline-size: 18px;
        block-size: 18px;
      }
      b {
        inline-size: 60%;
        block-size: 12px;
      }
      .row:nth-child(3n) b {
        inline-size: 42%;
      }
      :host([shape='message']) .row {
        align-items: start;
        block-size: 64px;
        padding-inline: var(--s4);
      }
      :host([shape='message']) i {
        inline-size: var(--avatar);
        block-size: var(--avatar);
        border-radius: var(--r-avatar);
      }
      :host([shape='message']) b {
        block-size: 34px;
      }
      :host([shape='tall']) .row {
        gap: var(--s3);
        block-size: 64px;
        padding-inline: var(--s4);
      }
      :host([shape='tall']) i {
        inline-size: 44px;
        block-size: 44px;
        border-radius: var(--r-avatar);
      }
      :host([shape='tall']) b {
        block-size: 34px;
      }
      @keyframes appear {
        from {
          visibility: hidden;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-skeleton': CairnSkeleton
  }
}
