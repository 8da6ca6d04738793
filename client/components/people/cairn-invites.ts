/** Links by which people join a chat: made, shown once with a QR code, listed and taken back. All of it needs a connection. */
import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { announce } from '../../app/announcer.ts'
import { copyText } from '../../app/copy-text.ts'
import { t } from '../../app/text.ts'
import { RowFocusController } from '../../controllers/row-focus-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { InvitesApi, type InviteLink } from '../../stores/invites-api.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import { choiceStyles } from '../base/choice-styles.ts'
import { copiedCodeStyles } from '../base/copied-code-styles.ts'
import '../dialogs/cairn-confirm.ts'
import '../settings/cairn-qr.ts'
import { partStyles } from '../settings/part-styles.ts'
import { SettingsPart } from '../settings/settings-part.ts'
import { inviteRow } from './invite-row.ts'

const ENDS = { hour: 3_600, day: 86_400, week: 604_800, never: null } as const
const USES = [1, 5, 25] as const

@customElement('cairn-invites')
export class CairnInvites extends SettingsPart {
  @property() chatId = ''
  @property({ attribute: false }) api = new InvitesApi()
  @state() private links: readonly InviteLink[] | null = null
  /** Shown until another is made. */
  @state() private made = ''
  /** The link that is asked about before it is taken back. */
  @state() private revoking: string | null = null
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))
  protected readonly rowFocus = new RowFocusController(this, {
    rows: () => this.renderRoot.querySelectorAll<HTMLElement>('li'),
    keys: () => this.links?.map(({ invite_id }) => invite_id) ?? [],
    focus: (row) =>
      (row?.querySelector('cairn-button') ?? this.renderRoot.querySelector<HTMLElement>('#links'))?.focus(),
  })

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed)
    if (changed.has('chatId') && changed.get('chatId') !== undefined) void this.refresh()
  }

  protected override render(): unknown {
    return html`<section aria-labelledby="make">
        <h2 id="make" tabindex="-1">${t('invite.title')}</h2>
        <p class="explain">${t('invite.explain')}</p>
        ${this.made ? this.#shown(this.made) : this.#form()}
      </section>
      <section aria-labelledby="links">
        <h2 id="links" tabindex="-1">${t('invite.list')}</h2>
        ${this.#list()}
      </section>
      <cairn-confirm
        ?open=${this.revoking !== null}
        heading=${t('invite.revokeAsk')}
        text=${t('invite.revokeHint')}
        action=${t('invite.revoke')}
        danger
        @close=${() => (this.revoking = null)}
        @confirm=${() => this.revoking !== null && void this.#revoke(this.revoking)}
      ></cairn-confirm>`
  }

  #form(): unknown {
    return html`<form @submit=${this.#make}>
      ${faultNote(this.reason ? null : this.ask.fault)}
      <label class="choice"
        >${t('invite.ends')}
        <select name="ends">
          ${Object.keys(ENDS).map(
            (name) =>
              html`<option value=${name} ?selected=${name === 'week'}>
                ${t(`invite.${name as keyof typeof ENDS}`)}
              </option>`,
          )}
        </select>
      </label>
      <label class="choice"
        >${t('invite.uses')}
        <select name="uses">
          <option value="">${t('invite.anyone')}</option>
          ${USES.map((n) => html`<option value=${n}>${t('invite.people.count', { n })}</option>`)}
        </select>
      </label>
      ${this.submitButton(t('invite.make'))}
    </form>`
  }

  #shown(link: string): unknown {
    return html`<p class="note good"><cairn-icon name="circle-check"></cairn-icon><span>${t('invite.made')}</span></p>
      <code dir="ltr" aria-label=${t('invite.link')}>${link}</code>
      <cairn-qr .text=${link} label=${t('invite.qr')}></cairn-qr>
      <div class="buttons">
        <cairn-button variant="primary" icon="copy" @click=${() => void copyText(link)}
          >${t('action.copy')}</cairn-button
        >
        ${
          'share' in navigator
            ? html`<cairn-button icon="send" @click=${() => void navigator.share({ url: link }).catch(() => undefined)}
                >${t('invite.share')}</cairn-button
              >`
            : nothing
        }
        <cairn-button @click=${() => (this.made = '')}>${t('invite.another')}</cairn-button>
      </div>`
  }

  #list(): unknown {
    if (this.links === null) return html`<p class="explain">${this.reason || t('settings.unknown')}</p>`
    if (this.links.length === 0) return html`<p class="explain">${t('invite.none')}</p>`
    return html`<ul>
      ${repeat(
        this.links,
        ({ invite_id }) => invite_id,
        (link) => inviteRow(link, this.stores!, this.reason, () => (this.revoking = link.invite_id)),
      )}
    </ul>`
  }

  /** A chat that the server does not know yet has no number, and no links. */
  protected override get reason(): string {
    return super.reason || (this.#num === null ? t('invite.unsent') : '')
  }

  get #num(): number | null {
    return this.#chat.view?.channel.num ?? null
  }

  protected override async refresh(): Promise<void> {
    const num = this.#num
    if (num !== null) this.links = (await this.told(this.api.list(num))) ?? this.links
  }

  #make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const chosen = (name: string) => this.renderRoot.querySelector<HTMLSelectElement>(`select[name=${name}]`)?.value
    const endsIn = ENDS[chosen('ends') as keyof typeof ENDS]
    const uses = Number(chosen('uses')) || null
    const answer = await this.send(() => this.api.make(this.#num ?? 0, { endsIn, uses }))
    if (!answer) return
    this.made = answer.value
    announce(t('invite.made'))
    await this.refresh()
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('#make')?.focus()
  }

  async #revoke(inviteId: string): Promise<void> {
    const answer = await this.send(() => this.api.revoke(this.#num ?? 0, inviteId))
    await this.refresh()
    if (!answer) return
    this.made = ''
    this.say(t('invite.revoked'))
  }

  static override styles = [
    base,
    partStyles,
    choiceStyles,
    copiedCodeStyles,
    css`
      /* Of the page's width a code would be as high as the page. */
      section > cairn-qr {
        inline-size: min(220px, 100%);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-invites': CairnInvites
  }
}
