/** Asks before a chat is left, cleared for oneself, or deleted for everyone; the last owner hands it over first. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import { clearForMe, deleteForAll, heirsOf, leaveChat } from '../../stores/run-chat.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'
import '../base/cairn-field.ts'
import type { CairnField } from '../base/cairn-field.ts'
import type { ChatQuestion } from './ask-about-chat.ts'
import { choiceStyles } from '../base/choice-styles.ts'

@customElement('cairn-chat-question')
export class CairnChatQuestion extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) asked: ChatQuestion | null = null
  /** What has to be typed before something is deleted. */
  @state() private typed = ''

  protected override render(): unknown {
    const { asked, stores } = this
    if (!asked || !stores) return nothing
    const { what, channelId } = asked
    const { title } = stores.chat(channelId).view.channel
    const isReady = what !== 'delete' || this.typed.trim() === title
    return html`<cairn-dialog open heading=${this.#heading(title)} @close=${this.#closed}>
      <p>${this.#hint()}</p>
      ${what === 'leave' ? this.#heirs(channelId) : nothing}
      ${
        what === 'delete'
          ? html`<cairn-field
              autofocus
              label=${t('manage.type', { word: title })}
              @input=${(event: Event) => (this.typed = (event.target as CairnField).value)}
            ></cairn-field>`
          : nothing
      }
      <cairn-button slot="foot" ?autofocus=${what !== 'delete'} @click=${this.#close}
        >${t('action.cancel')}</cairn-button
      >
      <cairn-button slot="foot" variant="danger" ?disabled=${!isReady} @click=${() => void this.#do(asked)}
        >${this.#action()}</cairn-button
      >
    </cairn-dialog>`
  }

  #heirs(channelId: ChannelId): unknown {
    const heirs = this.stores && heirsOf(this.stores, channelId)
    if (!heirs) return nothing
    if (heirs.length === 0) return html`<p>${t('leave.alone')}</p>`
    return html`<label class="choice"
      >${t('leave.heir')}
      <select>
        ${heirs.map(({ userId, name }) => html`<option value=${userId}>${name}</option>`)}
      </select>
    </label>`
  }

  #heading(title: string): string {
    const keys = { leave: 'members.leaveAsk', clear: 'manage.clearAsk', delete: 'manage.deleteAsk' } as const
    return t(keys[this.asked!.what], { title })
  }

  #hint(): string {
    const { what, channelId } = this.asked!
    if (what === 'clear') return t('manage.clearHint')
    if (what === 'delete') return t('manage.deleteHint')
    return heirsOf(this.stores!, channelId)?.length ? t('leave.last') : t('members.leaveHint')
  }

  #action(): string {
    const keys = { leave: 'members.leave', clear: 'manage.clear', delete: 'manage.delete' } as const
    return t(keys[this.asked!.what])
  }

  async #do({ what, channelId }: ChatQuestion): Promise<void> {
    const { stores } = this
    const heir = Number(this.renderRoot.querySelector('select')?.value ?? 0)
    this.#close()
    if (!stores) return
    if (what === 'leave') await leaveChat(stores, channelId, heir > 0 ? (heir as UserId) : null)
    else if (what === 'delete') await deleteForAll(stores, channelId)
    else {
      await clearForMe(stores, channelId)
      notices.show({ id: 'cleared', text: t('manage.cleared') })
    }
  }

  #close = (): void => this.renderRoot.querySelector('cairn-dialog')?.close()

  #closed = (): void => void this.dispatchEvent(new CustomEvent('close'))

  static override styles = [
    base,
    choiceStyles,
    css`
      p {
        color: var(--text-2);
      }
      cairn-field,
      label {
        margin-block-start: var(--s4);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-question': CairnChatQuestion
  }
}
