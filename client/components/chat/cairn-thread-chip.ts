/** How many answers hang below a message, and when the last one came. Opens the thread. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatMoment } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import '../base/cairn-avatar.ts'
import { chatBase } from './chat-styles.ts'
import type { ThreadView } from '../../stores/message-view.ts'

@customElement('cairn-thread-chip')
export class CairnThreadChip extends LitElement {
  @property({ attribute: false }) thread: ThreadView | null = null
  /** The corrected clock: an answer of another day says which. */
  @property({ type: Number }) now = 0

  protected override render(): unknown {
    if (!this.thread) return nothing
    const { replies, lastAt, people } = this.thread
    return html`<button type="button" @click=${this.#open}>
      <span class="people" aria-hidden="true">
        ${people.slice(0, 3).map((person) => html`<cairn-avatar name=${person.name} .person=${person.userId} src=${person.avatar ?? ''}></cairn-avatar>`)}
      </span>
      <b>${t('chat.thread.replies', { count: replies })}</b>
      <span class="last">${t('chat.thread.last', { time: formatMoment(lastAt, this.now) })}</span>
    </button>`
  }

  #open(): void {
    this.dispatchEvent(new CustomEvent('thread-opened', { bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      button {
        display: inline-flex;
        align-items: center;
        gap: var(--s2);
        min-block-size: var(--target);
        padding-inline: var(--s2);
        margin-inline-start: calc(-1 * var(--s2));
        font: var(--t-sm) var(--font);
        color: var(--text-2);
      }
      button:hover {
        background: var(--surface);
        box-shadow: inset 0 0 0 1px var(--line);
      }
      b {
        font-weight: 600;
        color: var(--link);
      }
      .people {
        display: inline-flex;
        gap: 2px;
      }
      cairn-avatar {
        --avatar: 20px;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-thread-chip': CairnThreadChip
  }
  interface HTMLElementEventMap {
    /** Dispatched from the message whose thread it is. */
    'thread-opened': CustomEvent<null>
  }
}
