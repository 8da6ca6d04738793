/** The frame of pages that are no chat: a heading, and on a phone nothing else above the content. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { leaveByLink } from '../../app/navigate.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { base, scrolls } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'

@customElement('cairn-page')
export class CairnPage extends LitElement {
  @property() heading = ''
  /** Shows a way back on a phone. */
  @property({ type: Boolean }) back = false
  /** Shows a way back there, however wide the screen is. */
  @property() backTo = ''

  override focus(): void {
    this.renderRoot.querySelector('h1')?.focus()
  }

  protected override render(): unknown {
    return html`<header>
        ${
          this.back || this.backTo
            ? html`<a
                class=${this.backTo ? 'always' : ''}
                href=${this.backTo || hashOf({ page: 'home' })}
                aria-label=${t('action.back')}
                @click=${leaveByLink}
                ><cairn-icon name="arrow-left"></cairn-icon
              ></a>`
            : nothing
        }
        <h1 tabindex="-1">${this.heading}</h1>
      </header>
      <div class="body scrolls"><slot></slot></div>`
  }

  static override styles = [
    base,
    scrolls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100%;
        min-block-size: 0;
        color: var(--text);
      }
      header {
        display: flex;
        flex: none;
        align-items: center;
        gap: var(--s1);
        min-block-size: 56px;
        padding-inline: var(--s5);
        border-block-end: 1px solid var(--line);
      }
      h1 {
        font: 650 var(--t-lg) var(--font);
      }
      a {
        display: none;
        place-items: center;
        inline-size: var(--target);
        block-size: var(--target);
        margin-inline-start: calc(-1 * var(--s3));
        border-radius: var(--r1);
        color: var(--text-2);
      }
      a.always {
        display: grid;
      }
      .body {
        flex: 1;
        min-block-size: 0;
      }
      @media (max-width: 599.98px) {
        header {
          padding-inline: var(--s4);
        }
        a {
          display: grid;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-page': CairnPage
  }
}
