/** Why the server refused something, in a sentence, and what can be done: retry, edit, copy, discard. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ErrorCode } from '../../../schema/errors.ts'
import { t, type MessageKey } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'
import type { RefusalView } from '../../stores/message-view.ts'
import type { UnsentKind } from '../../stores/unsent-kind.ts'
import { formatBytes } from './times.ts'

export const REFUSAL_ACTIONS = ['retry', 'edit', 'copy', 'discard'] as const
export type RefusalAction = (typeof REFUSAL_ACTIONS)[number]

/** Codes that have a sentence of ours; `clock`, `sealed`, `rate` and `known` are never shown. */
const SENTENCES: Partial<Record<ErrorCode, MessageKey>> = {
  forbidden: 'chat.refused.forbidden',
  gone: 'chat.refused.gone',
  privacy: 'chat.refused.privacy',
  too_large: 'chat.refused.too_large',
  type: 'chat.refused.type',
  invalid: 'chat.refused.invalid',
  conflict: 'chat.refused.conflict',
  stale: 'chat.refused.stale',
  auth: 'chat.refused.auth',
}
/** Where trying again says what it does. */
const RETRY: Partial<Record<ErrorCode, MessageKey>> = {
  too_large: 'chat.refusal.smaller',
  conflict: 'chat.refusal.rename',
  stale: 'chat.refusal.again',
  auth: 'chat.refusal.sign-in',
}

@customElement('cairn-refusal')
export class CairnRefusal extends LitElement {
  @property({ attribute: false }) refusal: RefusalView | null = null
  /** Named where the refusal itself names nothing. */
  @property() chatTitle = ''
  /** Whether what was too large can be made smaller. */
  @property({ type: Boolean }) shrinks = false
  @property({ attribute: false }) actions: readonly RefusalAction[] = REFUSAL_ACTIONS

  protected override render(): unknown {
    if (!this.refusal) return nothing
    const { code } = this.refusal
    return html`<p>
        <cairn-icon name="circle-alert"></cairn-icon
        ><span dir="auto">${refusalText(this.refusal, this.chatTitle)}</span>
      </p>
      <div>
        ${this.actions.map(
          (action) =>
            html`<button type="button" class="text-button" @click=${() => this.#choose(action)}>
              ${action === 'retry' ? retryName(code, this.shrinks) : t(`chat.refusal.${action}`)}
            </button>`,
        )}
      </div>`
  }

  #choose(action: RefusalAction): void {
    this.dispatchEvent(new CustomEvent('refusal-answered', { detail: { action }, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s3);
        padding-block: var(--s1);
        font: var(--t-sm) var(--font);
      }
      p {
        display: flex;
        align-items: center;
        gap: var(--s1);
        margin: 0;
        color: var(--danger);
        font-weight: 500;
      }
      cairn-icon {
        font-size: 0.8rem;
        flex: none;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1);
      }
      .text-button {
        padding-inline: var(--s2);
        border-color: var(--line);
      }
    `,
  ]
}

/** What trying again is called. @param shrinks  whether what is too large can be made smaller */
export function retryName(code: ErrorCode | null, shrinks: boolean): string {
  const isHopeless = code === 'too_large' && !shrinks
  return t((code && !isHopeless && RETRY[code]) || 'chat.refusal.retry')
}

/** What changes a message: `gone` says that the message is, unless its chat is (MT7). */
const OF_A_MESSAGE: readonly (UnsentKind | undefined)[] = ['edit', 'deletion', 'reaction', 'pin']

/** The sentence for a refusal; `title` is the chat's, of a direct message the other's name; a code that has none brings the server's own words, and the code. */
export function refusalText({ isOfFounding, ...refusal }: RefusalView, title = ''): string {
  const { code, kind, reason, values } = refusal
  if (isOfFounding) return t('chat.refused.founding', { reason: refusalText(refusal, title) })
  const sentence = SENTENCES[code]
  if (!sentence) return t('chat.refused.unknown', { reason, code })
  if (code === 'forbidden' && kind !== undefined && kind !== 'message') {
    const isOfChat = title !== '' && kind !== 'founding'
    return isOfChat ? t('chat.refused.forbidden-change', { title }) : t('chat.refused.forbidden-all')
  }
  if (code === 'gone' && OF_A_MESSAGE.includes(kind) && !reason.startsWith('MT7')) return t('chat.refused.gone-message')
  if (code === 'too_large' && values?.limit === undefined) return t('chat.refused.too_large-unknown')
  const limit: Record<string, string> = typeof values?.limit === 'number' ? { limit: formatBytes(values.limit) } : {}
  const field = t(`chat.outbox.kind.${kind ?? 'message'}`)
  return t(sentence, { title, name: title, field, value: '', ...values, ...limit })
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-refusal': CairnRefusal
  }
  interface HTMLElementEventMap {
    'refusal-answered': CustomEvent<{ readonly action: RefusalAction }>
  }
}
