/** Sign in, in two steps where that is on, or make an account. What is typed stays, whatever the answer, or without one. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { NetworkController } from '../../controllers/network-controller.ts'
import type { SignInFault } from '../../stores/session-answers.ts'
import type { SessionStore } from '../../stores/session-store.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-field.ts'
import '../base/cairn-icon.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { judgePassword, judgeUsername } from './account-form.ts'
import './cairn-two-factor.ts'
import { cutNote } from './fault-note.ts'
import { sayFault } from './say-fault.ts'
import type { CairnTwoFactor, CodeEnteredEvent } from './cairn-two-factor.ts'
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
  /** The password was right: the second step is asked for. The first is kept behind it, with what was typed. */
  @state() private needsCode = false
  @state() private isWorking = false
  @query('cairn-field[name=username]') private nameField!: CairnField
  @query('cairn-field[name=password]') private passwordField!: CairnField
  @query('cairn-field[name=email]') private emailField!: CairnField | null
  @query('cairn-two-factor') private secondStep!: CairnTwoFactor | null

  /** What failed without a network is no fault any more. */
  #network = new NetworkController(this, () => {
    if (this.fault?.code === 'offline') this.fault = null
  })

  override focus(): void {
    const first = () => (this.username ? this.passwordField : this.nameField)
    void this.updateComplete.then(() => (this.secondStep ?? first()).focus())
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
    return html`${this.needsCode ? this.#code() : nothing}
      <form
        method="post"
        action=${this.create ? '/signup' : '/login'}
        novalidate
        ?hidden=${this.needsCode}
        @submit=${this.#submit}
      >
        ${this.#fault()}
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
        ${this.create ? this.#email() : this.#forgot()}
        <cairn-button variant="primary" type="submit" ?disabled=${this.isWorking} reason=${this.#reason()}
          >${this.isWorking ? t('auth.working') : action}</cairn-button
        >
      </form>
      ${
        this.bare || this.needsCode
          ? nothing
          : html`<p class="other">
              ${this.create ? t('auth.haveAccount') : t('auth.newHere')}
              <a href=${hashOf(this.create ? { page: 'home' } : { page: 'sign-up' })} @click=${this.#turn}
                >${this.create ? t('auth.signIn') : t('auth.createOne')}</a
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
    return html`<cairn-two-factor
      error=${this.codeError}
      ?isWorking=${this.isWorking}
      reason=${this.#reason()}
      @code-entered=${this.#codeEntered}
      @step-left=${this.#stepLeft}
      >${this.#fault()}</cairn-two-factor
    >`
  }

  #cutWords(): string {
    return this.create ? t('auth.signUpNeedsConnection') : t('auth.needsConnection')
  }

  /** Why nothing can be sent now; '' = it can be tried. */
  #reason(): string {
    return this.#network.isCut ? t('settings.needsConnection') : ''
  }

  #fault(): unknown {
    if (this.#network.isCut) return cutNote(this.#cutWords())
    const { fault } = this
    if (!fault || fault.code === 'code') return nothing
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
    const email = this.emailField?.value.trim() ?? ''
    this.nameError = this.passwordError = this.emailError = this.codeError = ''
    if (this.create) {
      if (email !== '' && !email.includes('@')) this.emailError = t('account.emailInvalid')
      if (!judgeUsername(username)) this.nameError = t('auth.invalidName')
      if (!judgePassword(password)) this.passwordError = t('auth.shortPassword')
    }
    if (this.nameError) return this.nameField.focus()
    if (this.passwordError) return this.passwordField.focus()
    if (this.emailError) return this.emailField?.focus()
    void this.#send((session) =>
      this.create ? session.signUp(username, password, email) : session.signIn(username, password),
    )
  }

  #codeEntered = ({ detail: { code, trusts } }: CodeEnteredEvent): void => {
    this.codeError = code === '' ? t('auth.codeNeeded') : ''
    if (code === '') return this.secondStep?.focus()
    void this.#send((session) => session.signIn(this.username, this.passwordField.value, code, trusts))
  }

  #stepLeft = (): void => {
    this.#firstStep()
    this.fault = null
    this.focus()
  }

  #firstStep(): void {
    this.needsCode = false
    this.codeError = ''
  }

  async #send(ask: (session: SessionStore) => Promise<SignInFault | null>): Promise<void> {
    const { session } = this
    // By Enter in a field; what is typed stays.
    if (this.#network.isCut) return announce(this.#cutWords())
    if (!session) return
    this.isWorking = true
    this.fault = await ask(session)
    this.isWorking = false
    if (!this.fault) {
      this.passwordField.value = ''
      this.#firstStep()
      this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true, composed: true }))
      return
    }
    if (this.fault.code === 'code') {
      if (this.needsCode) this.codeError = t('auth.codeWrong')
      this.needsCode = true
      await this.updateComplete
      this.secondStep?.focus()
    } else if (this.fault.code === 'auth') {
      this.#firstStep()
      await this.updateComplete
      this.passwordField.focus()
    }
    if (!this.fault) return
    sayFault(this.fault.code, signInWords(this.fault, this.codeError))
  }

  static override styles = [base, signInStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-sign-in': CairnSignIn
  }
}
