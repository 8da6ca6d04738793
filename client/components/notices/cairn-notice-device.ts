/** Whether this device notifies: asks the browser by a press, says how to undo a no, and shows what one looks like. */
import { html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { pageWorker } from '../../notifications/page-worker.ts'
import { permissionStore } from '../../notifications/permission.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import { partStyles } from '../settings/part-styles.ts'

@customElement('cairn-notice-device')
export class CairnNoticeDevice extends LitElement {
  #permission = new StoreController(this, () => permissionStore())

  override connectedCallback(): void {
    super.connectedCallback()
    permissionStore().look()
  }

  protected override render(): unknown {
    const state = this.#permission.view ?? 'ask'
    const isGranted = state === 'granted'
    const text = t(`notices.device.${state}`)
    return html`<section aria-labelledby="device">
      <h2 id="device" tabindex="-1">${t('notices.device')}</h2>
      <p class="note ${isGranted ? 'good' : ''}">
        <cairn-icon name=${isGranted ? 'bell' : state === 'ask' ? 'info' : 'bell-off'}></cairn-icon><span>${text}</span>
      </p>
      ${
        isGranted
          ? html`<cairn-button icon="bell" @click=${this.#test}>${t('notices.test')}</cairn-button>`
          : state === 'ask'
            ? html`<cairn-button variant="primary" icon="bell" @click=${this.#ask}
                >${t('notices.turnOn')}</cairn-button
              >`
            : ''
      }
    </section>`
  }

  #ask = async (): Promise<void> => {
    await permissionStore().ask()
    await this.updateComplete
    announce(t(`notices.device.${permissionStore().view}`))
    // The button that was pressed may be gone.
    this.renderRoot.querySelector('h2')?.focus()
  }

  #test = (): void => {
    pageWorker().tell({ type: 'test', text: t('notices.testText') })
    announce(t('notices.testDone'))
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-notice-device': CairnNoticeDevice
  }
}
