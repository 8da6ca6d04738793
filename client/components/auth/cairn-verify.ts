/** The page of a mail's link that confirms an address: asks the server as it opens, and tells what came of it. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { hashOf, HOME } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { AskController } from '../../controllers/ask-controller.ts'
import { AccountApi } from '../../stores/account-api.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import { faultWords } from './fault-note.ts'
import { sayFault } from './say-fault.ts'
import { signInStyles } from './sign-in-styles.ts'

@customElement('cairn-verify')
export class CairnVerify extends LitElement {
  @property() token = ''
  @property({ attribute: false }) api = new AccountApi()
  @state() private isDone = false
  #ask = new AskController(this)
  #asked = ''

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.note')?.focus()
  }

  protected override updated(): void {
    if (this.token && this.token !== this.#asked) void this.#verify()
  }

  protected override render(): unknown {
    const { fault } = this.#ask
    return html`${
        this.isDone
          ? html`<p class="note good" tabindex="-1">
              <cairn-icon name="circle-check"></cairn-icon><span>${t('verify.done')}</span>
            </p>`
          : fault
            ? html`<p class=${fault.code === 'offline' ? 'note' : 'note bad'} tabindex="-1">
                <cairn-icon name=${fault.code === 'offline' ? 'wifi-off' : 'circle-alert'}></cairn-icon
                ><span>${this.#words()}</span>
              </p>`
            : html`<p class="note" tabindex="-1"><span>${t('auth.working')}</span></p>`
      }
      ${
        fault && (fault.code === 'offline' || fault.code === 'unavailable' || fault.code === 'rate')
          ? html`<cairn-button variant="primary" icon="refresh-cw" @click=${() => void this.#verify()}
              >${t('action.tryNow')}</cairn-button
            >`
          : nothing
      }
      <p class="other"><a href=${hashOf(HOME)}>${t('verify.open')}</a></p>`
  }

  #words(): string {
    const { fault } = this.#ask
    if (!fault) return ''
    if (fault.code === 'conflict') return t('verify.conflict')
    return fault.field === 'token' ? t('verify.over') : faultWords(fault)
  }

  async #verify(): Promise<void> {
    this.#asked = this.token
    this.isDone = false
    const answer = await this.#ask.run(() => this.api.verifyEmail(this.token))
    if (!answer) return sayFault(this.#ask.fault?.code, this.#words())
    this.isDone = true
    // The link is used up: a reload must not ask again. Not `#/`, which the link below would not leave.
    history.replaceState(history.state, '', '#/verify')
    announce(t('verify.done'))
  }

  static override styles = [base, signInStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-verify': CairnVerify
  }
}
