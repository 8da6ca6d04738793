/** What notifies the person, when and how: kept in the account, so all their devices agree; the permission is this device's. */
import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import {
  NOTICE_LEVELS,
  NOTICE_PLACES,
  NOTICE_PREFS,
  NOTICE_SOUNDS,
  NOTICE_TEXTS,
  type NoticePlace,
  type NoticeSettings,
} from '../../../schema/rules/notice-settings.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { noticeSettings } from '../../stores/notice-settings.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-switch.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import { kept } from '../base/kept.ts'
import '../notices/cairn-notice-device.ts'
import '../notices/cairn-quiet-hours.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('cairn-set-notices')
export class CairnSetNotices extends SettingsPart {
  #prefs = new StoreController(this, () => this.stores?.prefs)

  protected override render(): unknown {
    const { stores } = this
    if (!stores || !this.#prefs.view) return nothing
    const settings = noticeSettings(stores.device)
    return html`<cairn-notice-device></cairn-notice-device>
      <section aria-labelledby="notices">
        <h2 id="notices" tabindex="-1">${t('notices.what')}</h2>
        <cairn-switch
          label=${t('notices.all')}
          hint=${t('notices.allHint')}
          .checked=${kept(settings.isOn)}
          @change=${(event: Event) => this.#set(NOTICE_PREFS.isOn, isOn(event) ? null : false)}
        ></cairn-switch>
        ${settings.isOn ? this.#what(settings) : nothing}
      </section>
      ${settings.isOn ? this.#how(settings) : nothing}`
  }

  #what({ levels, reactions }: NoticeSettings): unknown {
    return html`<div class="levels">${NOTICE_PLACES.map((place) => this.#level(place, levels[place]))}</div>
      <p class="explain">${t('notices.ownLevels')}</p>
      <cairn-switch
        label=${t('notices.reactions')}
        .checked=${kept(reactions)}
        @change=${(event: Event) => this.#set(NOTICE_PREFS.reactions, isOn(event) || null)}
      ></cairn-switch>`
  }

  #level(place: NoticePlace, now: string): unknown {
    return html`<label
      ><span>${t(`notices.place.${place}`)}</span>
      <select
        name=${place}
        @change=${(event: Event) => this.#set(NOTICE_PREFS.level(place), (event.target as HTMLSelectElement).value)}
      >
        ${NOTICE_LEVELS.map(
          (level) =>
            html`<option value=${level} .selected=${kept(level === now)}>${t(`notices.level.${level}`)}</option>`,
        )}
      </select>
    </label>`
  }

  #how(settings: NoticeSettings): unknown {
    return html`<section aria-labelledby="how">
        <h2 id="how">${t('notices.text')}</h2>
        ${this.#choice('text', t('notices.text'), NOTICE_TEXTS, settings.text)}
      </section>
      <section aria-labelledby="sounds">
        <h2 id="sounds">${t('notices.sounds')}</h2>
        ${this.#choice('sounds', t('notices.sounds'), NOTICE_SOUNDS, settings.sounds)}
      </section>
      <cairn-quiet-hours .stores=${this.stores} .settings=${settings}></cairn-quiet-hours>`
  }

  #choice<T extends string>(what: 'text' | 'sounds', label: string, of: readonly T[], now: T): unknown {
    return html`<fieldset>
      <legend class="visually-hidden">${label}</legend>
      ${of.map(
        (one) =>
          html`<label
            ><input
              type="radio"
              name=${what}
              .checked=${kept(one === now)}
              @change=${() => this.#set(NOTICE_PREFS[what], one)}
            />${t(`notices.${what}.${one}` as 'notices.text.name')}</label
          >`,
      )}
    </fieldset>`
  }

  #set(name: string, value: boolean | string | null): void {
    void this.stores?.prefs.set(name, value)
  }

  static override styles = [
    base,
    partStyles,
    css`
      .levels {
        display: grid;
        gap: var(--s2);
      }
      .levels label {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--s1) var(--s4);
      }
      select {
        min-block-size: max(36px, var(--target));
        min-inline-size: 200px;
        padding-inline: var(--s2);
        border: 1px solid var(--line-strong);
        border-radius: var(--r1);
        background: var(--surface);
        font: var(--t-md) var(--font);
      }
      .visually-hidden {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    `,
  ]
}

function isOn(event: Event): boolean {
  return (event.target as CairnSwitch).checked
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-notices': CairnSetNotices
  }
}
