/** The chat's mark, name and members; "As of" while the server is out of touch; the ways to its panels. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatTime } from '../../app/format.ts'
import { chatRoute, HOME, hashOf, type PanelName } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import { clipped } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'
import type { IconName } from '../base/icons.ts'
import { chatBase } from './chat-styles.ts'
import { KIND_ICONS } from './kind-icons.ts'

@customElement('cairn-chat-header')
export class CairnChatHeader extends LitElement {
  @property({ attribute: false }) chat: ChatView | null = null
  /** Last contact with the server; null while it is in touch. */
  @property({ attribute: false }) asOf: number | null = null

  /** Opening a chat by touch puts the focus here. */
  override focus(): void {
    this.renderRoot.querySelector('h1')?.focus()
  }

  protected override render(): unknown {
    if (!this.chat) return html`<header></header>`
    const { channel, memberCount } = this.chat
    const isShared = channel.kind !== 'direct' && channel.kind !== 'saved'
    return html`<header>
      <a class="icon-button back" href=${hashOf(HOME)} aria-label=${t('chat.header.back')}>
        <cairn-icon name="arrow-left"></cairn-icon>
      </a>
      <cairn-icon class="mark" name=${KIND_ICONS[channel.kind]}></cairn-icon>
      <span class="visually-hidden">${t(`chat.kind.${channel.kind}`)}</span>
      <div class="names">
        <h1 class="clipped" tabindex="-1"><bdi>${channel.title}</bdi></h1>
        ${
          this.asOf === null
            ? channel.topic
              ? html`<span class="topic clipped" dir="auto" title=${channel.topic}>${channel.topic}</span>`
              : nothing
            : html`<span class="as-of">${t('chat.header.as-of', { time: formatTime(this.asOf) })}</span>`
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
        ${this.#link('pins', 'pin', t('chat.header.pins'))} ${this.#link('info', 'info', t('chat.header.info'))}
      </nav>
    </header>`
  }

  #link(panel: PanelName, icon: IconName, name: string): TemplateResult {
    return html`<a class="icon-button ${panel}" href=${this.#panel(panel)} title=${name} aria-label=${name}>
      <cairn-icon name=${icon}></cairn-icon>
    </a>`
  }

  #panel(name: PanelName): string {
    return hashOf(chatRoute(this.chat?.channel.id ?? '', { name }))
  }

  static override styles = [
    chatBase,
    clipped,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--s2);
        block-size: 56px;
        padding-inline: var(--s4) var(--s2);
        border-block-end: 1px solid var(--line);
        background: var(--bg);
        color: var(--text);
      }
      .mark {
        color: var(--text-2);
      }
      .back {
        display: none;
        margin-inline-start: calc(-1 * var(--s3));
      }
      .names {
        flex: 1;
        display: flex;
        align-items: baseline;
        gap: var(--s3);
        min-inline-size: 0;
      }
      h1 {
        flex: 0 1 auto;
        min-inline-size: 3ch;
        font: 650 var(--t-lg) var(--font);
      }
      h1:focus-visible {
        outline-offset: 0;
      }
      .topic,
      .as-of {
        flex: 0 1 auto;
        min-inline-size: 0;
        font: var(--t-sm) var(--font);
        color: var(--text-2);
      }
      .as-of {
        flex: none;
        white-space: nowrap;
      }
      nav {
        display: flex;
        align-items: center;
        flex: none;
      }
      .members {
        display: inline-flex;
        align-items: center;
        gap: var(--s1);
        min-block-size: var(--target);
        padding-inline: var(--s2);
        border-radius: var(--r1);
        font: var(--t-sm) var(--font);
        color: var(--text-2);
        text-decoration: none;
        white-space: nowrap;
      }
      .members:hover {
        background: var(--hover);
        color: var(--text);
      }
      @media (max-width: 599.98px) {
        .back {
          display: inline-grid;
        }
      }
      @container (max-width: 560px) {
        .topic,
        .pins {
          display: none;
        }
        .names {
          flex-direction: column;
          align-items: flex-start;
          gap: 0;
        }
        .as-of {
          font: var(--t-xs) var(--font);
        }
        .members .long {
          position: absolute;
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        .members {
          justify-content: center;
          min-inline-size: var(--target);
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-header': CairnChatHeader
  }
}
