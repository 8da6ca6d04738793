/** One chat of the list: a link. On a phone it has two lines, with the last message. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { formatBrief } from '../../app/format.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { ChatRowView } from '../../stores/chats-view.ts'
import { base, clipped, visuallyHidden } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-icon.ts'
import { presenceWords, type PresenceState } from '../base/presence-words.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import { systemWords } from '../chat/system-words.ts'
import { moreOf, titleOf } from './chat-row-label.ts'
import { chatRowStyles } from './chat-row-styles.ts'

@customElement('cairn-chat-row')
export class CairnChatRow extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true }

  @property({ attribute: false }) row: ChatRowView | null = null
  @property({ type: Boolean }) current = false
  /** Whether Tab stops here: one row of the list. */
  @property({ type: Boolean }) stop = false
  @property({ type: Boolean, reflect: true }) tall = false
  @property() presence: PresenceState = 'unknown'
  /** When the server was last in touch; null while it is. */
  @property({ attribute: false }) asOf: number | null = null
  @property({ type: Number }) now = 0

  protected override render(): unknown {
    const { row } = this
    if (!row) return nothing
    const isLoud = row.unread > 0 && !row.isMuted
    return html`<a
        href=${hashOf(chatRoute(row.id))}
        tabindex=${this.stop ? 0 : -1}
        aria-current=${this.current ? 'page' : nothing}
        class=${classMap({ loud: isLoud, muted: row.isMuted })}
        @contextmenu=${this.#menu}
      >
        ${this.tall ? this.#picture(row) : this.#mark(row)}
        <span class="title clipped"><bdi>${titleOf(row)}</bdi></span>
        <span class="visually-hidden">${moreOf(row, this.#lastKnown(row))}</span>
        ${this.tall ? html`<span class="time" aria-hidden="true">${row.activityAt ? formatBrief(row.activityAt, this.now) : ''}</span>` : nothing}
        ${this.tall ? html`<span class="last clipped" dir="auto" aria-hidden="true">${this.#last(row)}</span>` : nothing}
        <span class="signs" aria-hidden="true">${this.#signs(row)}</span>
      </a>
      <button
        type="button"
        tabindex="-1"
        aria-label=${t('chats.actions', { title: titleOf(row) })}
        @click=${this.#menu}
      >
        <cairn-icon name="ellipsis"></cairn-icon>
      </button>`
  }

  /** The dot beside it is for the eye alone. */
  #lastKnown({ kind }: ChatRowView): string {
    const isKnown = kind !== 'direct' || this.presence !== 'unknown' || this.asOf === null
    return isKnown ? '' : presenceWords(this.presence, this.asOf, this.now)
  }

  /** By its button, mouse, long press or Shift+F10; whoever holds the dialogs shows it. */
  #menu = (event: Event): void => {
    event.preventDefault()
    this.dispatchEvent(new Event('row-menu', { bubbles: true, composed: true }))
  }

  #mark(row: ChatRowView): unknown {
    return row.kind === 'direct'
      ? html`<span class="mark"
          ><cairn-avatar .name=${row.title} .person=${row.other ?? 0} src=${row.picture}></cairn-avatar
          ><cairn-presence state=${this.presence} .asOf=${this.asOf} .now=${this.now} quiet></cairn-presence
        ></span>`
      : html`<span class="mark"><cairn-icon name=${KIND_ICONS[row.kind]}></cairn-icon></span>`
  }

  #picture(row: ChatRowView): unknown {
    return row.kind === 'direct'
      ? html`<cairn-avatar class="picture" .name=${row.title} .person=${row.other ?? 0} src=${row.picture}
          ><cairn-presence state=${this.presence} .asOf=${this.asOf} .now=${this.now} quiet></cairn-presence
        ></cairn-avatar>`
      : html`<cairn-avatar class="picture" icon=${KIND_ICONS[row.kind]}></cairn-avatar>`
  }

  #last(row: ChatRowView): unknown {
    if (row.hasDraft && row.draft) return html`<em>${t('chats.draft')}:</em> ${row.draft}`
    const last = row.lastMessage
    if (!last) return ''
    const text = last.isDeleted ? t('chats.deleted') : row.lastEvent ? systemWords(row.lastEvent) : last.excerpt
    return row.lastAuthor && row.kind !== 'direct' ? t('chats.lastLine', { name: row.lastAuthor, text }) : text
  }

  #signs(row: ChatRowView): unknown {
    return html`${
      row.refused > 0
        ? html`<cairn-icon class="refused" name="circle-alert"></cairn-icon>`
        : row.unsent > 0
          ? html`<cairn-icon name="clock"></cairn-icon>`
          : row.hasDraft && !this.tall
            ? html`<em>${t('chats.draft')}</em>`
            : nothing
    }
    ${row.isEncrypted ? html`<cairn-icon name="lock"></cairn-icon>` : nothing}
    ${row.isFavorite ? html`<cairn-icon name="star"></cairn-icon>` : nothing}
    ${row.isMuted ? html`<cairn-icon name="bell-off"></cairn-icon>` : nothing}
    ${
      row.mentions > 0
        ? html`<span class="count mention">@${row.mentions > 99 ? '99+' : row.mentions}</span>`
        : row.unread > 0
          ? html`<span class="count">${row.unread > 999 ? '999+' : row.unread}${row.isUnreadExact ? '' : '+'}</span>`
          : nothing
    }`
  }

  static override styles = [base, clipped, visuallyHidden, chatRowStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-row': CairnChatRow
  }
}
