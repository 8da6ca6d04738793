/**
 * Asks whether this device may notify, once there is something to know: the first unread mention or direct message
 * (docs/behaviour.md, NF18, NF19). "Not now" keeps it away for 30 days.
 */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { GiveBackController } from '../../controllers/give-back-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { permissionStore } from '../../notifications/permission.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import { sideCardStyles } from '../base/side-card-styles.ts'

@customElement('cairn-notice-card')
export class CairnNoticeCard extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  #permission = new StoreController(this, () => permissionStore())
  #chats = new StoreController(
    this,
    () => this.stores?.chats,
    ({ badge }) => badge > 0,
  )
  protected readonly giveBack = new GiveBackController(this, 'cairn-button')
  /** Once there was something, it stays until it is answered. */
  #isCalled = false

  protected override render(): unknown {
    const state = this.#permission.view
    this.#isCalled ||= (this.#chats.view?.badge ?? 0) > 0
    if (!this.#isCalled || !state || !permissionStore().mayAsk) return nothing
    return html`<div class="card" role="group" aria-label=${t('notices.cardNote')}>
      <p>
        <strong>${t('notices.card')}</strong>
        ${state === 'ask' ? t('notices.cardMentions') : t(`notices.device.${state}`)}
      </p>
      ${
        state === 'ask'
          ? html`<cairn-button variant="primary" @click=${this.#ask}>${t('notices.turnOn')}</cairn-button>`
          : html`<a href=${hashOf({ page: 'settings', part: 'notices' })}>${t('settings.notices')}</a>`
      }
      <cairn-button variant="quiet" @click=${this.#notNow}>${t('action.notNow')}</cairn-button>
    </div>`
  }

  #ask = async (): Promise<void> => {
    await permissionStore().ask()
    announce(t(`notices.device.${permissionStore().view}`))
    this.requestUpdate()
  }

  #notNow = (): void => {
    permissionStore().notNow()
    this.requestUpdate()
  }

  static override styles = [
    base,
    sideCardStyles,
    css`
      strong {
        display: block;
        font-weight: 650;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-notice-card': CairnNoticeCard
  }
}
