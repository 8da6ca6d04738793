/**
 * The form for name and topic of a chat. What somebody else changes meanwhile comes into a box that nobody typed in; beside one
 * that was typed in it is shown, and taken over on a press.
 */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ErrorCode } from '../../../schema/errors.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { t } from '../../app/text.ts'
import { SayController } from '../../controllers/say-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-field.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { editChatStyles } from './edit-chat-styles.ts'

type Box = 'title' | 'topic'
type Boxes = Readonly<Record<Box, string>>

@customElement('cairn-edit-chat')
export class CairnEditChat extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  @state() private error = ''
  /** As it was when editing began. */
  #began: Boxes | null = null
  /** What stood when the box was filled last. */
  #given: Boxes | null = null
  #typed = new Set<Box>()
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))
  protected readonly staleSaid = new SayController(this, () => (this.#isStale ? t('manage.stale') : ''))

  /** To the name. */
  override focus(): void {
    void this.updateComplete.then(() => this.#field('title')?.focus())
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('chatId')) {
      this.#began = null
      this.#typed.clear()
    }
    const now = this.#now
    if (!now) return
    if (!this.#began) this.error = this.#chat.view?.takenTitle ? t('create.taken') : ''
    this.#began ??= now
    const filled = (box: Box) => (this.#typed.has(box) && this.#given ? this.#given[box] : now[box])
    this.#given = { title: filled('title'), topic: filled('topic') }
  }

  protected override render(): unknown {
    if (!this.#given) return nothing
    return html`<form @submit=${this.#save}>
      ${this.#isStale ? html`<p class="stale">${t('manage.stale')}</p>` : nothing}
      <cairn-field
        name="title"
        label=${t('create.name')}
        .value=${this.#given.title}
        maxlength="128"
        error=${this.error}
        @input=${() => this.#type('title')}
      ></cairn-field>
      ${this.#standing('title', t('create.name'))}
      <cairn-field
        name="topic"
        label=${t('info.topic')}
        .value=${this.#given.topic}
        maxlength="1000"
        rows="3"
        @input=${() => this.#type('topic')}
      ></cairn-field>
      ${this.#standing('topic', t('info.topic'))}
      <div class="actions">
        <cairn-button variant="primary" type="submit">${t('info.save')}</cairn-button>
        <cairn-button @click=${this.#close}>${t('action.cancel')}</cairn-button>
      </div>
    </form>`
  }

  /** What another wrote there, where it is not what stands in the box. */
  #standing(box: Box, label: string): unknown {
    const now = this.#now?.[box] ?? ''
    if (now === this.#given?.[box] || now === this.#field(box)?.value) return nothing
    return html`<div class="standing">
      <p>${t('manage.stands')} <bdi>${now || t('info.noTopic')}</bdi></p>
      <cairn-button label=${`${t('manage.takeOver')}: ${label}`} @click=${() => this.#takeOver(box)}
        >${t('manage.takeOver')}</cairn-button
      >
    </div>`
  }

  /** Of a name that was taken (UI220) the one that was wanted. */
  get #now(): Boxes | null {
    const { channel, takenTitle = null } = this.#chat.view ?? {}
    return channel ? { title: takenTitle ?? channel.title, topic: channel.topic } : null
  }

  /** Another changed it meanwhile. */
  get #isStale(): boolean {
    const [now, began] = [this.#now, this.#began]
    return now !== null && began !== null && (now.title !== began.title || now.topic !== began.topic)
  }

  #field(box: Box): CairnField | null {
    return this.renderRoot.querySelector<CairnField>(`cairn-field[name=${box}]`)
  }

  #type(box: Box): void {
    this.#typed.add(box)
    this.requestUpdate()
  }

  /** The button goes: the box has the focus. */
  #takeOver(box: Box): void {
    const [field, now] = [this.#field(box), this.#now]
    if (!field || !now) return
    field.value = now[box]
    field.focus()
    this.#typed.delete(box)
    this.requestUpdate()
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault()
    const { stores } = this
    const typed = (box: Box) => this.#field(box)?.value.trim() ?? ''
    const input = { channelId: this.chatId as ChannelId, title: typed('title'), topic: typed('topic') }
    if (!stores) return
    if (input.title === '') {
      this.error = t('create.emptyName')
      return
    }
    const verdict = stores.actions.judgeRename(input)
    if (!verdict.allowed) {
      this.error = verdict.code === ErrorCode.Conflict ? t('create.taken') : t('create.invalidName')
      return
    }
    this.error = ''
    void stores.actions.rename(input).then(this.#close)
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('close'))
  }

  static override styles = [base, editChatStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-edit-chat': CairnEditChat
  }
}
