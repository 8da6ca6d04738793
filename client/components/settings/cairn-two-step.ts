/** The second step of signing in: set up by a code to scan, proved by a code of the app, kept by recovery codes that are shown once. */
import { css, html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { copyText } from '../../app/copy-text.ts'
import { t } from '../../app/text.ts'
import type { TwoStepSecret } from '../../stores/account-api.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import './cairn-qr.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('cairn-two-step')
export class CairnTwoStep extends SettingsPart {
  /** While it is being set up. */
  @state() private secret: TwoStepSecret | null = null
  /** Until the person has kept them. */
  @state() private codes: readonly string[] | null = null

  protected override render(): unknown {
    const account = this.known?.account
    return html`<section aria-labelledby="two-step">
      <h2 id="two-step" tabindex="-1">${t('twoStep.title')}</h2>
      ${
        this.codes
          ? this.#recovery(this.codes)
          : !account
            ? html`${this.unknown()} ${this.#off()}`
            : account.twofa_enabled
              ? this.#on()
              : this.secret
                ? this.#setUp(this.secret)
                : this.#off()
      }
    </section>`
  }

  #off(): unknown {
    return html`<p class="explain">${t('twoStep.explain')}</p>
      ${faultNote(this.ask.fault)}
      <cairn-button reason=${this.accountReason} icon="shield" @click=${() => void this.#prepare()}
        >${t('twoStep.setUp')}</cairn-button
      >`
  }

  #setUp({ secret, otpauth_url: url }: TwoStepSecret): unknown {
    return html`<p class="explain">${t('twoStep.scan')}</p>
      <cairn-qr text=${url} label=${t('twoStep.qr')}></cairn-qr>
      <div class="key">
        <span>${t('twoStep.key')}</span> <code dir="ltr">${inFours(secret)}</code>
        <cairn-button
          variant="quiet"
          square
          icon="copy"
          label=${t('action.copy')}
          @click=${() => void copyText(secret)}
        ></cairn-button>
      </div>
      <form novalidate @submit=${this.#enable}>
        ${faultNote(this.ask.fault, ['code'])} ${this.#codeField(t('twoStep.code'), 'numeric')}
        <div class="buttons">
          ${this.submitButton(t('twoStep.enable'))}
          <cairn-button @click=${() => (this.secret = null)}>${t('action.cancel')}</cairn-button>
        </div>
      </form>`
  }

  #recovery(codes: readonly string[]): unknown {
    return html`<p class="note good">
        <cairn-icon name="circle-check"></cairn-icon><span>${t('twoStep.recoveryExplain')}</span>
      </p>
      <ol dir="ltr" aria-label=${t('twoStep.recovery')}>
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ol>
      <div class="buttons">
        <cairn-button icon="copy" @click=${() => void copyText(codes.join('\n'))}>${t('action.copy')}</cairn-button>
        <cairn-button icon="download" @click=${() => download(codes)}>${t('twoStep.download')}</cairn-button>
        <cairn-button variant="primary" @click=${this.#kept}>${t('twoStep.kept')}</cairn-button>
      </div>`
  }

  #on(): unknown {
    return html`<p class="note good"><cairn-icon name="circle-check"></cairn-icon><span>${t('twoStep.on')}</span></p>
      <form novalidate @submit=${this.#disable}>
        ${faultNote(this.ask.fault, ['code'])} ${this.#codeField(t('twoStep.disableCode'), 'text')}
        ${this.submitButton(t('twoStep.disable'), 'plain')}
      </form>`
  }

  #codeField(label: string, keyboard: 'text' | 'numeric'): unknown {
    return html`<cairn-field
      name="code"
      label=${label}
      keyboard=${keyboard}
      autocomplete="one-time-code"
      error=${this.ask.blames('code') ? t('auth.codeWrong') : ''}
    ></cairn-field>`
  }

  async #prepare(): Promise<void> {
    const answer = await this.send(() => this.accountStore!.api.prepareTwoStep())
    if (!answer) {
      // Switched on at another device meanwhile.
      if (this.ask.fault?.code === 'conflict') void this.accountStore?.refresh()
      return
    }
    this.secret = answer.value
    await this.updateComplete
    this.field('code')?.focus()
  }

  #enable = (event: SubmitEvent): void => {
    event.preventDefault()
    const code = this.typed('code').replaceAll(/\s/g, '')
    void this.send(() => this.accountStore!.api.enableTwoStep(code)).then(async (answer) => {
      if (!answer) return
      this.codes = answer.value
      this.secret = null
      announce(t('twoStep.recoveryExplain'))
      await this.updateComplete
      this.renderRoot.querySelector('h2')?.focus()
      void this.accountStore?.refresh()
    })
  }

  #kept = (): void => {
    this.codes = null
    void this.updateComplete.then(() => this.renderRoot.querySelector('h2')?.focus())
  }

  #disable = (event: SubmitEvent): void => {
    event.preventDefault()
    const code = this.typed('code').trim()
    void this.send(() => this.accountStore!.api.disableTwoStep(code)).then((answer) => {
      if (!answer) return
      this.clear('code')
      this.say(t('twoStep.disabled'))
      void this.accountStore?.refresh()
    })
  }

  static override styles = [
    base,
    partStyles,
    css`
      section > cairn-qr {
        inline-size: min(220px, 100%);
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2);
        font: 550 var(--t-sm) var(--font);
      }
      code {
        font: var(--t-md) var(--mono);
        overflow-wrap: anywhere;
        user-select: all;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
        gap: var(--s2);
        padding: var(--s4);
        border-radius: var(--r1);
        background: var(--sunken);
      }
      li {
        padding: 0;
        border: 0;
      }
    `,
  ]
}

/** Easier to read and to type. */
function inFours(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

function download(codes: readonly string[]): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }))
  link.download = 'cairn-recovery-codes.txt'
  link.click()
  URL.revokeObjectURL(link.href)
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-two-step': CairnTwoStep
  }
}
