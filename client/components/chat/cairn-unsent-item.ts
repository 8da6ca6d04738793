/** One unsent thing: its chat, age and size, what it is, why it waits or was not accepted, and what can be done. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { copyText } from '../../app/copy-text.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { isUnsent } from '../../stores/outbox-store.ts'
import type { UnsentView } from '../../stores/unsent-view.ts'
import { clipped } from '../../styles/shared.ts'
import '../base/cairn-ago.ts'
import '../base/cairn-icon.ts'
import { retryName } from './cairn-refusal.ts'
import { chatBase } from './chat-styles.ts'
import './cairn-upload-progress.ts'
import { titleOf } from '../shell/chat-row-label.ts'
import { KIND_ICONS } from './kind-icons.ts'
import { formatBytes } from './times.ts'
import { unsentItemStyles } from './unsent-item-styles.ts'
import { nameOf, reasonOf, roleWord, stateOf, wordsOf } from './unsent-words.ts'

export type OutboxAction = 'send-first' | 'cancel' | 'retry' | 'discard'

@customElement('cairn-unsent-item')
export class CairnUnsentItem extends LitElement {
  @property({ attribute: false }) item: UnsentView | null = null
  /** Something of another chat goes before it. */
  @property({ type: Boolean }) canGoFirst = false
  @property({ type: Number }) now = 0

  override focus(): void {
    // As a neighbour's goes, one of its own buttons may go too.
    void this.updateComplete.then(() => this.#focusAction())
  }

  #focusAction(): void {
    this.renderRoot.querySelector<HTMLElement>('.actions button')?.focus()
  }

  protected override render(): unknown {
    const { item } = this
    if (!item) return nothing
    // What waits for a chat that could not be created does not go by itself.
    const isWaiting = isUnsent(item) && item.founding === null
    return html`<div class="row ${item.state}" role="listitem" aria-label=${nameOf(item)}>
      ${this.#where(item)}
      <div class="what" role="group" tabindex="0" aria-label=${t(`chat.outbox.kind.${item.kind}`)}>
        ${item.kind === 'message' ? nothing : html`<b>${t(`chat.outbox.kind.${item.kind}`)}</b>`}
        ${item.files.length > 0 ? html`<cairn-upload-progress .ids=${item.files}></cairn-upload-progress>` : nothing}
        ${item.stands ? this.#versions(item) : this.#words(item)}
      </div>
      <div class="foot">
        <span class="state">
          <cairn-icon name=${isWaiting ? 'clock' : 'circle-alert'}></cairn-icon>
          ${item.state === 'refused' || item.founding ? reasonOf(item) : stateOf(item)}
        </span>
        <span class="actions">${isWaiting ? this.#waitingActions(item) : this.#finalActions(item)}</span>
      </div>
    </div>`
  }

  #where({ chat, messageId, at, bytes }: UnsentView): TemplateResult {
    return html`<div class="where">
      <cairn-icon name=${chat ? KIND_ICONS[chat.kind] : 'user'}></cairn-icon>
      ${
        chat
          ? html`<a class="clipped" href=${hashOf(chatRoute(chat.id, null, messageId))}><bdi>${titleOf(chat)}</bdi></a>`
          : html`<span>${t('chat.outbox.account')}</span>`
      }
      <cairn-ago .at=${at} .now=${this.now}></cairn-ago>
      <span class="size">${formatBytes(bytes)}</span>
    </div>`
  }

  #words(item: UnsentView): TemplateResult | typeof nothing {
    const words = wordsOf(item)
    return words === '' ? nothing : html`<p dir="auto">${words}</p>`
  }

  /** Own words beside those that stand: a person decides which. */
  #versions(item: UnsentView): TemplateResult {
    const stands = item.stands!
    return html`<dl>
      <dt>${t('chat.your-version')}</dt>
      <dd dir="auto">${wordsOf(item)}</dd>
      <dt>${t('chat.their-version')}</dt>
      <dd dir="auto">${'role' in stands ? roleWord(stands) : stands.text}</dd>
    </dl>`
  }

  #waitingActions(item: UnsentView): TemplateResult {
    return html`${this.canGoFirst ? this.#button('send-first', t('chat.outbox.send-first')) : nothing}
    ${this.#button('cancel', t('chat.outbox.cancel'))} ${this.#copyButton(item)}`
  }

  #finalActions(item: UnsentView): TemplateResult {
    // Taken out of what waits, or let go as what was refused.
    const discard = this.#button(item.founding ? 'cancel' : 'discard', t('chat.outbox.discard'))
    return html`${item.founding ? nothing : this.#again(item)} ${this.#copyButton(item)} ${discard}`
  }

  /** Trying again, or what has to be done before that makes sense. */
  #again(item: UnsentView): TemplateResult {
    const name = item.state === 'superseded' ? t('chat.refusal.again') : retryName(item.code, item.shrinks)
    if (item.code === 'auth') return this.#textButton(name, () => ask(this, 'sign-in'))
    if (item.code === 'conflict' && item.chat) {
      const href = item.kind === 'handle' ? rightsOf(item.chat.id) : hashOf(chatRoute(item.chat.id, { name: 'info' }))
      return html`<a class="text-button" href=${href} aria-label=${`${name}: ${this.#name()}`}>${name}</a>`
    }
    return this.#button('retry', name)
  }

  #button(action: OutboxAction, name: string): TemplateResult {
    const detail = { action, item: this.item! }
    const act = () => this.dispatchEvent(new CustomEvent('outbox-action', { detail, bubbles: true, composed: true }))
    return this.#textButton(name, act)
  }

  #copyButton(item: UnsentView): TemplateResult | typeof nothing {
    return item.text === '' ? nothing : this.#textButton(t('chat.outbox.copy'), () => void copyText(item.text))
  }

  #textButton(name: string, act: () => void): TemplateResult {
    return html`<button type="button" class="text-button" aria-label=${`${name}: ${this.#name()}`} @click=${act}>
      ${name}
    </button>`
  }

  #name(): string {
    return this.item ? nameOf(this.item) : ''
  }

  static override styles = [chatBase, clipped, unsentItemStyles]
}

/** A handle is changed where it is said who may join. */
function rightsOf(chatId: string): string {
  return hashOf({ page: 'admin', part: `chat/${chatId}/rights` })
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-unsent-item': CairnUnsentItem
  }
  interface HTMLElementEventMap {
    'outbox-action': CustomEvent<{ readonly action: OutboxAction; readonly item: UnsentView }>
  }
}
