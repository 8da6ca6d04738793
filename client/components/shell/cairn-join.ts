/** The page of an invitation's link: joins when asked to, and goes to the chat (docs/behaviour.md, UI36, UI184). */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { navigate, redirect } from '../../app/navigate.ts'
import { chatRoute } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { AskController } from '../../controllers/ask-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { AccountApi } from '../../stores/account-api.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import { faultNote, faultWords } from '../auth/fault-note.ts'
import { sayFault } from '../auth/say-fault.ts'
import '../base/cairn-button.ts'
import './cairn-page.ts'

@customElement('cairn-join')
export class CairnJoin extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() token = ''
  @property({ attribute: false }) api = new AccountApi()
  #ask = new AskController(this)
  #sync = new StoreController(this, () => this.stores?.sync)

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('token') && this.#ask.fault) this.#ask.forget()
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('cairn-page')?.focus()
  }

  protected override render(): unknown {
    const { fault, isWorking } = this.#ask
    return html`<cairn-page heading=${t('join.title')} back>
      <div class="invitation">
        <p>${t('join.explain')}</p>
        ${faultNote(fault, [], this.#words())}
        <cairn-button
          variant="primary"
          reason=${this.#sync.view?.isLive ? '' : t('settings.needsConnection')}
          ?disabled=${isWorking}
          @click=${() => void this.#join()}
          >${isWorking ? t('auth.working') : t('action.join')}</cairn-button
        >
      </div>
    </cairn-page>`
  }

  /** Unknown, over or used up: to the one who follows it that is the same. */
  #words(): string {
    const { fault } = this.#ask
    return fault?.code === 'failed' ? t('join.over') : fault ? faultWords(fault) : ''
  }

  async #join(): Promise<void> {
    if (!this.#sync.view?.isLive) return
    const answer = await this.#ask.run(() => this.api.joinByInvite(this.token))
    if (!answer) return sayFault(this.#ask.fault?.code, this.#words())
    const chat = chatRoute(answer.value.channel_id)
    // Back does not ask again; whoever left the page meanwhile keeps what they went to.
    if (this.isConnected) redirect(chat)
    else navigate(chat)
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        block-size: 100%;
      }
      .invitation {
        display: grid;
        gap: var(--s4);
        justify-items: start;
        max-inline-size: 480px;
        padding: var(--s5);
        font: var(--t-md) var(--font);
      }
      .note {
        display: flex;
        gap: var(--s2);
        padding: var(--s3);
        border-radius: var(--r1);
        background: var(--sunken);
        font: var(--t-sm) var(--font);
      }
      .bad {
        background: var(--danger-soft);
      }
      .bad cairn-icon {
        color: var(--danger);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-join': CairnJoin
  }
}
