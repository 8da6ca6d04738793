/** What every part of the settings shares: the stores, a form's talk with the server, and why something cannot be done now. */
import { html, LitElement, nothing } from 'lit'
import { property } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import { AskController } from '../../controllers/ask-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { AccountFault, Answer } from '../../stores/account-api.ts'
import { accountStoreOf, type AccountStore, type AccountView } from '../../stores/account-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { faultWords } from '../auth/fault-note.ts'
import { sayFault } from '../auth/say-fault.ts'
import '../base/cairn-button.ts'
import '../base/cairn-field.ts'
import '../base/cairn-icon.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { turnBack } from '../base/kept.ts'

export abstract class SettingsPart extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  readonly ask = new AskController(this)
  #sync = new StoreController(this, () => this.stores?.sync)
  #account = new StoreController(this, () => this.accountStore)
  /** Why the server did not tell what this part shows. */
  #untold: AccountFault | null = null
  #wasLive = false

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const { isLive } = this
    if (this.stores && (changed.has('stores') || (isLive && !this.#wasLive))) void this.refresh()
    this.#wasLive = isLive
  }

  /** Asks the server for what this part shows: as it is opened, and when a connection comes. */
  protected refresh(): unknown {
    return undefined
  }

  /** @returns null without an answer: `waiting` says why then */
  protected async told<T>(asking: Promise<Answer<T>>): Promise<T | null> {
    const answer = await asking
    this.#untold = answer.ok ? null : answer.fault
    this.requestUpdate()
    return answer.ok ? answer.value : null
  }

  /** Stands in the place of what the server has not told yet. */
  protected get waiting(): string {
    return this.reason || (this.#untold ? faultWords(this.#untold) : t('state.loading'))
  }

  protected get accountStore(): AccountStore | null {
    return this.stores && accountStoreOf(this.stores)
  }

  /** What the server told last; undefined before the device is open. */
  protected get known(): AccountView | undefined {
    return this.#account.view
  }

  protected get isLive(): boolean {
    return this.#sync.view?.isLive === true
  }

  /** Why what needs the server cannot be done now; '' = it can. */
  protected get reason(): string {
    const sync = this.#sync.view
    if (sync?.words === 'signed-out') return t('settings.needsSignIn')
    return sync?.isLive ? '' : t('settings.needsConnection')
  }

  protected field(name: string): CairnField | null {
    return this.renderRoot.querySelector<CairnField>(`cairn-field[name=${name}]`)
  }

  protected typed(name: string): string {
    return this.field(name)?.value ?? ''
  }

  protected clear(...names: readonly string[]): void {
    for (const name of names) {
      const field = this.field(name)
      if (field) field.value = ''
    }
  }

  /** A form's button; it stays, with the reason, while there is no connection. */
  protected submitButton(words: string, variant: 'primary' | 'plain' | 'danger' = 'primary'): unknown {
    return html`<cairn-button type="submit" variant=${variant} reason=${this.reason} ?disabled=${this.ask.isWorking}
      >${this.ask.isWorking ? t('auth.working') : words}</cairn-button
    >`
  }

  /** Why what changes the account cannot be done now; before the account was told, nothing can. '' = it can. */
  protected get accountReason(): string {
    const { reason, known } = this
    if (reason || known?.account) return reason
    return known?.fault ? faultWords(known.fault) : t('state.loading')
  }

  /** Where nothing was told yet. */
  protected unknown(): unknown {
    return this.known?.account ? nothing : html`<p class="explain">${t('settings.unknown')}</p>`
  }

  /** @returns null when it cannot be done now, was refused, or another is still waited for; the reason is said aloud */
  protected async send<T>(work: () => Promise<Answer<T>>): Promise<{ readonly value: T } | null> {
    // Enter in a field passes the button by.
    const reason = this.reason || (this.ask.isWorking ? t('auth.working') : '')
    if (reason) {
      announce(reason)
      turnBack()
      return null
    }
    const answer = await this.ask.run(work)
    const { fault } = this.ask
    if (!answer) turnBack()
    if (!answer && fault) {
      await this.updateComplete
      if (fault.field === null || this.renderRoot.querySelector('[error]:not([error=""])') === null) {
        sayFault(fault.code, faultWords(fault))
      } else this.renderRoot.querySelector<CairnField>('cairn-field[error]:not([error=""])')?.focus()
    }
    return answer
  }

  /** Something was done; a toast is read aloud too. */
  protected say(text: string): void {
    notices.show({ id: 'settings', text })
  }
}
