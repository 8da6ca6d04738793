/** What a channel says of itself, and how this person keeps it: topic, name, mute, pin, archive. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { formatFull } from '../../app/format.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-switch.ts'
import '../base/cairn-tooltip.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import { kept } from '../base/kept.ts'
import '../people/cairn-chat-run.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import '../storage/cairn-chat-offline.ts'
import '../notices/cairn-mute-menu.ts'
import './cairn-edit-chat.ts'
import { titleOf } from './chat-row-label.ts'
import { chatInfoStyles } from './chat-info-styles.ts'

@customElement('cairn-chat-info')
export class CairnChatInfo extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  @state() private isEditing = false
  /** The chat, and its name that was taken, for which the form opened by itself. */
  #openedFor = ''
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))
  #chats = new StoreController(this, () => this.stores?.chats)
  #sync = new StoreController(this, () => this.stores?.sync)

  /** To the name, where another has to be found for it. */
  override focus(): void {
    void this.updateComplete.then(() => {
      if (this.#chat.view?.takenTitle) this.renderRoot.querySelector('cairn-edit-chat')?.focus()
    })
  }

  protected override willUpdate(): void {
    const chat = this.#chat.view
    if (!chat?.takenTitle || !chat.channel.canManage) return
    const name = `${this.chatId} ${chat.takenTitle}`
    if (name === this.#openedFor) return
    this.#openedFor = name
    this.isEditing = true
  }

  protected override render(): unknown {
    const chat = this.#chat.view
    if (!chat) return nothing
    const { channel } = chat
    const picture = channel.other === null ? null : this.stores?.directory.person(channel.other).avatar
    return html`<div class="head">
        ${
          channel.kind === 'direct'
            ? html`<cairn-avatar
                .name=${channel.title}
                .person=${channel.other ?? 0}
                src=${picture ?? ''}
              ></cairn-avatar>`
            : html`<cairn-avatar icon=${KIND_ICONS[channel.kind]}></cairn-avatar>`
        }
        <div>
          <p class="name"><bdi>${titleOf(channel)}</bdi></p>
          <p>${t(`kind.${channel.kind}`)}</p>
          ${this.#isEncrypted ? html`<p><cairn-icon name="lock"></cairn-icon> ${t('info.encrypted')}</p>` : nothing}
        </div>
      </div>
      <cairn-mute-menu .stores=${this.stores} chatId=${this.chatId}></cairn-mute-menu>
      ${
        this.isEditing
          ? html`<cairn-edit-chat
              .stores=${this.stores}
              chatId=${this.chatId}
              @close=${() => (this.isEditing = false)}
            ></cairn-edit-chat>`
          : this.#facts(chat)
      }
      ${this.#switches(chat)}
      <cairn-chat-offline .stores=${this.stores} chatId=${this.chatId}></cairn-chat-offline>
      ${this.#ways(chat)} <cairn-chat-run .stores=${this.stores} chatId=${this.chatId}></cairn-chat-run>`
  }

  get #isEncrypted(): boolean {
    return this.#chats.view?.byId.get(this.chatId as ChannelId)?.isEncrypted === true
  }

  /** The file of all of it is made by the server: with a connection, and of what it knows. Without one it says why it waits (UI34). */
  #ways({ channel }: ChatView): unknown {
    const href = `/export/channels/${encodeURIComponent(channel.id)}?format=html&download=1`
    const reason = channel.num !== null && this.#sync.view?.isLive ? '' : t('chat.needs-connection')
    const safety = hashOf(chatRoute(this.chatId, { name: 'safety' }))
    return html`<div class="actions">
      ${this.#isEncrypted ? html`<a href=${safety}>${t('safety.title')}</a>` : nothing}
      <a href=${hashOf(chatRoute(this.chatId, { name: 'pins' }))}>${t('panel.pins')}</a>
      <a href=${hashOf(chatRoute(this.chatId, { name: 'files' }))}>${t('panel.files')}</a>
      <cairn-tooltip text=${reason}
        ><a
          role="link"
          tabindex="0"
          href=${reason ? nothing : href}
          download
          aria-disabled=${reason ? 'true' : nothing}
          aria-description=${reason || nothing}
          >${t('export.download')}</a
        ></cairn-tooltip
      >
    </div>`
  }

  #facts(chat: ChatView): unknown {
    const { channel } = chat
    const founder = channel.createdBy === null ? null : this.stores?.directory.person(channel.createdBy).name
    const isShared = channel.kind !== 'direct' && channel.kind !== 'saved'
    if (!isShared) return nothing
    return html`<dl>
        <dt>${t('info.topic')}</dt>
        <dd dir="auto">${channel.topic || t('info.noTopic')}</dd>
        ${
          channel.handle
            ? html`<dt>${t('info.handle')}</dt>
                <dd>@${channel.handle}</dd>`
            : nothing
        }
        ${
          channel.createdAt === null
            ? nothing
            : html`<dt>${t('info.created')}</dt>
                <dd>
                  <time datetime=${new Date(channel.createdAt).toISOString()}>${formatFull(channel.createdAt)}</time>
                  ${founder ? html`<bdi>${t('info.by', { name: founder })}</bdi>` : nothing}
                </dd>`
        }
      </dl>
      <div class="actions">
        ${
          channel.canManage
            ? html`<cairn-button icon="pencil" @click=${() => (this.isEditing = true)}
                >${t('info.editTopic')}</cairn-button
              >`
            : nothing
        }
        <a href=${hashOf(chatRoute(this.chatId, { name: 'members' }))}
          >${t('members.count', { n: chat.memberCount })}</a
        >
      </div>`
  }

  #switches(chat: ChatView): unknown {
    const set = (change: Parameters<Stores['actions']['setChat']>[1]) =>
      void this.stores?.actions.setChat(this.chatId as ChannelId, change)
    const on = (event: Event) => (event.target as CairnSwitch).checked
    return html`<div class="switches">
      <cairn-switch
        label=${t('info.muted')}
        hint=${t('info.mutedHint')}
        .checked=${kept(chat.isMuted)}
        @change=${(event: Event) => set({ muted: on(event) })}
      ></cairn-switch>
      <cairn-switch
        label=${t('info.pinned')}
        .checked=${kept(chat.prefs.pinned === true)}
        @change=${(event: Event) => set({ pinned: on(event) })}
      ></cairn-switch>
      <cairn-switch
        label=${t('info.archived')}
        .checked=${kept(chat.prefs.archived === true)}
        @change=${(event: Event) => set({ archived: on(event) })}
      ></cairn-switch>
    </div>`
  }

  static override styles = [base, chatInfoStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-info': CairnChatInfo
  }
}
