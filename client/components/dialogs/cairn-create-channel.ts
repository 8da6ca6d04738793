/** Founds a channel: who takes part, its name, who is in it from the start. Works offline; a taken name is told at once. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { ErrorCode } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import type { FOUNDED_KINDS } from '../../../schema/registers/meta.ts'
import { navigate } from '../../app/navigate.ts'
import { chatRoute } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'
import '../base/cairn-field.ts'
import '../base/cairn-icon.ts'
import type { CairnDialog } from '../base/cairn-dialog.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import './cairn-people-picker.ts'
import type { CairnPeoplePicker } from './cairn-people-picker.ts'
import { createChannelStyles } from './create-channel-styles.ts'

type Kind = (typeof FOUNDED_KINDS)[number]
const KINDS: readonly Kind[] = ['public', 'group', 'private', 'broadcast']

@customElement('cairn-create-channel')
export class CairnCreateChannel extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ type: Boolean }) open = false
  /** A name to begin with. */
  @property() name = ''
  @state() private kind: Kind = 'public'
  @state() private chosen: ReadonlySet<UserId> = new Set()
  @state() private nameError = ''
  @state() private handleError = ''
  @query('cairn-dialog') private dialog!: CairnDialog | null
  #directory = new StoreController(this, () => this.stores?.directory)
  #sync = new StoreController(this, () => this.stores?.sync)

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('open') || !this.open) return
    this.chosen = new Set()
    this.nameError = this.handleError = ''
  }

  protected override render(): unknown {
    if (!this.open) return nothing
    const isPublic = this.kind === 'public'
    return html`<cairn-dialog
      open
      heading=${t('create.title')}
      @close=${() => this.dispatchEvent(new CustomEvent('close'))}
    >
      <form @submit=${this.#submit}>
        <fieldset>
          <legend>${t('create.kind')}</legend>
          ${KINDS.map((kind) => this.#kind(kind))}
        </fieldset>
        <cairn-field
          autofocus
          name="title"
          label=${t('create.name')}
          .value=${this.name}
          hint=${isPublic ? t('create.nameHint') : t('create.titleHint')}
          error=${this.nameError}
          maxlength=${isPublic ? 32 : 128}
        ></cairn-field>
        <cairn-field name="topic" label=${t('create.topic')} maxlength="1000"></cairn-field>
        ${this.kind === 'broadcast' ? this.#handle() : nothing}
        ${
          isPublic
            ? nothing
            : html`<cairn-people-picker
                label=${t('create.members')}
                .people=${this.#others()}
                .chosen=${this.chosen}
                @change=${(event: Event) => (this.chosen = (event.target as CairnPeoplePicker).chosen)}
              ></cairn-people-picker>`
        }
        ${this.#sync.view?.isLive === false ? html`<p>${t('create.offline')}</p>` : nothing}
      </form>
      <cairn-button slot="foot" @click=${() => this.dialog?.close()}>${t('action.cancel')}</cairn-button>
      <cairn-button slot="foot" variant="primary" @click=${this.#submit}>${t('action.create')}</cairn-button>
    </cairn-dialog>`
  }

  #kind(kind: Kind): unknown {
    return html`<label class="kind">
      <input
        type="radio"
        name="kind"
        value=${kind}
        .checked=${this.kind === kind}
        @change=${() => (this.kind = kind)}
      />
      <cairn-icon name=${KIND_ICONS[kind]}></cairn-icon>
      <span><b>${t(`kind.${kind}`)}</b><small>${t(`kind.${kind}.hint`)}</small></span>
    </label>`
  }

  #handle(): unknown {
    return html`<cairn-field
      name="handle"
      label=${t('create.handle')}
      hint=${t('create.handleHint')}
      error=${this.handleError}
      maxlength="32"
    ></cairn-field>`
  }

  #others() {
    const view = this.#directory.view
    return view ? view.people.filter(({ userId }) => userId !== view.me.userId) : []
  }

  #submit = (event: Event): void => {
    event.preventDefault()
    const { stores, kind } = this
    if (!stores) return
    const field = (name: string) => this.renderRoot.querySelector<CairnField>(`cairn-field[name=${name}]`)
    const value = (name: string) => field(name)?.value.trim() ?? ''
    const [title, topic, handle] = [value('title'), value('topic'), value('handle')]
    const input = { kind, title, topic, handle, members: kind === 'public' ? [] : [...this.chosen] }
    this.nameError = this.handleError = ''
    if (title === '') this.nameError = t('create.emptyName')
    else {
      const verdict = stores.actions.judgeFounding(input, stores.device.newId() as ChannelId)
      if (!verdict.allowed) this.#refused(verdict.code, handle !== '')
    }
    if (this.nameError || this.handleError) {
      field(this.nameError ? 'title' : 'handle')?.focus()
      return
    }
    void stores.actions.found(input).then((channelId) => {
      this.dialog?.close()
      navigate(chatRoute(channelId))
    })
  }

  #refused(code: ErrorCode, isOfHandle: boolean): void {
    const words = code === ErrorCode.Conflict ? t('create.taken') : t('create.invalidName')
    if (isOfHandle && this.kind !== 'public') this.handleError = words
    else this.nameError = words
  }

  static override styles = [base, createChannelStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-create-channel': CairnCreateChannel
  }
}
