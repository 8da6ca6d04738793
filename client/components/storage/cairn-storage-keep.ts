/** What is kept and how safely: history, media, the data saver, and whether the browser may clear it. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { canInstall, install } from '../../storage/install.ts'
import { HISTORY_LIMITS, keepSettingsOf, type HistoryLimit } from '../../storage/keep-settings.ts'
import type { MediaKeep } from '../../storage/ports.ts'
import { LIMITS_BYTES } from '../../stores/keep-rules.ts'
import type { StorageStore, StorageView } from '../../storage/storage-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-switch.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import { partStyles } from '../settings/part-styles.ts'
import { choiceStyles } from '../base/choice-styles.ts'
import { kept } from '../base/kept.ts'
import { formatBytes } from '../chat/times.ts'

const MEDIA: readonly MediaKeep[] = ['thumbnails', 'small', 'all']

@customElement('cairn-storage-keep')
export class CairnStorageKeep extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) store: StorageStore | null = null
  @property({ attribute: false }) view: StorageView | null = null
  /** The browser was asked to keep it, and did not agree. */
  @state() private isDeclined = false
  #settings = new StoreController(this, () => this.stores && keepSettingsOf(this.stores.device))

  protected override render(): unknown {
    const settings = this.#settings.view
    const { store, view } = this
    if (!settings || !store || !view) return nothing
    return html`<section aria-labelledby="kept">
        <h2 id="kept">${t('storage.whatIsKept')}</h2>
        <label class="choice"
          >${t('storage.history')}
          <select @change=${(event: Event) => void store.keep({ history: chosen(event) as HistoryLimit })}>
            ${HISTORY_LIMITS.map(
              (one) =>
                html`<option value=${one} .selected=${kept(one === settings.history)}>
                  ${t(`storage.history.${one}`)}
                </option>`,
            )}
          </select>
        </label>
        <p class="explain">${t('storage.historyHint')}</p>
        <label class="choice"
          >${t('storage.mediaKeep')}
          <select @change=${(event: Event) => void store.keepMedia({ keep: chosen(event) as MediaKeep })}>
            ${MEDIA.map(
              (one) =>
                html`<option value=${one} .selected=${kept(one === view.media?.keep)}>
                  ${t(`storage.mediaKeep.${one}`)}
                </option>`,
            )}
          </select>
        </label>
        ${view.media ? this.#limit(store, view.media.limitBytes) : nothing}
        <cairn-switch
          label=${t('storage.saver')}
          hint=${t('storage.saverHint')}
          .checked=${kept(settings.isSaving)}
          @change=${(event: Event) => void store.keep({ isSaving: (event.target as CairnSwitch).checked })}
        ></cairn-switch>
      </section>
      ${this.#safety(view)}`
  }

  #limit(store: StorageStore, limitBytes: number): unknown {
    const limits = [...new Set([...LIMITS_BYTES, limitBytes])].sort((a, b) => a - b)
    return html`<label class="choice"
        >${t('storage.mediaLimit')}
        <select @change=${(event: Event) => void store.keepMedia({ limitBytes: Number(chosen(event)) })}>
          ${limits.map(
            (one) => html`<option value=${one} .selected=${kept(one === limitBytes)}>${formatBytes(one)}</option>`,
          )}
        </select>
      </label>
      <p class="explain">${t('storage.mediaLimitHint')}</p>`
  }

  #safety({ isPersisted }: StorageView): unknown {
    const words = isPersisted === null ? 'storage.safeUnknown' : isPersisted ? 'storage.safeYes' : 'storage.safeNo'
    return html`<section aria-labelledby="safe">
      <h2 id="safe" tabindex="-1">${t('storage.safe')}</h2>
      <p class=${isPersisted ? 'note good' : 'note'}>
        <cairn-icon name=${isPersisted ? 'circle-check' : 'info'}></cairn-icon><span>${t(words)}</span>
      </p>
      ${this.isDeclined && isPersisted === false ? html`<p class="explain">${t('storage.notKept')}</p>` : nothing}
      <div class="buttons">
        ${
          isPersisted === false
            ? html`<cairn-button variant="primary" @click=${this.#persist}>${t('storage.keep')}</cairn-button>`
            : nothing
        }
        ${
          canInstall()
            ? html`<cairn-button icon="download" @click=${this.#install}>${t('storage.install')}</cairn-button>`
            : nothing
        }
      </div>
    </section>`
  }

  #persist = async (): Promise<void> => {
    const isKept = (await this.store?.persist()) === true
    this.isDeclined = !isKept
    if (isKept) this.renderRoot.querySelector<HTMLElement>('#safe')?.focus()
    else announce(t('storage.notKept'))
  }

  #install = async (): Promise<void> => {
    await install()
    await this.store?.measure()
    this.requestUpdate()
  }

  static override styles = [
    base,
    partStyles,
    choiceStyles,
    css`
      :host {
        display: grid;
        gap: var(--s6);
      }
    `,
  ]
}

function chosen(event: Event): string {
  return (event.target as HTMLSelectElement).value
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-storage-keep': CairnStorageKeep
  }
}
