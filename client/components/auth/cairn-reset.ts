/** A forgotten password: first the mail with the link is asked for, then the link's page takes the new one. */
import { html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { hashOf, HOME } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { AskController } from '../../controllers/ask-controller.ts'
import { NetworkController } from '../../controllers/network-controller.ts'
import { AccountApi } from '../../stores/account-api.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-field.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { judgePassword } from './account-form.ts'
import { cutNote, faultNote, faultWords } from './fault-note.ts'
import { sayFault } from './say-fault.ts'
import { signInStyles } from './sign-in-styles.ts'

@customElement('cairn-reset')
export class CairnReset extends LitElement {
  /** Of the mail's link; '' = the mail is still to be asked for. */
  @property() token = ''
  @property({ attribute: false }) api = new AccountApi()
  @property({ type: Boolean }) isDone = false
  @state() private error = ''
  @query('cairn-field') private field!: CairnField | null
  readonly ask = new AskController(this)
  /** What failed without a network is no fault any more. */
  #network = new NetworkController(this, () => {
    if (this.ask.fault?.code === 'offline') this.ask.forget()
  })

  override focus(): void {
    void this.updateComplete.then(() => this.field?.focus())
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('token') || changed.get('token') === undefined) return
    this.isDone = false
    this.error = ''
    this.ask.forget()
  }

  protected override render(): unknown {
    const { fault } = this.ask
    // The page of a used or old link has one way on: another mail.
    if (fault?.field === 'token') return this.#dead()
    return html`${this.isDone ? this.#done() : this.token ? this.#chooseForm() : this.#mailForm()}
      <p class="other"><a href=${hashOf(HOME)}>${t('reset.back')}</a></p>`
  }

  #mailForm(): unknown {
    return html`<form novalidate @submit=${this.#askForMail}>
      <p class="explain">${t('reset.explain')}</p>
      ${this.#fault('email')}
      <cairn-field
        name="email"
        type="email"
        label=${t('account.email')}
        autocomplete="email"
        error=${this.ask.blames('email') ? t('account.emailInvalid') : this.error}
        required
      ></cairn-field>
      ${this.#submit(t('reset.send'))}
    </form>`
  }

  #chooseForm(): unknown {
    return html`<form novalidate @submit=${this.#choose}>
      ${this.#fault('new_password')}
      <cairn-field
        name="password"
        type="password"
        label=${t('account.newPassword')}
        autocomplete="new-password"
        hint=${t('auth.passwordHint')}
        error=${this.ask.blames('new_password') ? t('auth.shortPassword') : this.error}
        required
      ></cairn-field>
      <p class="explain">${t('reset.endsSessions')}</p>
      ${this.#submit(t('reset.save'))}
    </form>`
  }

  #fault(field: string): unknown {
    return this.#network.isCut ? cutNote(t('reset.needsConnection')) : faultNote(this.ask.fault, [field])
  }

  #submit(words: string): unknown {
    const reason = this.#network.isCut ? t('settings.needsConnection') : ''
    return html`<cairn-button variant="primary" type="submit" ?disabled=${this.ask.isWorking} reason=${reason}
      >${this.ask.isWorking ? t('auth.working') : words}</cairn-button
    >`
  }

  #done(): unknown {
    return html`<p class="note good" tabindex="-1">
      <cairn-icon name="circle-check"></cairn-icon><span>${this.token ? t('reset.done') : t('reset.sent')}</span>
    </p>`
  }

  #dead(): unknown {
    return html`<p class="note bad">
        <cairn-icon name="circle-alert"></cairn-icon><span>${t('account.linkOver')}</span>
      </p>
      <p class="other"><a href=${hashOf({ page: 'reset', token: '' })}>${t('reset.another')}</a></p>`
  }

  #askForMail = (event: SubmitEvent): void => {
    event.preventDefault()
    const email = this.field?.value.trim() ?? ''
    this.error = email.includes('@') ? '' : t('account.emailInvalid')
    if (this.error) return this.field?.focus()
    void this.#run(() => this.api.requestReset(email))
  }

  #choose = (event: SubmitEvent): void => {
    event.preventDefault()
    const password = this.field?.value ?? ''
    this.error = judgePassword(password) ? '' : t('auth.shortPassword')
    if (this.error) return this.field?.focus()
    void this.#run(() => this.api.resetPassword(this.token, password))
  }

  async #run(send: () => ReturnType<AccountApi['requestReset']>): Promise<void> {
    // By Enter in a field; what is typed stays.
    if (this.#network.isCut) return announce(t('reset.needsConnection'))
    const answer = await this.ask.run(send)
    if (!answer) {
      if (this.ask.fault) sayFault(this.ask.fault.code, faultWords(this.ask.fault))
      return
    }
    this.isDone = true
    announce(this.token ? t('reset.done') : t('reset.sent'))
    // The link is used up: a reload must not bring it back. Not `#/`, which the link below would not leave.
    if (this.token) history.replaceState(history.state, '', '#/sign-in')
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('.good')?.focus()
  }

  static override styles = [base, signInStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-reset': CairnReset
  }
}
