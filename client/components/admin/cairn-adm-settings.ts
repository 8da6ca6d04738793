/** Sign-up and limits of the workspace, as settings.json on the server has them; what the operator set is shown beside. */
import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { formatNumber } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { AdminApi, type AdminSettings, type AdminSettingsChange } from '../../stores/admin-api.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import '../base/cairn-switch.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import { kept } from '../base/kept.ts'
import { factList } from '../settings/fact-list.ts'
import { partStyles } from '../settings/part-styles.ts'
import { SettingsPart } from '../settings/settings-part.ts'

const NUMBERS = [
  { name: 'max_login_attempts', label: 'admin.attempts', max: 1_000 },
  { name: 'lockout_duration_minutes', label: 'admin.lockout', max: 525_600 },
] as const
const SIGN_UP = ['open', 'closed'] as const
const MEGABYTE = 1_048_576

@customElement('cairn-adm-settings')
export class CairnAdmSettings extends SettingsPart {
  @property() page: 'sign-up' | 'limits' = 'sign-up'
  @property({ attribute: false }) api = new AdminApi()
  @state() private settings: AdminSettings | null = null
  /** The field that holds no number that may be. */
  @state() private wrong = ''

  protected override render(): unknown {
    const isSignUp = this.page === 'sign-up'
    const { fault } = this.ask
    return html`<section aria-labelledby="settings">
      <h2 id="settings">${isSignUp ? t('admin.signUp') : t('admin.limits')}</h2>
      <p class="explain">${this.reason || t('admin.settingsHint')}</p>
      ${
        fault?.code === 'unavailable' && !this.reason
          ? html`<p class="note bad"><span>${t('admin.broken')}</span></p>`
          : faultNote(this.reason ? null : fault)
      }
      ${
        this.settings === null
          ? this.reason
            ? nothing
            : html`<p class="explain">${this.waiting}</p>`
          : isSignUp
            ? this.#signUp(this.settings)
            : this.#limits(this.settings)
      }
    </section>`
  }

  #signUp(settings: AdminSettings): unknown {
    return html`<fieldset>
        <legend>${t('admin.signUp')}</legend>
        ${SIGN_UP.map(
          (one) =>
            html`<label
              ><input
                type="radio"
                name="sign-up"
                .checked=${kept(settings.sign_up === one)}
                ?disabled=${this.reason !== ''}
                @change=${() => void this.#change({ sign_up: one })}
              />${t(`admin.${one}`)}</label
            >`,
        )}
      </fieldset>
      ${this.#switch('require_verified_email', t('admin.verified'), settings)}`
  }

  #limits(settings: AdminSettings): unknown {
    const { limits } = settings
    const perMinute = (n: number) => t('admin.perMinute', { n })
    return html`<form novalidate @submit=${this.#save}>
        ${NUMBERS.map(
          ({ name, label, max }) =>
            html`<cairn-field
              name=${name}
              keyboard="numeric"
              label=${t(label)}
              .value=${String(settings[name])}
              error=${this.wrong === name ? t('admin.number', { max }) : ''}
            ></cairn-field>`,
        )}
        ${this.submitButton(t('settings.save'))}
      </form>
      ${this.#switch('admins_delete_messages', t('admin.deleteOthers'), settings)}
      <h2>${t('admin.fixed')}</h2>
      ${factList([
        [t('admin.upload'), `${formatNumber(Math.round(limits.max_upload_bytes / MEGABYTE))} MB`],
        [t('admin.logins'), perMinute(limits.logins_per_minute)],
        [t('admin.registrations'), perMinute(limits.registrations_per_minute)],
        [t('admin.posts'), perMinute(limits.messages_per_minute)],
      ])}`
  }

  #switch(name: 'require_verified_email' | 'admins_delete_messages', label: string, settings: AdminSettings): unknown {
    return html`<cairn-switch
      label=${label}
      .checked=${kept(settings[name])}
      ?disabled=${this.reason !== ''}
      @change=${(event: Event) => void this.#change({ [name]: (event.target as CairnSwitch).checked })}
    ></cairn-switch>`
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault()
    const wrong = NUMBERS.find(({ name, max }) => {
      const value = Number(this.typed(name))
      return !Number.isInteger(value) || value < 1 || value > max
    })
    this.wrong = wrong?.name ?? ''
    if (wrong) return this.field(wrong.name)?.focus()
    void this.#change(Object.fromEntries(NUMBERS.map(({ name }) => [name, Number(this.typed(name))])))
  }

  async #change(change: AdminSettingsChange): Promise<void> {
    const answer = await this.send(() => this.api.changeSettings(change))
    if (answer) {
      this.settings = answer.value
      this.say(t('settings.saved'))
    } else await this.refresh()
  }

  protected override async refresh(): Promise<void> {
    this.settings = (await this.told(this.api.settings())) ?? this.settings
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-adm-settings': CairnAdmSettings
  }
}
