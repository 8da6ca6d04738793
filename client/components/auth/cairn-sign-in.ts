/** Sign in, in two steps where that is on, or make an account. What is typed stays, whatever the answer, or without one. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { alertNow } from '../../app/announcer.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { SignInFault } from '../../stores/session-answers.ts'
import type { SessionStore } from '../../stores/session-store.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-field.ts'
import '../base/cairn-icon.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { judgePassword, judgeUsername } from './account-form.ts'
import { signInStyles } from './sign-in-styles.ts'
import { signInWords } from './sign-in-words.ts'

@customElement('cairn-sign-in')
export class CairnSignIn extends LitElement {
  @property({ attribute: false }) session: SessionStore | null = null
  /** A new account instead. */
  @property({ type: Boolean }) create = false
  /** In a dialog: no way to another form. */
  @property({ type: Boolean }) bare = false
  /** The address is of somewhere else: the other form comes without another address. */
  @property({ type: Boolean }) stays = false
  @property() username = ''
  @property({ attribute: false }) fault: SignInFault | null = null
  @state() private nameError = ''
  @state() private passwordError = ''
  @state() private emailError = ''
  @state() private codeError = ''
  /** The password was right: the second step is asked for. */
  @state() private needsCode = false
  /** Letters too. */
  @state() private hasRecoveryCode = false
  @state() private isWorking = false
  @query('cairn-field[name=username]') private nameField!: CairnField
  @query('cairn-field[name=password]') private passwordField!: CairnField
  @query('cairn-field[name=email]') private emailField!: CairnField | null
  @query('cairn-field[name=otp_code]') private codeField!: CairnField | null

  override focus(): void {
    void this.updateComplete.then(() => (this.username ? this.passwordField : this.nameField).focus())
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('create') && changed.get('create') !== undefined) {
      this.fault = null
      this.needsCode = false
      this.nameError = this.passwordError = this.emailError = this.codeError = ''
    }
    if (changed.has('fault') && this.fault?.code === 'code') this.needsCode = true
  }

  protected override render(): unknown {
    const action = this.create ? t('auth.signUp') : t('auth.signIn')
    return html`<form method="post" action=${this.create ? '/signup' : '/login'} novalidate @submit=${this.#submit}>
        ${this.fault && this.fault.code !== 'code' ? this.#fault(this.fault) : nothing}
        <cairn-field
          name="username"
          label=${this.create ? t('auth.username') : t('auth.login')}
          autocomplete="username"
          .value=${this.username}
          hint=${this.create ? t('auth.usernameHint') : ''}
          error=${this.nameError}
          required
        ></cairn-field>
        <cairn-field
          name="password"
          type="password"
          label=${t('auth.password')}
          autocomplete=${this.create ? 'new-password' : 'current-password'}
          hint=${this.create ? t('auth.passwordHint') : ''}
          error=${this.passwordError}
          required
        ></cairn-field>
        ${this.create ? this.#email() : this.needsCode ? this.#code() : this.#forgot()}
        <cairn-button variant="primary" type="submit" ?disabled=${this.isWorking}
          >${this.isWorking ? t('auth.working') : action}</cairn-button
        >
      </form>
      ${
        this.bare
          ? nothing
          : html`<p class="other">
              ${this.create ? t('auth.haveAccount') : t('auth.newHere')}
              <a href=${hashOf(this.create ? { page: 'home' } : { page: 'sign-up' })} @click=${this.#turn}
                >${this.create ? t('auth.signIn') : t('auth.signUp')}</a
              >
            </p>`
      }`
  }

  #email(): unknown {
    return html`<cairn-field
      name="email"
      type="email"
      label=${t('auth.emailOptional')}
      autocomplete="email"
      hint=${t('auth.emailHint')}
      error=${this.emailError}
    ></cairn-field>`
  }

  #forgot(): unknown {
    return this.bare
      ? nothing
      : html`<p class="forgot"><a href=${hashOf({ page: 'reset', token: '' })}>${t('auth.forgot')}</a></p>`
  }

  #code(): unknown {
    return html`<cairn-field
        name="otp_code"
        label=${t('auth.code')}
        autocomplete="one-time-code"
        keyboard=${this.hasRecoveryCode ? 'text' : 'numeric'}
        hint=${this.hasRecoveryCode ? t('auth.recoveryHint') : t('auth.codeHint')}
        error=${this.codeError}
        required
      ></cairn-field>
      <cairn-button
        variant="quiet"
        pressed=${this.hasRecoveryCode ? 'true' : 'false'}
        @click=${() => (this.hasRecoveryCode = !this.hasRecoveryCode)}
        >${t('auth.useRecovery')}</cairn-button
      >`
  }

  #fault(fault: SignInFault): unknown {
    const isOffline = fault.code === 'offline'
    return html`<p class=${isOffline ? 'note' : 'note bad'}>
      <cairn-icon name=${isOffline ? 'wifi-off' : 'circle-alert'}></cairn-icon
      ><span>${signInWords(fault, this.codeError)}</span>
    </p>`
  }

  #turn = (event: Event): void => {
    if (!this.stays) return
    event.preventDefault()
    this.dispatchEvent(new CustomEvent('form-turned'))
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (this.isWorking) return
    const [username, password] = [this.nameField.value.trim(), this.passwordField.value]
    this.username = username
    const [email, code] = [this.emailField?.value.trim() ?? '', this.codeField?.value.trim() ?? '']
    this.nameError = this.passwordError = this.emailError = this.codeError = ''
    if (this.create) {
      if (email !== '' && !email.includes('@')) this.emailError = t('account.emailInvalid')
      if (!judgeUsername(username)) this.nameError = t('auth.invalidName')
      if (!judgePassword(password)) this.passwordError = t('auth.shortPassword')
    }
    if (this.nameError) return this.nameField.focus()
    if (this.passwordError) return this.passwordField.focus()
    if (this.emailError) return this.emailField?.focus()
    void this.#send(username, password, this.create ? email : code)
  }

  /** @param more  a new account's e-mail, or the code of the second step */
  async #send(username: string, password: string, more: string): Promise<void> {
    const { session } = this
    if (!session) return
    this.isWorking = true
    this.fault = await (this.create
      ? session.signUp(username, password, more)
      : session.signIn(username, password, more))
    this.isWorking = false
    if (!this.fault) {
      this.passwordField.value = ''
      this.needsCode = false
      this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true, composed: true }))
      return
    }
    if (this.fault.code === 'code') {
      if (more !== '') this.codeError = t('auth.codeWrong')
      this.needsCode = true
      await this.updateComplete
      this.codeField?.focus()
    }
    if (!this.fault) return
    alertNow(signInWords(this.fault, this.codeError))
    if (this.fault.code === 'auth') this.passwordField.focus()
  }

  static override styles = [base, signInStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-sign-in': CairnSignIn
  }
}
