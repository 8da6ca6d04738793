/** Who may see and do what, and lists of contacts and blocked people: all of it in the account document, so it works offline. */
import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { UserId } from '../../../schema/ids.ts'
import type { PersonView } from '../../../schema/projection/project-person.ts'
import { t, type MessageKey } from '../../app/text.ts'
import { RowFocusController, type RowList } from '../../controllers/row-focus-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { LINK_CARDS } from '../../stores/link-cards.ts'
import { profileStoreOf, type ProfileView } from '../../stores/profile-store.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-switch.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import { kept } from '../base/kept.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

const AUDIENCES = ['everyone', 'contacts', 'nobody'] as const
const ASKED = ['avatar', 'lastSeen', 'groupInvites'] as const

@customElement('cairn-set-privacy')
export class CairnSetPrivacy extends SettingsPart {
  #prefs = new StoreController(this, () => this.stores?.prefs)
  #profile = new StoreController(this, () => this.stores && profileStoreOf(this.stores))

  protected readonly contactFocus = new RowFocusController(this, this.#rowsOf('contacts'))
  protected readonly blockedFocus = new RowFocusController(this, this.#rowsOf('blocked'))

  protected override render(): unknown {
    const profile = this.#profile.view
    return html`<section aria-labelledby="privacy">
        <h2 id="privacy">${t('settings.privacy')}</h2>
        ${ASKED.map((what) => this.#choice(what, profile))}
        <cairn-switch
          label=${t('privacy.messages')}
          hint=${t('privacy.messagesHint')}
          .checked=${kept(profile?.privacy.allowPrivateMessages ?? true)}
          @change=${(event: Event) => this.#save({ allowPrivateMessages: (event.target as CairnSwitch).checked })}
        ></cairn-switch>
        <cairn-switch
          label=${t('talk.card.setting')}
          hint=${t('talk.card.settingHint')}
          .checked=${kept(this.#prefs.view?.[LINK_CARDS] !== false)}
          @change=${(event: Event) => {
            const isOn = (event.target as CairnSwitch).checked
            void this.stores?.prefs.set(LINK_CARDS, isOn ? null : false)
          }}
        ></cairn-switch>
      </section>
      ${this.#people('contacts', profile?.contacts ?? [], {
        ...{ heading: 'privacy.contactList', empty: 'privacy.noContacts' },
        ...{ action: 'privacy.remove', label: 'privacy.removeContact' },
        take: (userId) => void this.stores?.actions.setContact(userId, false),
      })}
      ${this.#people('blocked', profile?.blocked ?? [], {
        ...{ heading: 'privacy.blockedList', empty: 'privacy.noBlocked' },
        ...{ action: 'privacy.unblock', label: 'privacy.unblockName' },
        take: (userId) => void this.stores?.actions.setBlock(userId, false),
      })}`
  }

  #choice(what: (typeof ASKED)[number], profile: ProfileView | undefined): unknown {
    return html`<fieldset>
      <legend>${t(`privacy.${what}`)}</legend>
      ${AUDIENCES.map(
        (one) =>
          html`<label
            ><input
              type="radio"
              name=${what}
              .checked=${kept(profile?.privacy[what] === one)}
              @change=${() => this.#save({ [what]: one })}
            />${t(`privacy.${one}`)}</label
          >`,
      )}
    </fieldset>`
  }

  #people(
    id: string,
    people: readonly PersonView[],
    words: {
      readonly heading: MessageKey
      readonly empty: MessageKey
      readonly action: MessageKey
      readonly label: MessageKey
      readonly take: (userId: UserId) => void
    },
  ): unknown {
    return html`<section aria-labelledby=${id}>
      <h2 id=${id} tabindex="-1">${t(words.heading)}</h2>
      ${
        people.length === 0
          ? html`<p class="explain">${t(words.empty)}</p>`
          : html`<ul>
              ${repeat(
                people,
                ({ userId }) => userId,
                ({ userId, name, username, avatar }) =>
                  html`<li data-key=${userId}>
                    <cairn-avatar .name=${name} .person=${userId} src=${avatar ?? ''}></cairn-avatar>
                    <span class="what"
                      ><bdi>${name}</bdi>${
                        username && username !== name ? html`<small><bdi>@${username}</bdi></small>` : ''
                      }</span
                    >
                    <cairn-button label=${t(words.label, { name })} @click=${() => words.take(userId)}
                      >${t(words.action)}</cairn-button
                    >
                  </li>`,
              )}
            </ul>`
      }
    </section>`
  }

  #rowsOf(id: 'contacts' | 'blocked'): RowList {
    return {
      rows: () => this.renderRoot.querySelectorAll<HTMLElement>(`[aria-labelledby=${id}] li`),
      keys: () => this.#profile.view?.[id].map(({ userId }) => String(userId)) ?? [],
      focus: (row) =>
        (row?.querySelector('cairn-button') ?? this.renderRoot.querySelector<HTMLElement>(`#${id}`))?.focus(),
    }
  }

  #save(privacy: Partial<ProfileView['privacy']>): void {
    void this.stores?.actions.setProfile({ privacy })
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-privacy': CairnSetPrivacy
  }
}
