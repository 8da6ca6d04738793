/** Everything in all chats that the server has not accepted: what it is, where, since when, and what can be done. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { announce } from '../../app/announcer.ts'
import { formatFull } from '../../app/format.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { OutboxView, UnsentView } from '../../stores/outbox-store.ts'
import { clipped, scrolls } from '../../styles/shared.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-icon.ts'
import { refusalText } from './cairn-refusal.ts'
import { chatBase } from './chat-styles.ts'
import { KIND_ICONS } from './kind-icons.ts'
import { formatAge, formatBytes, isoTime } from './times.ts'
import { outboxPanelStyles } from './outbox-panel-styles.ts'

export type OutboxAction = 'cancel' | 'retry' | 'discard'

@customElement('cairn-outbox-panel')
export class CairnOutboxPanel extends LitElement {
  @property({ attribute: false }) outbox: OutboxView | null = null
  @property({ type: Boolean }) canTry = false
  @property({ type: Number }) now = 0

  protected override render(): unknown {
    const { items = [], unsent = 0, refused = 0 } = this.outbox ?? {}
    if (items.length === 0) return html`<cairn-empty icon="circle-check" text=${t('chat.outbox.none')}></cairn-empty>`
    return html`<div class="top">
        <p>
          ${unsent > 0 ? html`<span>${t('chat.outbox.count', { count: unsent })}</span>` : nothing}
          ${refused > 0 ? html`<span class="bad">${t('chat.outbox.refused', { count: refused })}</span>` : nothing}
        </p>
        <button type="button" class="text-button" @click=${this.#copyAll}>${t('chat.outbox.copy-all')}</button>
        ${
          this.canTry
            ? html`<button type="button" class="text-button primary" @click=${this.#tryNow}>
                ${t('chat.outbox.try-now')}
              </button>`
            : nothing
        }
      </div>
      <ul class="scrolls">
        ${repeat(
          items,
          ({ n }) => n,
          (item) => this.#item(item),
        )}
      </ul>`
  }

  #item(item: UnsentView): TemplateResult {
    const { n, chat, state, kind, text, at, bytes } = item
    const isFinal = state === 'refused' || state === 'superseded'
    const name = [t(`chat.outbox.kind.${kind}`), chat?.title, text.slice(0, 80)].filter(Boolean).join(', ')
    return html`<li class=${state} role="listitem" aria-label=${name}>
      <div class="where">
        <cairn-icon name=${chat ? KIND_ICONS[chat.kind] : 'user'}></cairn-icon>
        ${
          chat
            ? html`<a class="clipped" href=${hashOf(chatRoute(chat.id, null, item.messageId))}
                ><bdi>${chat.title}</bdi></a
              >`
            : html`<span>${t('chat.outbox.account')}</span>`
        }
        <time datetime=${isoTime(at)} title=${formatFull(at)}>${formatAge(at, this.now)}</time>
        ${bytes >= 1_000 ? html`<span class="size">${formatBytes(bytes)}</span>` : nothing}
      </div>
      <div class="what">
        ${kind === 'message' ? nothing : html`<b>${t(`chat.outbox.kind.${kind}`)}</b>`}
        ${text === '' ? nothing : html`<p dir="auto">${text}</p>`}
      </div>
      <div class="foot">
        <span class="state">
          <cairn-icon name=${isFinal ? 'circle-alert' : 'clock'}></cairn-icon>
          ${state === 'refused' ? this.#reason(item) : t(`chat.outbox.state.${state}`)}
        </span>
        <span class="actions">
          ${isFinal ? this.#button('retry', n, name) : this.#button('cancel', n, name)}
          ${text === '' ? nothing : this.#copyButton(text, name)}
          ${isFinal ? this.#button('discard', n, name) : nothing}
        </span>
      </div>
    </li>`
  }

  #reason({ code, reason, chat }: UnsentView): string {
    return refusalText({ code: code ?? 'internal', reason }, chat?.title ?? '')
  }

  #button(action: OutboxAction, n: number, name: string): TemplateResult {
    const label = t(`chat.outbox.${action}`)
    return html`<button
      type="button"
      class="text-button"
      aria-label="${label}: ${name}"
      @click=${() => this.#dispatch('outbox-action', { action, n })}
    >
      ${label}
    </button>`
  }

  #copyButton(text: string, name: string): TemplateResult {
    const label = t('chat.outbox.copy')
    return html`<button type="button" class="text-button" aria-label="${label}: ${name}" @click=${() => copy(text)}>
      ${label}
    </button>`
  }

  #copyAll = (): void => {
    const lines = (this.outbox?.items ?? []).filter(({ text }) => text !== '')
    copy(lines.map(({ chat, at, text }) => `${chat?.title ?? ''} ${formatFull(at)}\n${text}`).join('\n\n'))
  }

  #tryNow = (): void => this.#dispatch('try-wanted', null)

  #dispatch(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  static override styles = [chatBase, clipped, scrolls, outboxPanelStyles]
}

function copy(text: string): void {
  void navigator.clipboard.writeText(text).then(() => announce(t('chat.copied')))
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-outbox-panel': CairnOutboxPanel
  }
  interface HTMLElementEventMap {
    'outbox-action': CustomEvent<{ readonly action: OutboxAction; readonly n: number }>
    'try-wanted': CustomEvent<null>
  }
}
