/** Sign in, or make an account. Without a connection it says that the first sign-in needs one; nothing typed is lost. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { alertNow } from '../../app/announcer.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { SessionStore, SignInFault } from '../../stores/session-store.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-field.ts'
import '../base/cairn-icon.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { judgePassword, judgeUsername } from './account-form.ts'
import { signInStyles } from './sign-in-styles.ts'

@customElement('cairn-sign-in')
export class CairnSignIn extends LitElement {
  @property({ attribute: false }) session: SessionStore | null = null
  /** A new account instead. */
  @property({ type: Boolean }) create = false
  /** In a dialog: no way to another form. */
  @property({ type: Boolean }) bare = false
  @property() username = ''
  @property({ attribute: false }) fault: SignInFault | null = null
  @state() private nameError = ''
  @state() private passwordError = ''
  @state() private isWorking = false
  @query('cairn-field[name=username]') private nameField!: CairnField
  @query('cairn-field[name=password]') private passwordField!: CairnField

  override focus(): void {
    void this.updateComplete.then(() => (this.username ? this.passwordField : this.nameField).focus())
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('create')) {
      this.fault = null
      this.nameError = this.passwordError = ''
    }
  }

  protected override render(): unknown {
    const action = this.create ? t('auth.signUp') : t('auth.signIn')
    return html`<form method="post" action=${this.create ? '/signup' : '/login'} novalidate @submit=${this.#submit}>
        ${this.fault ? this.#fault(this.fault) : nothing}
        <cairn-field
          name="username"
          label=${t('auth.username')}
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
        <cairn-button variant="primary" type="submit" ?disabled=${this.isWorking}
          >${this.isWorking ? t('auth.working') : action}</cairn-button
        >
      </form>
      ${
        this.bare
          ? nothing
          : html`<p class="other">
              ${this.create ? t('auth.haveAccount') : t('auth.newHere')}
              <a href=${hashOf(this.create ? { page: 'home' } : { page: 'sign-up' })}
                >${this.create ? t('auth.signIn') : t('auth.signUp')}</a
              >
            </p>`
      }`
  }

  #fault(fault: SignInFault): unknown {
    const isOffline = fault.code === 'offline'
    return html`<p class=${isOffline ? 'note' : 'note bad'}>
      <cairn-icon name=${isOffline ? 'wifi-off' : 'circle-alert'}></cairn-icon><span>${this.#words(fault)}</span>
    </p>`
  }

  #words({ code, message }: SignInFault): string {
    switch (code) {
      case 'offline':
        return t('auth.needsConnection')
      case 'auth':
        return t('auth.wrong')
      case 'conflict':
        return t('auth.taken')
      case 'forbidden':
        return t('auth.closed')
      case 'rate':
        return t('auth.locked')
      case 'other-account':
        return t('auth.anotherAccount', { name: message })
      default:
        return message ? `${t('auth.failed')}: ${message}` : t('auth.failed')
    }
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (this.isWorking) return
    const [username, password] = [this.nameField.value.trim(), this.passwordField.value]
    this.username = username
    this.nameError = this.passwordError = ''
    if (this.create) {
      if (!judgeUsername(username)) this.nameError = t('auth.invalidName')
      if (!judgePassword(password)) this.passwordError = t('auth.shortPassword')
    }
    if (this.nameError) return this.nameField.focus()
    if (this.passwordError) return this.passwordField.focus()
    void this.#send(username, password)
  }

  async #send(username: string, password: string): Promise<void> {
    const { session } = this
    if (!session) return
    this.isWorking = true
    this.fault = this.create ? await session.signUp(username, password) : await session.signIn(username, password)
    this.isWorking = false
    if (!this.fault) {
      this.passwordField.value = ''
      this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true, composed: true }))
      return
    }
    alertNow(this.#words(this.fault))
    if (this.fault.code === 'auth') this.passwordField.focus()
  }

  static override styles = [base, signInStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-sign-in': CairnSignIn
  }
}
