/** Read-only tokens for the record: made, shown once, listed and revoked; all of it needs a connection. */
import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { announce } from '../../app/announcer.ts'
import { copyText } from '../../app/copy-text.ts'
import { formatBrief, formatFull } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { RowFocusController } from '../../controllers/row-focus-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { isMine, type ChatRowView } from '../../stores/chats-view.ts'
import { ExportTokensApi, type ExportToken } from '../../stores/export-tokens-api.ts'
import { base } from '../../styles/shared.ts'
import { faultNote } from '../auth/fault-note.ts'
import { titleOf } from '../shell/chat-row-label.ts'
import { choiceStyles } from '../base/choice-styles.ts'
import { copiedCodeStyles } from '../base/copied-code-styles.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

const DAYS = [7, 30, 90, 365] as const
const USUAL_DAYS = 90
const MAX_NAME_CHARS = 64

@customElement('cairn-set-export')
export class CairnSetExport extends SettingsPart {
  @property({ attribute: false }) api = new ExportTokensApi()
  /** null until the server has told them. */
  @state() private tokens: readonly ExportToken[] | null = null
  /** Shown until it is copied. */
  @state() private made: string | null = null
  @state() private isChosen = false
  @state() private missing: 'name' | 'channels' | null = null
  #chats = new StoreController(this, () => this.stores?.chats)
  protected readonly rowFocus = new RowFocusController(this, {
    rows: () => this.renderRoot.querySelectorAll<HTMLElement>('li'),
    keys: () => this.tokens?.map(({ id }) => String(id)) ?? [],
    focus: (row) =>
      (row?.querySelector('cairn-button') ?? this.renderRoot.querySelector<HTMLElement>('#tokens'))?.focus(),
  })

  protected override render(): unknown {
    return html`<section aria-labelledby="export">
        <h2 id="export" tabindex="-1">${t('settings.export')}</h2>
        <p class="explain">${t('export.explain')}</p>
        ${this.made === null ? this.#form() : this.#shown(this.made)}
      </section>
      <section aria-labelledby="tokens">
        <h2 id="tokens" tabindex="-1">${t('export.list')}</h2>
        ${this.#list()}
      </section>`
  }

  #form(): unknown {
    const { fault } = this.ask
    const isFull = fault?.code === 'conflict'
    return html`<form novalidate @submit=${this.#make}>
      ${isFull ? html`<p class="note bad"><span>${t('export.tooMany')}</span></p>` : faultNote(fault, ['name'])}
      <cairn-field
        name="name"
        label=${t('export.name')}
        maxlength=${MAX_NAME_CHARS}
        error=${this.missing === 'name' || this.ask.blames('name') ? t('export.nameNeeded') : ''}
      ></cairn-field>
      <fieldset>
        <legend>${t('export.scope')}</legend>
        ${[false, true].map(
          (isChosen) =>
            html`<label
              ><input
                type="radio"
                name="scope"
                .checked=${this.isChosen === isChosen}
                @change=${() => (this.isChosen = isChosen)}
              />${isChosen ? t('export.chosen') : t('export.all')}</label
            >`,
        )}
      </fieldset>
      ${this.isChosen ? this.#choice() : nothing}
      <label class="choice"
        >${t('export.days')}
        <select name="days">
          ${DAYS.map((n) => html`<option value=${n} ?selected=${n === USUAL_DAYS}>${t('export.daysCount', { n })}</option>`)}
        </select>
      </label>
      ${this.submitButton(t('export.make'))}
    </form>`
  }

  #choice(): unknown {
    const needed = this.missing === 'channels' ? t('export.chosenNeeded') : ''
    return html`<fieldset class="chats">
      <legend>${t('export.chosen')}</legend>
      ${repeat(
        this.#rows(),
        ({ id }) => id,
        (row) =>
          html`<label><input type="checkbox" name="channels" value=${row.id} /><bdi>${titleOf(row)}</bdi></label>`,
      )}
      ${needed ? html`<p class="note bad"><span>${needed}</span></p>` : nothing}
    </fieldset>`
  }

  #rows(): readonly ChatRowView[] {
    return [...(this.#chats.view?.all.values() ?? [])].filter(isMine)
  }

  #shown(token: string): unknown {
    return html`<p class="note good"><cairn-icon name="circle-check"></cairn-icon><span>${t('export.made')}</span></p>
      <code dir="ltr" aria-label=${t('export.token')}>${token}</code>
      <div class="buttons">
        <cairn-button icon="copy" @click=${() => void copyText(token)}>${t('action.copy')}</cairn-button>
        <cairn-button variant="primary" @click=${this.#kept}>${t('export.kept')}</cairn-button>
      </div>`
  }

  #list(): unknown {
    if (this.tokens === null) return html`<p class="explain">${this.reason || t('settings.unknown')}</p>`
    if (this.tokens.length === 0) return html`<p class="explain">${t('export.none')}</p>`
    return html`<ul>
      ${repeat(
        this.tokens,
        ({ id }) => id,
        (token) => this.#row(token),
      )}
    </ul>`
  }

  #row({ id, name, channels, expiresAt, lastUsedAt }: ExportToken): unknown {
    const brief = (at: string) => formatBrief(Date.parse(at), this.stores?.device.now() ?? Date.parse(at))
    const time = (at: string, words: string) =>
      html`<time datetime=${at} title=${formatFull(Date.parse(at))}>${words}</time>`
    return html`<li data-key=${id}>
      <cairn-icon name="download"></cairn-icon>
      <span class="what"
        ><bdi>${name}</bdi>
        <small
          >${t('export.reads', { n: channels?.length ?? 0 })} ·
          ${time(expiresAt, t('export.ends', { time: formatFull(Date.parse(expiresAt)) }))} ·
          ${lastUsedAt === null ? t('export.unused') : time(lastUsedAt, t('export.used', { time: brief(lastUsedAt) }))}</small
        ></span
      >
      <cairn-button
        reason=${this.reason}
        label=${t('export.revokeName', { name })}
        @click=${() => void this.#revoke(id, name)}
        >${t('export.revoke')}</cairn-button
      >
    </li>`
  }

  protected override async refresh(): Promise<void> {
    this.tokens = (await this.told(this.api.list())) ?? this.tokens
  }

  #make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const name = this.typed('name').trim()
    const days = Number(this.renderRoot.querySelector<HTMLSelectElement>('select[name=days]')?.value)
    const ticked = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input[name=channels]:checked')]
    const channels = this.isChosen ? ticked.map(({ value }) => value) : null
    this.missing = name === '' ? 'name' : channels?.length === 0 ? 'channels' : null
    if (this.missing === 'name') this.field('name')?.focus()
    if (this.missing === 'channels') announce(t('export.chosenNeeded'))
    if (this.missing) return
    const answer = await this.send(() => this.api.make({ name, channels, days }))
    if (!answer) return
    this.made = answer.value.token
    this.isChosen = false
    announce(t('export.made'))
    await this.refresh()
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('#export')?.focus()
  }

  #kept = (): void => {
    this.made = null
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#export')?.focus())
  }

  async #revoke(id: number, name: string): Promise<void> {
    const answer = await this.send(() => this.api.revoke(id))
    await this.refresh()
    if (!answer) return
    this.say(t('export.revoked', { name }))
  }

  static override styles = [
    base,
    partStyles,
    choiceStyles,
    copiedCodeStyles,
    css`
      .chats {
        max-block-size: 16rem;
        overflow-y: auto;
      }
      .chats label {
        flex: 1 1 100%;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-export': CairnSetExport
  }
}
