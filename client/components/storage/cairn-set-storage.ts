/** The settings' page of what this device keeps: how much, for how long, whether safely; taking it along and leaving it. */
import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { storageOf } from '../../storage/storage-of.ts'
import type { StorageStore } from '../../storage/storage-store.ts'
import { base } from '../../styles/shared.ts'
import { partStyles } from '../settings/part-styles.ts'
import { SettingsPart } from '../settings/settings-part.ts'
import './cairn-export-data.ts'
import './cairn-leave-question.ts'
import './cairn-prepare.ts'
import './cairn-storage-keep.ts'
import './cairn-storage-usage.ts'
import './cairn-unsent-here.ts'

@customElement('cairn-set-storage')
export class CairnSetStorage extends SettingsPart {
  #storage = new StoreController(this, () => this.store)

  private get store(): StorageStore | null {
    return this.stores && storageOf(this.stores)
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('stores')) void this.store?.measure()
  }

  protected override render(): unknown {
    const { stores, store } = this
    const view = this.#storage.view
    if (!stores || !store || !view) return nothing
    return html`<cairn-storage-usage .store=${store} .view=${view}></cairn-storage-usage>
      <section aria-labelledby="prepare">
        <h2 id="prepare">${t('storage.prepare')}</h2>
        <p class="explain">${t('storage.prepareHint')}</p>
        <cairn-prepare
          .store=${store}
          .now=${view.preparing.get('') ?? null}
          .nowMs=${stores.device.now()}
          app=${view.app}
          reason=${this.reason}
        ></cairn-prepare>
      </section>
      <cairn-storage-keep .stores=${stores} .store=${store} .view=${view}></cairn-storage-keep>
      <cairn-unsent-here .stores=${stores}></cairn-unsent-here>
      <cairn-export-data .stores=${stores}></cairn-export-data>
      <section aria-labelledby="leave">
        <h2 id="leave">${t('storage.leave')}</h2>
        <p class="explain">${t('storage.leaveHint')}</p>
        <cairn-leave-question
          .stores=${stores}
          heading=${t('storage.leaveAsk')}
          text=${t('storage.leaveHint')}
          action=${t('storage.leave')}
        ></cairn-leave-question>
      </section>`
  }

  static override styles = [
    base,
    partStyles,
    css`
      cairn-prepare {
        inline-size: 100%;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-storage': CairnSetStorage
  }
}
