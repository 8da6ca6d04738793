/** How Cairn looks on this device, and in which language. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatFull } from '../../app/format.ts'
import { isMac, showKeys } from '../../app/keyboard.ts'
import type { Look, LookStore } from '../../app/look.ts'
import { LOCALES, t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { ENTER_SENDS, enterSends } from '../../stores/enter-sends.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-switch.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import { choiceStyles } from '../base/choice-styles.ts'
import { kept } from '../base/kept.ts'
import { partStyles } from './part-styles.ts'

/** What the edge of the chat list does by dragging. */
const SIDEBAR_PX = { narrow: 220, normal: 280, wide: 360 } as const
type Sidebar = keyof typeof SIDEBAR_PX
const SIDEBARS = Object.keys(SIDEBAR_PX) as Sidebar[]

const NAMES: Readonly<Record<string, string>> = { en: 'English', es: 'Español', ar: 'العربية', 'en-XA': 'Pseudo' }

@customElement('cairn-set-look')
export class CairnSetLook extends LitElement {
  @property({ attribute: false }) look: LookStore | null = null
  @property({ attribute: false }) stores: Stores | null = null
  #look = new StoreController(this, () => this.look)
  #prefs = new StoreController(this, () => this.stores?.prefs)

  protected override render(): unknown {
    const look = this.#look.view
    if (!look) return nothing
    const languages = LOCALES.filter((locale) => locale !== 'en-XA' || look.language === 'en-XA')
    return html`<section aria-labelledby="look">
      <h2 id="look">${t('settings.look')}</h2>
      ${this.#choice('theme', t('settings.theme'), ['system', 'light', 'dark'] as const, look.theme, (one) =>
        t(`settings.theme.${one}`),
      )}
      ${this.#choice('density', t('settings.density'), ['compact', 'normal', 'roomy'] as const, look.density, (one) =>
        t(`settings.density.${one}`),
      )}
      ${this.#choice(
        'sidebar',
        t('nav.resize'),
        SIDEBARS,
        SIDEBARS.find((one) => SIDEBAR_PX[one] === look.sidebar),
        (one) => t(`settings.sidebar.${one}`),
      )}
      <cairn-switch
        label=${t('settings.contrast')}
        hint=${t('settings.contrastHint')}
        .checked=${kept(look.contrast)}
        @change=${(event: Event) => this.look?.change({ contrast: (event.target as CairnSwitch).checked })}
      ></cairn-switch>
      <cairn-switch
        label=${t('settings.motion')}
        hint=${t('settings.motionHint')}
        .checked=${kept(look.still)}
        @change=${(event: Event) => this.look?.change({ still: (event.target as CairnSwitch).checked })}
      ></cairn-switch>
      ${this.#enter()}
      <label class="choice"
        >${t('settings.language')}
        <select @change=${this.#language}>
          ${(['auto', ...languages] as const).map(
            (one) =>
              html`<option value=${one} .selected=${kept(one === look.language)}>
                ${one === 'auto' ? t('settings.language.auto') : NAMES[one]}
              </option>`,
          )}
        </select>
      </label>
      <p class="explain">
        <b>${t('settings.timeFormat')}</b> ${t('settings.timeFormatHint', { example: formatFull(Date.now()) })}
      </p>
      <p class="explain">
        <b>${t('settings.textSize')}</b> ${t('settings.textSizeHint', { keys: showKeys('Mod+Plus', isMac()) })}
      </p>
    </section>`
  }

  /** It follows the person: it is about what their fingers know. */
  #enter(): unknown {
    const { stores } = this
    if (!stores) return nothing
    return html`<cairn-switch
      label=${t('settings.enter')}
      hint=${t('settings.enterHint', { keys: showKeys('Mod+Enter', isMac()) })}
      .checked=${kept(!enterSends(this.#prefs.view))}
      @change=${(event: Event) => void stores.prefs.set(ENTER_SENDS, !(event.target as CairnSwitch).checked)}
    ></cairn-switch>`
  }

  #choice<T extends string>(
    name: 'theme' | 'density' | 'sidebar',
    label: string,
    of: readonly T[],
    now: string | undefined,
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
              .checked=${kept(one === now)}
              @change=${() => this.look?.change({ [name]: name === 'sidebar' ? SIDEBAR_PX[one as Sidebar] : one })}
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

  static override styles = [base, partStyles, choiceStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-look': CairnSetLook
  }
}
