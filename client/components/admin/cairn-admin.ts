/** Running the workspace, `#/admin/<part>`, or one chat, `#/admin/chat/<id>/<part>`: a list of parts and one of them, as the settings. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { MediaController, WIDE } from '../../controllers/media-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, scrolls } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-icon.ts'
import { askAboutChat } from '../people/ask-about-chat.ts'
import '../people/cairn-invites.ts'
import '../shell/cairn-members.ts'
import '../shell/cairn-page.ts'
import { settingsStyles } from '../shell/settings-styles.ts'
import { chatParts, WORKSPACE_PARTS, type AdminPart } from './admin-parts.ts'
import { adminStyles } from './admin-styles.ts'
import './cairn-adm-channels.ts'
import './cairn-adm-log.ts'
import './cairn-adm-people.ts'
import './cairn-adm-rights.ts'
import './cairn-adm-settings.ts'

const ROLES = ['owner', 'admin', 'member'] as const

@customElement('cairn-admin')
export class CairnAdmin extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  /** Of the address: what follows `#/admin/`. */
  @property() page = ''
  #wide = new MediaController(this, WIDE)
  #directory = new StoreController(this, () => this.stores?.directory)
  #chat = new StoreController(this, () => (this.#chatId ? this.stores?.chat(this.#chatId) : null))

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('cairn-page')?.focus()
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('page') && changed.get('page') !== undefined && !this.#wide.matches) this.focus()
  }

  protected override render(): unknown {
    const chat = this.#chat.view
    const base = this.#chatId ? `chat/${this.#chatId}/` : ''
    const isMine = this.#chatId ? chat?.channel.canManage : this.#directory.view?.me.isAdministrator
    const parts = this.#chatId ? chatParts(this.stores, this.#chatId, chat?.channel.kind === 'public') : WORKSPACE_PARTS
    const known = parts.find(({ id }) => base + id === this.page)
    const part = known ?? (this.#wide.matches ? parts[0] : undefined)
    const isAlone = part !== undefined && !this.#wide.matches
    const heading = this.#chatId ? t('manage.of', { title: chat?.channel.title ?? '' }) : t('admin.title')
    const list = this.#chatId
      ? hashOf(chatRoute(this.#chatId, { name: 'info' }))
      : hashOf({ page: 'settings', part: '' })
    const up = hashOf({ page: 'admin', part: base.slice(0, -1) })
    return html`<cairn-page heading=${isAlone ? t(part.title) : heading} back backTo=${isAlone ? up : list}>
      ${
        isMine
          ? html`<div class="frame">
              ${isAlone ? nothing : this.#list(parts, base, part)}
              ${part ? html`<div class="part scrolls">${this.#part(part.id)}</div>` : nothing}
            </div>`
          : html`<cairn-empty icon="lock" text=${this.#chatId ? t('admin.notYours') : t('admin.only')}></cairn-empty>`
      }
    </cairn-page>`
  }

  get #chatId(): ChannelId | null {
    const [chat, id] = this.page.split('/')
    return chat === 'chat' && id ? (id as ChannelId) : null
  }

  #list(parts: readonly AdminPart[], base: string, now: AdminPart | undefined): unknown {
    return html`<nav class="list scrolls" aria-label=${t('admin.parts')}>
      <ul>
        ${parts.map(
          ({ id, title, icon }) =>
            html`<li>
              <a href=${hashOf({ page: 'admin', part: base + id })} aria-current=${id === now?.id ? 'page' : nothing}>
                <cairn-icon name=${icon}></cairn-icon><span>${t(title)}</span>
              </a>
            </li>`,
        )}
      </ul>
    </nav>`
  }

  #part(id: string): unknown {
    const { stores } = this
    const chatId = this.#chatId ?? ''
    switch (id) {
      case 'people':
        return html`<cairn-adm-people class="wide" .stores=${stores}></cairn-adm-people>`
      case 'channels':
        return html`<cairn-adm-channels class="wide" .stores=${stores}></cairn-adm-channels>`
      case 'limits':
      case 'sign-up':
        return html`<cairn-adm-settings .stores=${stores} page=${id}></cairn-adm-settings>`
      case 'members':
        return html`<dl>
            ${ROLES.map(
              (role) =>
                html`<dt>${t(`members.role.${role}`)}</dt>
                  <dd>${t(`roles.${role}`)}</dd>`,
            )}
          </dl>
          <cairn-members .stores=${stores} chatId=${chatId}></cairn-members>`
      case 'invites':
        return html`<cairn-invites .stores=${stores} chatId=${chatId}></cairn-invites>`
      case 'rights':
        return html`<cairn-adm-rights .stores=${stores} chatId=${chatId}></cairn-adm-rights>`
      case 'log':
        return html`<cairn-adm-log .stores=${stores} chatId=${chatId}></cairn-adm-log>`
      default:
        return html`<p>${t('manage.deleteHint')}</p>
          <cairn-button
            variant="danger"
            icon="trash-2"
            @click=${() => askAboutChat(this, { what: 'delete', channelId: chatId as ChannelId })}
            >${t('manage.delete')}</cairn-button
          >`
    }
  }

  static override styles = [base, scrolls, settingsStyles, adminStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-admin': CairnAdmin
  }
}
