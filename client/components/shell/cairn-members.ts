/** Who takes part in a channel; adding, removing, roles, joining and leaving, each offered only where the rules allow it. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { fold } from '../../../schema/fold.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import type { MemberView } from '../../../schema/projection/project-members.ts'
import { t } from '../../app/text.ts'
import { RowFocusController } from '../../controllers/row-focus-controller.ts'
import { RowsController } from '../../controllers/rows-controller.ts'
import { SayController } from '../../controllers/say-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-field.ts'
import '../base/cairn-skeleton.ts'
import type { CairnField } from '../base/cairn-field.ts'
import '../dialogs/cairn-add-members.ts'
import '../dialogs/cairn-confirm.ts'
import { askAboutChat } from '../people/ask-about-chat.ts'
import '../people/cairn-invites.ts'
import './cairn-member-row.ts'
import { memberMenu, runMemberMenu } from './member-menu.ts'
import { membersStyles } from './members-styles.ts'

/** From here on the list can be searched. */
const MANY = 10

@customElement('cairn-members')
export class CairnMembers extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  @state() private isAdding = false
  @state() private isInviting = false
  @state() private removing: MemberView | null = null
  @state() private query = ''
  #sync = new StoreController(this, () => this.stores?.sync)
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))
  /** That nobody was found, in words. */
  #none = ''
  protected readonly noneSaid = new SayController(this, () => this.#none)
  #rows = new RowsController(this, () => this.renderRoot.querySelector('ul'))
  protected readonly rowFocus = new RowFocusController(this, {
    rows: () => this.renderRoot.querySelectorAll<HTMLElement>('li'),
    keys: () => this.#members().map(({ userId }) => String(userId)),
    focus: (row) => row?.querySelector('cairn-member-row')?.focus(),
  })

  protected override render(): unknown {
    const chat = this.#chat.view
    const { stores } = this
    if (!chat || !stores) return nothing
    const members = this.#members()
    if (members.length === 0 && chat.state === 'loading') return html`<cairn-skeleton .rows=${6}></cairn-skeleton>`
    const isPublic = chat.channel.kind === 'public'
    return html`${this.#top(chat, members.length)}
    ${isPublic ? html`<p class="note">${t('members.everyone')}</p>` : nothing}
    ${members.length > MANY ? this.#search() : nothing}
    ${
      members.length === 0
        ? html`<cairn-empty
            icon="users"
            text=${chat.state === 'ready' ? t('members.hidden') : t('notFound.chat')}
          ></cairn-empty>`
        : this.#list(members, chat, stores)
    }
    ${
      chat.channel.canLeave
        ? html`<div class="foot">
            <cairn-button icon="log-out" @click=${this.#leave}>${t('members.leave')}</cairn-button>
          </div>`
        : nothing
    }
    ${this.#dialogs(chat, stores)}`
  }

  #members(): readonly MemberView[] {
    return this.stores?.chat(this.chatId as ChannelId).members() ?? []
  }

  #top({ channel }: ChatView, n: number): unknown {
    return html`<div class="top">
      <p>${t('members.count', { n })}</p>
      ${
        channel.canManage && channel.kind !== 'public'
          ? html`<cairn-button icon="user-plus" @click=${() => (this.isAdding = true)}
                >${t('members.add')}</cairn-button
              >
              <cairn-button icon="link" @click=${() => (this.isInviting = true)}>${t('invite.people')}</cairn-button>`
          : nothing
      }
      ${
        channel.canJoin
          ? html`<cairn-button variant="primary" @click=${this.#join}>${t('action.join')}</cairn-button>`
          : nothing
      }
    </div>`
  }

  #dialogs({ channel }: ChatView, stores: Stores): unknown {
    return html`<cairn-add-members
        .stores=${stores}
        .chatId=${this.chatId}
        ?open=${this.isAdding}
        @close=${() => (this.isAdding = false)}
      ></cairn-add-members>
      ${
        this.isInviting
          ? html`<cairn-dialog open heading=${t('invite.people')} @close=${() => (this.isInviting = false)}>
              <cairn-invites .stores=${stores} chatId=${this.chatId}></cairn-invites>
            </cairn-dialog>`
          : nothing
      }
      <cairn-confirm
        ?open=${this.removing !== null}
        heading=${t('members.removeAsk', { name: this.removing?.name ?? '', title: channel.title })}
        action=${t('members.remove')}
        word=${this.removing?.name.trim() ?? ''}
        danger
        @close=${() => (this.removing = null)}
        @confirm=${this.#remove}
      ></cairn-confirm>`
  }

  #search(): unknown {
    return html`<cairn-field
      class="search"
      type="search"
      label=${t('people.search')}
      .value=${this.query}
      @input=${(event: Event) => (this.query = (event.target as CairnField).value)}
    ></cairn-field>`
  }

  #list(members: readonly MemberView[], chat: ChatView, stores: Stores): unknown {
    const wanted = fold(this.query.trim())
    const found = members.filter(({ name, username }) => [name, username].some((text) => fold(text).includes(wanted)))
    this.#none = found.length === 0 ? t('members.none', { query: this.query }) : ''
    if (this.#none) return html`<p class="note">${this.#none}</p>`
    const { from, to } = this.#rows.of(found.length)
    return html`<ul>
      ${repeat(
        found.slice(from, to),
        ({ userId }) => userId,
        (member, i) =>
          html`<li data-row data-key=${member.userId} aria-setsize=${found.length} aria-posinset=${from + i + 1}>
            ${this.#row(member, chat, stores)}
          </li>`,
      )}
    </ul>`
  }

  #row(member: MemberView, chat: ChatView, stores: Stores): unknown {
    const { userId } = member
    const store = stores.chat(this.chatId as ChannelId)
    const isMe = userId === stores.device.userId
    return html`<cairn-member-row
      .member=${member}
      .items=${memberMenu(member, chat, stores)}
      presence=${store.presence(userId)}
      .asOf=${this.#sync.view?.asOfMs ?? null}
      .now=${stores.device.now()}
      ?me=${isMe}
      ?waiting=${store.isMemberWaiting(userId)}
      @member-action=${this.#choose}
    ></cairn-member-row>`
  }

  #choose = ({ detail: { id, member } }: HTMLElementEventMap['member-action']): void => {
    const { stores } = this
    if (!stores) return
    if (!runMemberMenu(id, this.chatId as ChannelId, member.userId, stores)) this.removing = member
  }

  #remove = (): void => {
    const { removing, stores } = this
    if (!removing || !stores) return
    void stores.actions.removeMember(this.chatId as ChannelId, removing.userId)
  }

  #leave = (): void => askAboutChat(this, { what: 'leave', channelId: this.chatId as ChannelId })

  #join = (): void => void this.stores?.actions.join(this.chatId as ChannelId)

  static override styles = [base, membersStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-members': CairnMembers
  }
}
