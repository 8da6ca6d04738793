/** A person: what they tell of themselves, whether they are here, and what one may do: write, keep as contact, block. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { directChannelId, type UserId } from '../../../schema/ids.ts'
import { formatBrief } from '../../app/format.ts'
import { navigate } from '../../app/navigate.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { askLastSeen } from '../../stores/ask-last-seen.ts'
import { personCard, type PersonCard } from '../../stores/person-card.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'
import '../base/cairn-icon.ts'
import { presenceWords } from '../base/presence-words.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import { profileCardStyles } from './profile-card-styles.ts'

@customElement('cairn-profile-card')
export class CairnProfileCard extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) person: UserId | null = null
  @property({ attribute: false }) askLastSeen = askLastSeen
  /** As the server told, if it did; milliseconds. */
  @state() private lastSeen: number | null = null
  #directory = new StoreController(this, () => this.stores?.directory)
  #chats = new StoreController(this, () => this.stores?.chats)
  #sync = new StoreController(this, () => this.stores?.sync)
  #here = new StoreController(this, () => this.stores?.presence)

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const color = this.renderRoot.querySelector<HTMLElement>('.color')
    const chosen = this.stores && this.person !== null ? personCard(this.stores, this.person).person.color : null
    if (color && chosen) color.style.setProperty('--chosen', chosen)
    if (!changed.has('person') || this.person === null || !this.#sync.view?.isLive) return
    const { person } = this
    void this.askLastSeen(person).then((at) => {
      if (person === this.person) this.lastSeen = at
    })
  }

  protected override render(): unknown {
    const { stores, person } = this
    // What the card is made from; each of them may have changed.
    if (!stores || person === null || !this.#directory.view || !this.#chats.view) return nothing
    const card = personCard(stores, person)
    return html`<cairn-dialog open heading=${t('people.card', { name: card.person.name })} @close=${this.#closed}>
      ${this.#head(card)} ${card.bio ? html`<p class="bio" dir="auto">${card.bio}</p>` : nothing}
      ${card.isBlocked ? html`<p class="note"><cairn-icon name="ban"></cairn-icon>${t('people.blocked')}</p>` : nothing}
      ${card.isMe || card.person.isDeleted ? nothing : this.#actions(card)} ${card.isMe ? nothing : this.#common(card)}
    </cairn-dialog>`
  }

  #head({ person }: PersonCard): unknown {
    const { userId, name, username, status, avatar, isDeleted, isAdministrator, color } = person
    const presence = this.#here.view?.(userId) ?? 'unknown'
    return html`<div class="head">
      <cairn-avatar .name=${name} .person=${userId} src=${avatar ?? ''}></cairn-avatar>
      <div>
        <p class="name"><bdi>${name}</bdi>${color ? html`<span class="color" aria-hidden="true"></span>` : nothing}</p>
        ${isDeleted ? html`<p>${t('people.deleted')}</p>` : html`<p><bdi>@${username}</bdi></p>`}
        ${status ? html`<p dir="auto">${status}</p>` : nothing}
        ${isAdministrator ? html`<p>${t('people.admin')}</p>` : nothing}
        ${
          isDeleted
            ? nothing
            : html`<p class="here">
                <cairn-presence quiet state=${presence}></cairn-presence>${
                  presence === 'offline' && this.lastSeen !== null
                    ? t('people.lastSeen', { time: formatBrief(this.lastSeen, this.stores!.device.now()) })
                    : presenceWords(presence, this.#sync.view?.asOfMs ?? null, this.stores!.device.now())
                }
              </p>`
        }
      </div>
    </div>`
  }

  #actions({ person: { userId }, isContact, isBlocked }: PersonCard): unknown {
    const { actions } = this.stores!
    return html`<div class="actions">
        <cairn-button variant="primary" icon="message-square" autofocus @click=${() => this.#write(userId)}
          >${t('members.message')}</cairn-button
        >
        <cairn-button icon="user-plus" @click=${() => this.#after(actions.setContact(userId, !isContact))}
          >${isContact ? t('people.noContact') : t('people.contact')}</cairn-button
        >
        <cairn-button icon="ban" @click=${() => this.#after(actions.setBlock(userId, !isBlocked))}
          >${isBlocked ? t('people.unblock') : t('people.block')}</cairn-button
        >
      </div>
      <p class="hint">${t('people.blockHint')}</p>`
  }

  #common({ common }: PersonCard): unknown {
    return html`<h3>${t('people.common')}</h3>
      ${
        common.length === 0
          ? html`<p class="hint">${t('people.noCommon')}</p>`
          : html`<ul>
              ${common.map(
                ({ id, kind, title }) =>
                  html`<li>
                    <a href=${hashOf(chatRoute(id))} @click=${this.#close}
                      ><cairn-icon name=${KIND_ICONS[kind]}></cairn-icon><bdi>${title}</bdi></a
                    >
                  </li>`,
              )}
            </ul>`
      }`
  }

  #write(userId: UserId): void {
    this.#close()
    navigate(chatRoute(directChannelId(this.stores!.device.userId, userId)))
  }

  #after(done: Promise<void>): void {
    void done.then(() => this.requestUpdate())
  }

  #close = (): void => this.renderRoot.querySelector('cairn-dialog')?.close()

  #closed = (): void => void this.dispatchEvent(new CustomEvent('close'))

  static override styles = [base, profileCardStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-profile-card': CairnProfileCard
  }
}
