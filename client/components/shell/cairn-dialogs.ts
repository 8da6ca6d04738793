/** The dialogs of the whole app: at most one is open. Whoever hears rather than sees is told here of what was refused. */
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { alertNow } from '../../app/announcer.ts'
import { markAllRead } from '../../app/mark-all-read.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { enterSends } from '../../stores/enter-sends.ts'
import type { SessionStore } from '../../stores/session-store.ts'
import { localSearchOf } from '../../search/local-search.ts'
import type { Stores } from '../../stores/stores.ts'
import '../auth/cairn-sign-in.ts'
import '../base/cairn-dialog.ts'
import { RefusalSpeaker } from '../chat/refusal-speaker.ts'
import '../dialogs/cairn-confirm.ts'
import '../dialogs/cairn-create-channel.ts'
import '../dialogs/cairn-keys.ts'
import '../dialogs/cairn-quick-switcher.ts'
import '../people/cairn-people-desk.ts'

export type DialogName = 'switcher' | 'new-direct' | 'new-channel' | 'keys' | 'sign-in' | 'mark-all-read'

@customElement('cairn-dialogs')
export class CairnDialogs extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) session: SessionStore | null = null
  @property() username = ''
  @property({ attribute: false }) shown: DialogName | null = null
  #prefs = new StoreController(this, () => this.stores?.prefs)
  #outbox = new StoreController(this, () => this.stores?.outbox)
  #refusals = new RefusalSpeaker(alertNow)

  /** In the page itself: a dialog covers it, and its focus goes back to what had it there. */
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  /** The index follows what comes from now on, so that a search finds it made. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('stores') && this.stores) localSearchOf(this.stores.device)
    if (this.#outbox.view) this.#refusals.hear(this.#outbox.view.items)
  }

  protected override render(): unknown {
    const { stores, shown } = this
    return html`<cairn-people-desk .stores=${stores}></cairn-people-desk>
      <cairn-quick-switcher
        .stores=${stores}
        ?open=${shown === 'switcher' || shown === 'new-direct'}
        ?people=${shown === 'new-direct'}
        @close=${this.#closed}
      ></cairn-quick-switcher>
      <cairn-create-channel
        .stores=${stores}
        ?open=${shown === 'new-channel'}
        @close=${this.#closed}
      ></cairn-create-channel>
      <cairn-keys
        ?open=${shown === 'keys'}
        .enterSends=${enterSends(this.#prefs.view)}
        @close=${this.#closed}
      ></cairn-keys>
      <cairn-confirm
        ?open=${shown === 'mark-all-read'}
        heading=${t('chats.markAllRead')}
        action=${t('chats.markAll')}
        @confirm=${() => stores && markAllRead(stores)}
        @close=${this.#closed}
      ></cairn-confirm>
      ${shown === 'sign-in' ? this.#signIn() : nothing}`
  }

  #signIn(): unknown {
    return html`<cairn-dialog open heading=${t('auth.signIn')} @close=${this.#closed}>
      <cairn-sign-in
        autofocus
        bare
        .session=${this.session}
        username=${this.username}
        @signed-in=${this.#signedIn}
      ></cairn-sign-in>
    </cairn-dialog>`
  }

  #signedIn = (): void => {
    this.#closed()
    this.stores?.device.tryNow()
  }

  #closed = (): void => {
    this.dispatchEvent(new CustomEvent('dialog-closed', { detail: null }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-dialogs': CairnDialogs
  }
  interface HTMLElementEventMap {
    'dialog-closed': CustomEvent<null>
  }
}
