/** Settings that this version has: how it looks, which language, and the account. */
import { css, html, LitElement, nothing } from 'lit'
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

  static override styles = [
    base,
    css`
      :host {
        display: block;
        block-size: 100%;
      }
      .body {
        display: grid;
        gap: var(--s6);
        max-inline-size: 560px;
        padding: var(--s5);
        font: var(--t-md) var(--font);
      }
      section {
        display: grid;
        gap: var(--s4);
        justify-items: start;
      }
      section > * {
        inline-size: 100%;
      }
      section > cairn-button {
        inline-size: auto;
      }
      h2 {
        font: 650 var(--t-lg) var(--font);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2) var(--s4);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 var(--s1);
        font: 550 var(--t-sm) var(--font);
      }
      fieldset label {
        display: inline-flex;
        align-items: center;
        gap: var(--s2);
        min-block-size: var(--target);
      }
      input {
        inline-size: 18px;
        block-size: 18px;
        margin: 0;
        accent-color: var(--accent);
      }
      .language {
        display: grid;
        gap: var(--s1);
        font: 550 var(--t-sm) var(--font);
      }
      select {
        min-block-size: max(36px, var(--target));
        padding-inline: var(--s2);
        border: 1px solid var(--line-strong);
        border-radius: var(--r1);
        background: var(--surface);
        font: var(--t-md) var(--font);
      }
      @media (max-width: 599.98px) {
        .body {
          padding: var(--s4);
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-settings': CairnSettings
  }
}
