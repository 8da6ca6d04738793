/** One member: picture, name, role, whether the change of it waits, and the menu of what one may do. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { MemberView } from '../../../schema/projection/project-members.ts'
import { t } from '../../app/text.ts'
import { base, clipped } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-menu.ts'
import type { MenuItem, MenuSelectEvent } from '../base/cairn-menu.ts'
import '../base/cairn-presence.ts'
import type { PresenceState } from '../base/presence-words.ts'

@customElement('cairn-member-row')
export class CairnMemberRow extends LitElement {
  @property({ attribute: false }) member: MemberView | null = null
  @property({ attribute: false }) items: readonly MenuItem[] = []
  @property() presence: PresenceState = 'unknown'
  /** When the server was last in touch; null while it is. */
  @property({ attribute: false }) asOf: number | null = null
  @property({ type: Number }) now = 0
  @property({ type: Boolean }) me = false
  @property({ type: Boolean }) waiting = false

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(this.items.length > 0 ? 'cairn-menu' : 'button')?.focus()
  }

  protected override render(): unknown {
    if (!this.member) return nothing
    const { userId, name, username, avatar, role } = this.member
    return html`<cairn-avatar .name=${name} .person=${userId} src=${avatar ?? ''}
        ><cairn-presence state=${this.presence} .asOf=${this.asOf} .now=${this.now}></cairn-presence
      ></cairn-avatar>
      <div class="who">
        <button type="button" data-person=${userId}>
          <bdi class="clipped">${this.me ? t('person.youSuffix', { name }) : name}</bdi>
        </button>
        <div class="more clipped">
          ${username && username !== name ? html`<bdi>@${username}</bdi>` : nothing}
          ${this.waiting ? html`<span>${t('members.waiting')}</span>` : nothing}
        </div>
      </div>
      ${role !== 'none' ? html`<span class="role">${t(`members.role.${role}`)}</span>` : nothing}
      ${
        this.items.length > 0
          ? html`<cairn-menu
              label=${t('members.actions', { name })}
              .items=${this.items}
              @select=${this.#select}
            ></cairn-menu>`
          : html`<span class="blank"></span>`
      }`
  }

  #select = ({ detail }: MenuSelectEvent): void => {
    this.dispatchEvent(new CustomEvent('member-action', { detail: { id: detail.id, member: this.member! } }))
  }
  static override styles = [
    base,
    clipped,
    css`
      :host {
        --avatar: 32px;
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-block-size: 48px;
        padding-inline: var(--s4) var(--s2);
      }
      :host(:hover) {
        background: var(--hover);
      }
      cairn-presence {
        --presence-ground: var(--bg);
      }
      .who {
        position: relative;
        display: flex;
        flex: 1;
        flex-direction: column;
        align-items: start;
        align-self: stretch;
        justify-content: center;
        min-inline-size: 0;
        font: var(--t-md) var(--font);
      }
      button {
        max-inline-size: 100%;
        border-radius: var(--r1);
        font: inherit;
      }
      button bdi {
        display: block;
      }
      /* A press finds the whole place of the name. */
      button::after {
        content: '';
        position: absolute;
        inset: 0;
      }
      button:hover {
        text-decoration: underline;
      }
      .more {
        max-inline-size: 100%;
        font: var(--t-xs) var(--font);
        color: var(--text-2);
      }
      .more:empty {
        display: none;
      }
      .role {
        font: var(--t-xs) var(--font);
        color: var(--text-2);
      }
      .blank {
        inline-size: var(--target);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-member-row': CairnMemberRow
  }
  interface HTMLElementEventMap {
    'member-action': CustomEvent<{ readonly id: string; readonly member: MemberView }>
  }
}
