/** [Cairn v]: one's profile, the settings, the keys, the workspace where one runs it, and signing out. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { navigate } from '../../app/navigate.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import '../base/cairn-menu.ts'
import type { MenuItem, MenuSelectEvent } from '../base/cairn-menu.ts'
import '../storage/cairn-leave-question.ts'

@customElement('cairn-app-menu')
export class CairnAppMenu extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @state() private isLeaving = false
  #directory = new StoreController(this, () => this.stores?.directory)

  protected override render(): unknown {
    return html`<cairn-menu
        icon="chevron-down"
        text=${t('app.name')}
        label=${t('app.menu')}
        .items=${this.#items()}
        @select=${({ detail }: MenuSelectEvent) => this.#choose(detail.id)}
      ></cairn-menu>
      ${
        this.isLeaving
          ? html`<cairn-leave-question
              bare
              open
              .stores=${this.stores}
              heading=${t('settings.signOutAsk')}
              text=${t('settings.signOutHint')}
              action=${t('settings.signOut')}
              @close=${() => (this.isLeaving = false)}
            ></cairn-leave-question>`
          : nothing
      }`
  }

  #items(): readonly MenuItem[] {
    const items: (MenuItem | false)[] = [
      { id: 'profile', label: t('settings.profile'), icon: 'user' },
      { id: 'settings', label: t('settings.title'), icon: 'settings' },
      { id: 'keys', label: t('keys.title'), icon: 'keyboard' },
      this.#directory.view?.me.isAdministrator === true && { id: 'admin', label: t('admin.title'), icon: 'shield' },
      { id: 'sign-out', label: t('settings.signOut'), icon: 'log-out', apart: true },
    ]
    return items.filter((item) => item !== false)
  }

  #choose(id: string): void {
    if (id === 'profile') navigate({ page: 'settings', part: 'profile' })
    else if (id === 'admin') navigate({ page: 'admin', part: '' })
    else if (id === 'sign-out') this.isLeaving = true
    else if (id === 'keys' || id === 'settings') ask(this, id)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-app-menu': CairnAppMenu
  }
}
