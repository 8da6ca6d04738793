/** A new password for who knows the present one. */
import { html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import { judgePassword } from '../auth/account-form.ts'
import { faultNote } from '../auth/fault-note.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('cairn-set-password')
export class CairnSetPassword extends SettingsPart {
  @state() private error = ''

  protected override render(): unknown {
    return html`<section aria-labelledby="password">
      <h2 id="password">${t('account.password')}</h2>
      <form novalidate @submit=${this.#change}>
        ${faultNote(this.ask.fault, ['current_password', 'new_password'])}
        <cairn-field
          name="current"
          type="password"
          label=${t('account.currentPassword')}
          autocomplete="current-password"
          error=${this.ask.blames('current_password') ? t('account.wrongPassword') : ''}
        ></cairn-field>
        <cairn-field
          name="next"
          type="password"
          label=${t('account.newPassword')}
          autocomplete="new-password"
          hint=${t('auth.passwordHint')}
          error=${this.ask.blames('new_password') ? t('auth.shortPassword') : this.error}
        ></cairn-field>
        <p class="explain">${t('account.passwordEnds')}</p>
        ${this.submitButton(t('account.changePassword'), 'plain')}
      </form>
    </section>`
  }

  #change = (event: SubmitEvent): void => {
    event.preventDefault()
    const [current, next] = [this.typed('current'), this.typed('next')]
    this.error = judgePassword(next) ? '' : t('auth.shortPassword')
    if (this.error) return this.field('next')?.focus()
    void this.send(() => this.accountStore!.api.changePassword(current, next)).then((answer) => {
      if (!answer) return
      this.clear('current', 'next')
      this.say(t('account.passwordChanged'))
      void this.accountStore?.refresh()
    })
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-password': CairnSetPassword
  }
}
