/** The account's password, e-mail, second step and end. What the server has is asked for when this opens or is looked at again. */
import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { base } from '../../styles/shared.ts'
import './cairn-delete-account.ts'
import './cairn-set-email.ts'
import './cairn-set-password.ts'
import './cairn-two-step.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('cairn-set-account')
export class CairnSetAccount extends SettingsPart {
  override connectedCallback(): void {
    super.connectedCallback()
    // The link in a mail opens another tab: what it changed is seen on the way back.
    window.addEventListener('focus', this.#focused)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('focus', this.#focused)
  }

  protected override render(): unknown {
    const { stores } = this
    return html`<cairn-set-email .stores=${stores}></cairn-set-email>
      <cairn-set-password .stores=${stores}></cairn-set-password>
      <cairn-two-step .stores=${stores}></cairn-two-step>
      <cairn-delete-account .stores=${stores}></cairn-delete-account>`
  }

  protected override refresh(): Promise<void> | undefined {
    return this.accountStore?.refresh()
  }

  #focused = (): void => void this.refresh()

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-account': CairnSetAccount
  }
}
