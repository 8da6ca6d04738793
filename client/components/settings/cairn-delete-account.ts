/** The account's end: the password first, then one question. */
import { html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import '../storage/cairn-leave-question.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('cairn-delete-account')
export class CairnDeleteAccount extends SettingsPart {
  @state() private isAsking = false
  #directory = new StoreController(this, () => this.stores?.directory)

  protected override render(): unknown {
    return html`<section aria-labelledby="delete">
        <h2 id="delete">${t('delete.title')}</h2>
        <p class="explain">${t('delete.explain')}</p>
        <form novalidate @submit=${this.#asked}>
          ${faultNote(this.ask.fault, ['password'])}
          <cairn-field
            name="password"
            type="password"
            label=${t('account.currentPassword')}
            autocomplete="current-password"
            error=${this.ask.blames('password') ? t('account.wrongPassword') : ''}
          ></cairn-field>
          ${this.submitButton(t('delete.action'), 'danger')}
        </form>
      </section>
      <cairn-leave-question
        bare
        .stores=${this.stores}
        ?open=${this.isAsking}
        heading=${t('delete.ask', { name: this.#directory.view?.me.username ?? '' })}
        text=${t('delete.askHint')}
        action=${t('delete.action')}
        @close=${() => (this.isAsking = false)}
        @confirm=${this.#confirmed}
      ></cairn-leave-question>`
  }

  #asked = (event: SubmitEvent): void => {
    event.preventDefault()
    if (this.reason) return
    if (this.typed('password') === '') return this.field('password')?.focus()
    this.isAsking = true
  }

  #confirmed = (event: Event): void => {
    // What it knows of this account leaves the device once the server has deleted it.
    event.preventDefault()
    void this.#delete()
  }

  async #delete(): Promise<void> {
    const password = this.typed('password')
    if (await this.send(() => this.accountStore!.api.deleteAccount(password))) ask(this, 'sign-out')
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-delete-account': CairnDeleteAccount
  }
}
