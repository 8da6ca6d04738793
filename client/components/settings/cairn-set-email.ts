/** The account's e-mail and whether it is confirmed; another one takes effect when its mail's link was opened. */
import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('cairn-set-email')
export class CairnSetEmail extends SettingsPart {
  @state() private error = ''
  /** What was done, as long as this is open. */
  @state() private done = ''

  protected override render(): unknown {
    const account = this.known?.account
    return html`<section aria-labelledby="email">
      <h2 id="email">${t('account.email')}</h2>
      ${account ? this.#present(account.email, account.email_verified) : this.unknown()}
      ${
        this.done
          ? html`<p class="note good"><cairn-icon name="circle-check"></cairn-icon><span>${this.done}</span></p>`
          : nothing
      }
      <form novalidate @submit=${this.#change}>
        ${faultNote(this.ask.fault, ['email', 'password'])}
        <cairn-field
          name="email"
          type="email"
          label=${t('account.newEmail')}
          autocomplete="email"
          error=${this.ask.blames('email') ? t('account.emailInvalid') : this.error}
        ></cairn-field>
        <cairn-field
          name="password"
          type="password"
          label=${t('account.currentPassword')}
          autocomplete="current-password"
          error=${this.ask.blames('password') ? t('account.wrongPassword') : ''}
        ></cairn-field>
        ${this.submitButton(account?.email ? t('account.changeEmail') : t('account.addEmail'), 'plain')}
      </form>
    </section>`
  }

  #present(email: string | null, isVerified: boolean): unknown {
    if (email === null) return html`<p class="explain">${t('account.noEmail')}</p>`
    return html`<p>
        <bdi>${email}</bdi>
        <span class=${isVerified ? 'tag' : 'tag waiting'}
          >${isVerified ? t('account.emailConfirmed') : t('account.emailWaiting')}</span
        >
      </p>
      ${
        isVerified
          ? nothing
          : html`<cairn-button reason=${this.reason} @click=${() => void this.#resend(email)}
              >${t('account.resend')}</cairn-button
            >`
      }`
  }

  async #resend(email: string): Promise<void> {
    if (await this.send(() => this.accountStore!.api.resendVerification(email))) this.#tell(t('account.resent'))
  }

  #change = (event: SubmitEvent): void => {
    event.preventDefault()
    const [email, password] = [this.typed('email').trim(), this.typed('password')]
    this.done = ''
    this.error = email.includes('@') ? '' : t('account.emailInvalid')
    if (this.error) return this.field('email')?.focus()
    void this.send(() => this.accountStore!.api.changeEmail(email, password)).then((answer) => {
      if (!answer) return
      this.clear('email', 'password')
      this.#tell(t('account.emailMail', { email }))
    })
  }

  #tell(text: string): void {
    this.done = text
    announce(text)
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-email': CairnSetEmail
  }
}
