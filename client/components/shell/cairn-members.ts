/** Who takes part in a channel; adding, removing, roles, joining and leaving, each offered only where the rules allow it. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { directChannelId } from '../../../schema/ids.ts'
import type { MemberView } from '../../../schema/projection/project-members.ts'
import { navigate } from '../../app/navigate.ts'
import { chatRoute } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../dialogs/cairn-add-members.ts'
import '../dialogs/cairn-confirm.ts'
import type { MenuItem } from '../base/cairn-menu.ts'
import './cairn-member-row.ts'
import { membersStyles } from './members-styles.ts'

const ROLES = { 'make-owner': 'owner', 'make-admin': 'admin', 'make-member': 'member' } as const
/** More rows are shown on demand: a public channel has everyone. */
const STEP = 100

@customElement('cairn-members')
export class CairnMembers extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  @state() private isAdding = false
  @state() private asked: { readonly what: 'remove'; readonly member: MemberView } | { readonly what: 'leave' } | null =
    null
  @state() private shown = STEP
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))

  protected override render(): unknown {
    const chat = this.#chat.view
    const { stores } = this
    if (!chat || !stores) return nothing
    const members = stores.chat(this.chatId as ChannelId).members()
    const isPublic = chat.channel.kind === 'public'
    return html`<div class="top">
        <p>${t('members.count', { n: members.length })}</p>
        ${
          chat.channel.canManage && !isPublic
            ? html`<cairn-button icon="user-plus" @click=${() => (this.isAdding = true)}
                >${t('members.add')}</cairn-button
              >`
            : nothing
        }
        ${
          chat.channel.canJoin
            ? html`<cairn-button variant="primary" @click=${this.#join}>${t('action.join')}</cairn-button>`
            : nothing
        }
      </div>
      ${isPublic ? html`<p class="note">${t('members.everyone')}</p>` : nothing}
      <ul>
        ${repeat(
          members.slice(0, this.shown),
          ({ userId }) => userId,
          (member) => this.#row(member, chat, stores),
        )}
      </ul>
      ${
        members.length > this.shown
          ? html`<div class="foot">
              <cairn-button @click=${() => (this.shown += STEP)}>${t('action.more')}</cairn-button>
            </div>`
          : nothing
      }
      ${
        chat.channel.canLeave
          ? html`<div class="foot">
              <cairn-button icon="log-out" @click=${() => (this.asked = { what: 'leave' })}
                >${t('members.leave')}</cairn-button
              >
            </div>`
          : nothing
      }
      <cairn-add-members
        .stores=${stores}
        .chatId=${this.chatId}
        ?open=${this.isAdding}
        @close=${() => (this.isAdding = false)}
      ></cairn-add-members>
      ${this.#question(chat)}`
  }

  #row(member: MemberView, chat: ChatView, stores: Stores): unknown {
    const { userId } = member
    const store = stores.chat(this.chatId as ChannelId)
    const isMe = userId === stores.device.userId
    return html`<li>
      <cairn-member-row
        .member=${member}
        .items=${isMe ? [] : this.#items(member, chat, stores)}
        presence=${store.presence(userId)}
        ?me=${isMe}
        ?waiting=${store.isMemberWaiting(userId)}
        @member-action=${this.#choose}
      ></cairn-member-row>
    </li>`
  }

  #items(member: MemberView, { channel }: ChatView, stores: Stores): MenuItem[] {
    const channelId = this.chatId as ChannelId
    const may = (role: 'owner' | 'admin' | 'member' | 'none') =>
      role !== member.role && stores.actions.judgeRole(channelId, member.userId, role).allowed
    const isManaged = channel.canManage && channel.kind !== 'public'
    const items: (MenuItem | false)[] = [
      { id: 'message', label: t('members.message'), icon: 'message-square' },
      isManaged && may('owner') && { id: 'make-owner', label: t('members.makeOwner'), icon: 'crown', apart: true },
      isManaged && may('admin') && { id: 'make-admin', label: t('members.makeAdmin'), icon: 'shield' },
      isManaged && may('member') && { id: 'make-member', label: t('members.makeMember'), icon: 'user' },
      isManaged && may('none') && { id: 'remove', label: t('members.remove'), icon: 'x', danger: true, apart: true },
    ]
    return items.filter((item) => item !== false)
  }

  #choose = ({ detail: { id, member } }: HTMLElementEventMap['member-action']): void => {
    const { stores } = this
    if (!stores) return
    const role = id in ROLES ? ROLES[id as keyof typeof ROLES] : null
    if (id === 'message') navigate(chatRoute(directChannelId(stores.device.userId, member.userId)))
    else if (id === 'remove') this.asked = { what: 'remove', member }
    else if (role) void stores.actions.changeRole(this.chatId as ChannelId, member.userId, role)
  }

  #question(chat: ChatView): unknown {
    const { asked } = this
    const title = chat.channel.title
    const isLeave = asked?.what === 'leave'
    return html`<cairn-confirm
      ?open=${asked !== null}
      heading=${
        asked === null
          ? ''
          : asked.what === 'leave'
            ? t('members.leaveAsk', { title })
            : t('members.removeAsk', { name: asked.member.name, title })
      }
      text=${isLeave ? t('members.leaveHint') : ''}
      action=${isLeave ? t('members.leave') : t('members.remove')}
      danger
      @close=${() => (this.asked = null)}
      @confirm=${this.#confirmed}
    ></cairn-confirm>`
  }

  #confirmed = (): void => {
    const { asked, stores } = this
    const channelId = this.chatId as ChannelId
    if (!asked || !stores) return
    const done =
      asked.what === 'leave'
        ? stores.actions.leave(channelId)
        : stores.actions.removeMember(channelId, asked.member.userId)
    void done.then(() => this.#focusRow(asked.what === 'remove' ? asked.member.userId : null))
  }

  /** The row is gone: the focus goes to its neighbour. */
  #focusRow(removed: UserId | null): void {
    if (removed === null) return
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('cairn-member-row, cairn-button')?.focus(),
    )
  }

  #join = (): void => void this.stores?.actions.join(this.chatId as ChannelId)

  static override styles = [base, membersStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-members': CairnMembers
  }
}
