/** The settings: a list of parts and the one that the address names; side by side where there is room, else one after the other. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { LookStore } from '../../app/look.ts'
import { hashOf } from '../../app/routes.ts'
import { t, type MessageKey } from '../../app/text.ts'
import { MediaController, WIDE } from '../../controllers/media-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, scrolls } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import type { IconName } from '../base/icons.ts'
import '../settings/cairn-set-account.ts'
import '../settings/cairn-set-devices.ts'
import '../settings/cairn-set-export.ts'
import '../settings/cairn-set-keyboard.ts'
import '../settings/cairn-set-look.ts'
import '../settings/cairn-set-notices.ts'
import '../settings/cairn-set-privacy.ts'
import '../settings/cairn-set-profile.ts'
import '../storage/cairn-leave-question.ts'
import '../storage/cairn-set-storage.ts'
import './cairn-page.ts'
import { settingsStyles } from './settings-styles.ts'

interface Part {
  readonly id: string
  readonly title: MessageKey
  readonly icon: IconName
}

const PARTS = [
  { id: 'profile', title: 'settings.profile', icon: 'user' },
  { id: 'account', title: 'settings.account', icon: 'lock' },
  { id: 'privacy', title: 'settings.privacy', icon: 'shield' },
  { id: 'notices', title: 'settings.notices', icon: 'bell' },
  { id: 'devices', title: 'settings.devices', icon: 'monitor' },
  { id: 'export', title: 'settings.export', icon: 'download' },
  { id: 'storage', title: 'settings.storage', icon: 'archive' },
  { id: 'keyboard', title: 'settings.keyboard', icon: 'keyboard' },
  { id: 'look', title: 'settings.lookAndLanguage', icon: 'sun' },
] as const satisfies readonly Part[]

@customElement('cairn-settings')
export class CairnSettings extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) look: LookStore | null = null
  @property() username = ''
  /** Of the address: `#/settings/<part>`; '' = the list. */
  @property() page = ''
  @state() private isLeaving = false
  #directory = new StoreController(this, () => this.stores?.directory)
  #wide = new MediaController(this, WIDE)

  override focus(): void {
    this.renderRoot.querySelector('cairn-page')?.focus()
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    // One after the other: what the focus was on is gone.
    if (changed.has('page') && changed.get('page') !== undefined && !this.#wide.matches) this.focus()
  }

  protected override render(): unknown {
    const isWide = this.#wide.matches
    const known = PARTS.find(({ id }) => id === this.page)
    const part = known ?? (isWide ? PARTS[0] : undefined)
    const isAlone = part !== undefined && !isWide
    return html`<cairn-page
      heading=${isAlone ? t(part.title) : t('settings.title')}
      back
      backTo=${isAlone ? hashOf({ page: 'settings', part: '' }) : ''}
    >
      <div class="frame">
        ${isAlone ? nothing : this.#list(part)}
        ${part ? html`<div class="part scrolls">${this.#part(part.id)}</div>` : nothing}
      </div>
      <cairn-leave-question
        bare
        .stores=${this.stores}
        ?open=${this.isLeaving}
        heading=${t('settings.signOutAsk')}
        text=${t('settings.signOutHint')}
        action=${t('settings.signOut')}
        @close=${() => (this.isLeaving = false)}
      ></cairn-leave-question>
    </cairn-page>`
  }

  #list(now: Part | undefined): unknown {
    return html`<nav class="list scrolls" aria-label=${t('settings.parts')}>
      <ul>
        ${PARTS.map(
          ({ id, title, icon }) =>
            html`<li>
              <a href=${hashOf({ page: 'settings', part: id })} aria-current=${id === now?.id ? 'page' : nothing}>
                <cairn-icon name=${icon}></cairn-icon><span>${t(title)}</span>
              </a>
            </li>`,
        )}
      </ul>
      ${
        this.#directory.view?.me.isAdministrator
          ? html`<a class="away" href=${hashOf({ page: 'admin', part: '' })}
              ><cairn-icon name="shield"></cairn-icon><span>${t('admin.title')}</span></a
            >`
          : nothing
      }
      <p>${t('settings.signedInAs', { name: this.username })}</p>
      <cairn-button icon="log-out" @click=${() => (this.isLeaving = true)}>${t('settings.signOut')}</cairn-button>
    </nav>`
  }

  #part(id: (typeof PARTS)[number]['id']): unknown {
    const { stores } = this
    switch (id) {
      case 'profile':
        return html`<cairn-set-profile .stores=${stores}></cairn-set-profile>`
      case 'account':
        return html`<cairn-set-account .stores=${stores}></cairn-set-account>`
      case 'privacy':
        return html`<cairn-set-privacy .stores=${stores}></cairn-set-privacy>`
      case 'notices':
        return html`<cairn-set-notices .stores=${stores}></cairn-set-notices>`
      case 'devices':
        return html`<cairn-set-devices .stores=${stores}></cairn-set-devices>`
      case 'export':
        return html`<cairn-set-export .stores=${stores}></cairn-set-export>`
      case 'storage':
        return html`<cairn-set-storage .stores=${stores}></cairn-set-storage>`
      case 'keyboard':
        return html`<cairn-set-keyboard .stores=${stores}></cairn-set-keyboard>`
      case 'look':
        return html`<cairn-set-look .look=${this.look} .stores=${stores}></cairn-set-look>`
    }
  }

  static override styles = [base, scrolls, settingsStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-settings': CairnSettings
  }
}
