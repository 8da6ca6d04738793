/** "Notify 42 people?" before a message that mentions everyone is sent. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { chatBase } from './chat-styles.ts'

@customElement('cairn-notify-question')
export class CairnNotifyQuestion extends LitElement {
  @property({ type: Number }) count = 0

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.primary')?.focus())
  }

  protected override render(): unknown {
    const question = t('chat.composer.notify', { count: this.count })
    return html`<div role="alertdialog" aria-label=${question}>
      <span>${question}</span>
      <button type="button" class="text-button" @click=${() => this.#answer(false)}>
        ${t('chat.composer.cancel')}
      </button>
      <button type="button" class="text-button primary" @click=${() => this.#answer(true)}>
        ${t('chat.composer.notify-yes')}
      </button>
    </div>`
  }

  #answer(isYes: boolean): void {
    this.dispatchEvent(new CustomEvent('notify-answered', { detail: { isYes } }))
  }

  static override styles = [
    chatBase,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: var(--s2);
        padding: var(--s2);
        border-block-start: 1px solid var(--line);
        font: var(--t-sm) var(--font);
        font-weight: 550;
      }
      span {
        flex: 1;
        padding-inline-start: var(--s2);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-notify-question': CairnNotifyQuestion
  }
  interface HTMLElementEventMap {
    'notify-answered': CustomEvent<{ readonly isYes: boolean }>
  }
}
