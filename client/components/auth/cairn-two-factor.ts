/** The second step of a sign-in: the code, or a recovery code, and whether it is asked for again. Dispatches `code-entered`, `step-left`. */
import { css, html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-field.ts'
import type { CairnField } from '../base/cairn-field.ts'
import '../base/cairn-switch.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import { signInStyles } from './sign-in-styles.ts'

export type CodeEnteredEvent = CustomEvent<{ readonly code: string; readonly trusts: boolean }>

@customElement('cairn-two-factor')
export class CairnTwoFactor extends LitElement {
  @property() error = ''
  @property({ type: Boolean }) isWorking = false
  /** Why nothing can be sent now; '' = it can be tried. */
  @property() reason = ''
  /** Letters too. */
  @state() private isRecovery = false
  @query('cairn-field') private field!: CairnField
  @query('cairn-switch') private trust!: CairnSwitch

  override focus(): void {
    void this.updateComplete.then(() => this.field.focus())
  }

  protected override render(): unknown {
    return html`<form novalidate @submit=${this.#submit}>
        <slot></slot>
        <h2>${this.isRecovery ? t('auth.enterRecovery') : t('auth.enterCode')}</h2>
        <cairn-field
          name="otp_code"
          label=${t('auth.code')}
          autocomplete="one-time-code"
          keyboard=${this.isRecovery ? 'text' : 'numeric'}
          hint=${this.isRecovery ? t('auth.recoveryHint') : t('auth.codeHint')}
          error=${this.error}
          required
        ></cairn-field>
        <cairn-switch label=${t('auth.trust')} hint=${t('auth.trustHint')}></cairn-switch>
        <cairn-button variant="primary" type="submit" ?disabled=${this.isWorking} reason=${this.reason}
          >${this.isWorking ? t('auth.working') : t('auth.signIn')}</cairn-button
        >
      </form>
      <div class="ways">
        <cairn-button variant="quiet" pressed=${this.isRecovery ? 'true' : 'false'} @click=${this.#turn}
          >${t('auth.useRecovery')}</cairn-button
        >
        <cairn-button variant="quiet" @click=${this.#leave}>${t('reset.back')}</cairn-button>
      </div>`
  }

  #turn = (): void => {
    this.isRecovery = !this.isRecovery
    this.focus()
  }

  #leave = (): void => void this.dispatchEvent(new CustomEvent('step-left'))

  #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (this.isWorking) return
    const detail = { code: this.field.value.trim(), trusts: this.trust.checked }
    this.dispatchEvent(new CustomEvent('code-entered', { detail }) satisfies CodeEnteredEvent)
  }

  static override styles = [
    base,
    signInStyles,
    css`
      h2 {
        font: 650 var(--t-md) var(--font);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        margin-block-start: var(--s3);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-two-factor': CairnTwoFactor
  }
}
