/** Answers what rows, names and panels ask for anywhere in the app: a chat's menu, a person's card, a question about a chat. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { deepActive } from '../../app/focus.ts'
import type { Stores } from '../../stores/stores.ts'
import '../base/cairn-menu.ts'
import type { CairnMenu, MenuItem, MenuSelectEvent } from '../base/cairn-menu.ts'
import '../notices/cairn-mute-menu.ts'
import type { CairnMuteMenu } from '../notices/cairn-mute-menu.ts'
import { CairnChatRow } from '../shell/cairn-chat-row.ts'
import './cairn-chat-question.ts'
import type { ChatQuestion } from './ask-about-chat.ts'
import './cairn-profile-card.ts'
import { chatMenu, chooseInChatMenu, chatMenuName, isMuteWanted } from './chat-menu.ts'

@customElement('cairn-people-desk')
export class CairnPeopleDesk extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @state() private items: readonly MenuItem[] = []
  @state() private menuName = ''
  /** The chat whose menu was opened last. */
  @state() private menuOf: ChannelId | null = null
  @state() private person: UserId | null = null
  @state() private asked: ChatQuestion | null = null
  @query('cairn-menu') private menu!: CairnMenu
  @query('cairn-mute-menu') private muteMenu!: CairnMuteMenu
  #row: CairnChatRow | null = null

  /** In the page itself, as the other dialogs. */
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('row-menu', this.#openMenu)
    document.addEventListener('chat-asked', this.#ask)
    document.addEventListener('person-wanted', this.#openPerson)
    document.addEventListener('click', this.#clicked)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('row-menu', this.#openMenu)
    document.removeEventListener('chat-asked', this.#ask)
    document.removeEventListener('person-wanted', this.#openPerson)
    document.removeEventListener('click', this.#clicked)
  }

  protected override render(): unknown {
    const { stores, person, asked } = this
    if (!stores) return nothing
    return html`<section aria-label=${this.menuName || nothing}>
        <cairn-menu
          bare
          label=${this.menuName}
          .items=${this.items}
          @select=${({ detail }: MenuSelectEvent) => this.#choose(stores, detail.id)}
        ></cairn-menu>
        ${this.menuOf === null ? nothing : html`<cairn-mute-menu bare .stores=${stores} chatId=${this.menuOf}></cairn-mute-menu>`}
      </section>
      ${
        person === null
          ? nothing
          : html`<cairn-profile-card
              .stores=${stores}
              .person=${person}
              @close=${() => (this.person = null)}
            ></cairn-profile-card>`
      }
      ${
        asked === null
          ? nothing
          : html`<cairn-chat-question
              .stores=${stores}
              .asked=${asked}
              @close=${() => (this.asked = null)}
            ></cairn-chat-question>`
      }`
  }

  #openMenu = (event: Event): void => {
    const row = event.composedPath().find((part) => part instanceof CairnChatRow)
    if (!row?.row || !this.stores) return
    this.#row = row
    this.menuOf = row.row.id
    this.items = chatMenu(this.stores, row.row)
    this.menuName = chatMenuName(row.row)
    const box = row.getBoundingClientRect()
    const focused = deepActive()
    void this.updateComplete.then(() => this.menu.openAt(box, focused?.closest('a') ? row : (focused ?? row)))
  }

  #choose(stores: Stores, chosen: string): void {
    const [channelId, row] = [this.menuOf, this.#row]
    if (!channelId || !row) return
    if (isMuteWanted(stores, channelId, chosen)) void this.muteMenu.openAt(row.getBoundingClientRect(), row)
    else chooseInChatMenu(this, stores, channelId, chosen)
  }

  #ask = ({ detail }: DocumentEventMap['chat-asked']): void => void (this.asked = detail)

  #openPerson = ({ detail }: DocumentEventMap['person-wanted']): void => void (this.person = detail)

  /** A name or a picture anywhere: `data-person` says whose. */
  #clicked = (event: MouseEvent): void => {
    const part = event.composedPath().find((one) => one instanceof HTMLElement && one.dataset.person)
    const userId = Number((part as HTMLElement | undefined)?.dataset.person ?? 0)
    if (userId > 0) this.person = userId as UserId
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-people-desk': CairnPeopleDesk
  }
  interface DocumentEventMap {
    'person-wanted': CustomEvent<UserId>
  }
}
