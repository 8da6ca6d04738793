/** Stands where the composer is while messages are chosen: how many they are, and what can be done with all of them. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { SayController } from '../../controllers/say-controller.ts'
import type { MessageView } from '../../stores/message-view.ts'
import '../base/cairn-button.ts'
import type { IconName } from '../base/icons.ts'
import { chatBase } from './chat-styles.ts'

export type SelectionAction = 'forward' | 'copy' | 'save' | 'hide'

const ICONS: Record<SelectionAction, IconName> = { forward: 'forward', copy: 'copy', save: 'bookmark', hide: 'trash-2' }

@customElement('cairn-selection-bar')
export class CairnSelectionBar extends LitElement {
  @property({ attribute: false }) messages: readonly MessageView[] = []
  protected readonly countSaid = new SayController(this, () => t('talk.select.count', { count: this.messages.length }))

  protected override render(): unknown {
    const count = this.messages.length
    return html`<div role="group" aria-label=${t('talk.select.bar')}>
      <cairn-button
        variant="quiet"
        square
        icon="x"
        label=${t('talk.select.leave')}
        @click=${() => this.dispatchEvent(new CustomEvent('selection-left', { detail: null }))}
      ></cairn-button>
      <p>${t('talk.select.count', { count })}</p>
      ${(['forward', 'copy', 'save', 'hide'] as const).map((action) => this.#button(action))}
    </div>`
  }

  #button(action: SelectionAction): TemplateResult {
    const isSealed = (action === 'forward' || action === 'save') && this.messages.some(({ isEncrypted }) => isEncrypted)
    const reason = isSealed
      ? t('chat.encrypted')
      : this.messages.length === 0
        ? t('talk.select.count', { count: 0 })
        : ''
    const name = action === 'copy' ? t('talk.select.copy') : t(`chat.action.${action}`)
    return html`<cairn-button
      variant="quiet"
      icon=${ICONS[action]}
      label=${name}
      reason=${reason}
      @click=${() => this.#choose(action)}
      ><span>${name}</span></cairn-button
    >`
  }

  #choose(action: SelectionAction): void {
    const detail = { action, messages: this.messages }
    this.dispatchEvent(new CustomEvent('selection-used', { detail, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        display: block;
        container-type: inline-size;
        padding: 0 var(--s4) var(--s5);
      }
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s1) var(--s2);
        padding: 3px var(--s2);
        border: 1px solid var(--line-strong);
        border-radius: var(--r2);
        background: var(--surface);
        font: var(--t-sm) var(--font);
      }
      p {
        flex: 1;
        font-weight: 600;
      }
      @container (max-width: 560px) {
        cairn-button span {
          display: none;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-selection-bar': CairnSelectionBar
  }
  interface HTMLElementEventMap {
    'selection-left': CustomEvent<null>
    'selection-used': CustomEvent<{ readonly action: SelectionAction; readonly messages: readonly MessageView[] }>
  }
}
