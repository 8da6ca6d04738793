/** Adds people to a channel: those who are not in it yet. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'
import './cairn-people-picker.ts'
import type { CairnPeoplePicker } from './cairn-people-picker.ts'

@customElement('cairn-add-members')
export class CairnAddMembers extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  @property({ type: Boolean }) open = false
  @state() private chosen: ReadonlySet<UserId> = new Set()
  #directory = new StoreController(this, () => this.stores?.directory)
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open') && this.open) this.chosen = new Set()
  }

  protected override render(): unknown {
    const { stores } = this
    if (!stores || !this.open) return nothing
    const inside = new Set(
      stores
        .chat(this.chatId as ChannelId)
        .members()
        .map(({ userId }) => userId),
    )
    const people = (this.#directory.view?.people ?? []).filter(({ userId }) => !inside.has(userId))
    return html`<cairn-dialog
      open
      heading=${t('members.addTo', { title: this.#chat.view?.channel.title ?? '' })}
      @close=${() => this.dispatchEvent(new CustomEvent('close'))}
    >
      <cairn-people-picker
        autofocus
        label=${t('create.members')}
        .people=${people}
        .chosen=${this.chosen}
        @change=${(event: Event) => (this.chosen = (event.target as CairnPeoplePicker).chosen)}
      ></cairn-people-picker>
      <cairn-button slot="foot" @click=${this.#close}>${t('action.cancel')}</cairn-button>
      <cairn-button slot="foot" variant="primary" ?disabled=${this.chosen.size === 0} @click=${this.#add}
        >${t('action.add')}</cairn-button
      >
    </cairn-dialog>`
  }

  #add = (): void => {
    void this.stores?.actions.addMembers(this.chatId as ChannelId, [...this.chosen]).then(this.#close)
  }

  #close = (): void => this.renderRoot.querySelector('cairn-dialog')?.close()

  static override styles = [base, css``]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-add-members': CairnAddMembers
  }
}
