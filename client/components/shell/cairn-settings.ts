/** Settings that this version has: how it looks, which language, and the account. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import type { Look, LookStore } from '../../app/look.ts'
import { LOCALES, t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-switch.ts'
import '../dialogs/cairn-confirm.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import './cairn-page.ts'
import { settingsStyles } from './settings-styles.ts'

const NAMES: Readonly<Record<string, string>> = { en: 'English', es: 'Español', ar: 'العربية', 'en-XA': 'Pseudo' }

@customElement('cairn-settings')
export class CairnSettings extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) look: LookStore | null = null
  @property() username = ''
  @state() private isLeaving = false
  #look = new StoreController(this, () => this.look)
  #outbox = new StoreController(this, () => this.stores?.outbox)
  #sync = new StoreController(this, () => this.stores?.sync)

  protected override render(): unknown {
    const look = this.#look.view
    if (!look) return nothing
    const languages = LOCALES.filter((locale) => locale !== 'en-XA' || look.language === 'en-XA')
    return html`<cairn-page heading=${t('settings.title')} back>
      <div class="body">
        <section aria-labelledby="look">
          <h2 id="look">${t('settings.look')}</h2>
          ${this.#choice('theme', t('settings.theme'), ['system', 'light', 'dark'] as const, look.theme, (one) =>
            t(`settings.theme.${one}`),
          )}
          ${this.#choice(
            'density',
            t('settings.density'),
            ['compact', 'normal', 'roomy'] as const,
            look.density,
            (one) => t(`settings.density.${one}`),
          )}
          <cairn-switch
            label=${t('settings.contrast')}
            ?checked=${look.contrast}
            @change=${(event: Event) => this.look?.change({ contrast: (event.target as CairnSwitch).checked })}
          ></cairn-switch>
          <label class="language"
            >${t('settings.language')}
            <select @change=${this.#language}>
              ${(['auto', ...languages] as const).map(
                (one) =>
                  html`<option value=${one} ?selected=${one === look.language}>
                    ${one === 'auto' ? t('settings.language.auto') : NAMES[one]}
                  </option>`,
              )}
            </select>
          </label>
        </section>
        <section aria-labelledby="account">
          <h2 id="account">${t('settings.account')}</h2>
          <p>${t('settings.signedInAs', { name: this.username })}</p>
          <cairn-button icon="log-out" @click=${() => (this.isLeaving = true)}>${t('settings.signOut')}</cairn-button>
        </section>
      </div>
      <cairn-confirm
        ?open=${this.isLeaving}
        heading=${t('settings.signOutAsk')}
        text=${t('settings.signOutHint', { n: this.#outbox.view?.unsent ?? 0 })}
        action=${t('settings.signOut')}
        danger
        @close=${() => (this.isLeaving = false)}
        @confirm=${() => ask(this, 'sign-out')}
      ></cairn-confirm>
    </cairn-page>`
  }

  #choice<T extends string>(
    name: 'theme' | 'density',
    label: string,
    of: readonly T[],
    now: string,
    words: (one: T) => string,
  ): unknown {
    return html`<fieldset>
      <legend>${label}</legend>
      ${of.map(
        (one) =>
          html`<label
            ><input
              type="radio"
              name=${name}
              .checked=${one === now}
              @change=${() => this.look?.change({ [name]: one })}
            />${words(one)}</label
          >`,
      )}
    </fieldset>`
  }

  #language = (event: Event): void => {
    this.look?.change({ language: (event.target as HTMLSelectElement).value as Look['language'] })
    // Words are in every element: the simplest honest way to change them all is to begin again.
    location.reload()
  }

  static override styles = [base, settingsStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-settings': CairnSettings
  }
}
