/** The chat's mark, name and members; "As of" while the server is out of touch; the ways to its panels. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { formatMoment } from '../../app/format.ts'
import { leaveByLink } from '../../app/navigate.ts'
import { chatRoute, HOME, hashOf, type PanelName } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import { clipped } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'
import type { IconName } from '../base/icons.ts'
import { titleOf } from '../shell/chat-row-label.ts'
import { chatBase } from './chat-styles.ts'
import { KIND_ICONS } from './kind-icons.ts'
import { chatHeaderStyles } from './chat-header-styles.ts'

@customElement('cairn-chat-header')
export class CairnChatHeader extends LitElement {
  @property({ attribute: false }) chat: ChatView | null = null
  /** Last contact with the server; null while it is in touch. */
  @property({ attribute: false }) asOf: number | null = null
  @property({ type: Number }) now = 0
  /** Its newest message is. */
  @property({ type: Boolean }) encrypted = false

  /** Opening a chat by touch puts the focus here. */
  override focus(): void {
    this.renderRoot.querySelector('h1')?.focus()
  }

  protected override render(): unknown {
    if (!this.chat) return html`<header></header>`
    const { channel, memberCount } = this.chat
    // Nobody tells its name: an id is none.
    if (!this.chat.isHere && channel.title === channel.id) return this.#nameless()
    const isShared = channel.kind !== 'direct' && channel.kind !== 'saved'
    return html`<header>
      ${this.#back()}
      <cairn-icon class="mark" name=${KIND_ICONS[channel.kind]}></cairn-icon>
      <span class="visually-hidden">${t(`chat.kind.${channel.kind}`)}</span>
      <div class="names">
        <h1 class="clipped" tabindex="-1"><bdi>${titleOf(channel)}</bdi></h1>
        ${this.encrypted ? this.#lock() : nothing}
        ${
          this.asOf === null
            ? channel.topic
              ? html`<span class="topic clipped" dir="auto" title=${channel.topic}>${channel.topic}</span>`
              : nothing
            : html`<span class="as-of">${t('chat.header.as-of', { time: formatMoment(this.asOf, this.now) })}</span>`
        }
      </div>
      <nav aria-label=${t('chat.header.info')}>
        ${
          isShared
            ? html`<a class="members" href=${this.#panel('members')}>
                <cairn-icon name="users"></cairn-icon>
                <span class="long">${t('chat.header.members', { count: memberCount })}</span>
              </a>`
            : nothing
        }
        <button
          type="button"
          class="icon-button find"
          title=${t('find.title')}
          aria-label=${t('find.title')}
          @click=${() => ask(this, 'find')}
        >
          <cairn-icon name="search"></cairn-icon>
        </button>
        ${channel.kind === 'saved' ? nothing : this.#mute(this.chat)}
        ${this.#link('pins', 'pin', t('chat.header.pins'))} ${this.#link('info', 'info', t('chat.header.info'))}
      </nav>
    </header>`
  }

  #nameless(): TemplateResult {
    return html`<header>
      ${this.#back()}
      <div class="names"><h1 class="clipped" tabindex="-1">${t('notFound.title')}</h1></div>
    </header>`
  }

  #back(): TemplateResult {
    return html`<a
      class="icon-button back"
      href=${hashOf(HOME)}
      aria-label=${t('chat.header.back')}
      @click=${leaveByLink}
    >
      <cairn-icon name="arrow-left"></cairn-icon>
    </a>`
  }

  #lock(): TemplateResult {
    const name = t('chats.encrypted')
    return html`<span class="lock" role="img" title=${name} aria-label=${name}>
      <cairn-icon name="lock"></cairn-icon>
    </span>`
  }

  /** A press shows the menu of levels and mute times, which knows the settings; here is only its button. */
  #mute({ isMuted }: ChatView): TemplateResult {
    const name = isMuted ? `${t('mute.muted')}. ${t('mute.menu')}` : t('mute.menu')
    return html`<button
      type="button"
      class="icon-button mute"
      title=${name}
      aria-label=${name}
      aria-haspopup="menu"
      @click=${this.#wantMute}
    >
      <cairn-icon name=${isMuted ? 'bell-off' : 'bell'}></cairn-icon>
    </button>`
  }

  #wantMute = (event: Event): void => {
    const from = event.currentTarget as HTMLElement
    const detail = { anchor: from.getBoundingClientRect(), from }
    this.dispatchEvent(new CustomEvent('mute-wanted', { detail, bubbles: true, composed: true }))
  }

  #link(panel: PanelName, icon: IconName, name: string): TemplateResult {
    return html`<a class="icon-button ${panel}" href=${this.#panel(panel)} title=${name} aria-label=${name}>
      <cairn-icon name=${icon}></cairn-icon>
    </a>`
  }

  #panel(name: PanelName): string {
    return hashOf(chatRoute(this.chat?.channel.id ?? '', { name }))
  }

  static override styles = [chatBase, clipped, chatHeaderStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-header': CairnChatHeader
  }
}
