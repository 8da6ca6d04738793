/** A range of messages that is not on this device: a hole is shown, never jumped. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { chatBase } from './chat-styles.ts'
import { formatDays } from './times.ts'
import type { SeqGap } from '../../stores/timeline-window.ts'

@customElement('cairn-gap')
export class CairnGap extends LitElement {
  @property({ attribute: false }) gap: SeqGap = { fromSeq: 0, toSeq: 0 }
  /** Times of the messages on both sides, where they are known; else the hole is told by its count. */
  @property({ type: Number }) fromAt = 0
  @property({ type: Number }) toAt = 0
  @property({ type: Boolean }) offline = false
  @property({ type: Boolean }) loading = false

  protected override render(): unknown {
    const { fromSeq, toSeq } = this.gap
    const what =
      this.fromAt > 0 && this.toAt > 0
        ? t('chat.gap.days', { days: formatDays(this.fromAt, this.toAt) })
        : t('chat.gap.count', { count: toSeq - fromSeq + 1 })
    return html`<span>${what}</span>
      <button
        type="button"
        class="text-button"
        aria-disabled=${this.offline || this.loading}
        title=${this.offline ? t('chat.needs-connection') : ''}
        @click=${this.#load}
      >
        ${this.loading ? t('chat.gap.loading') : t('chat.gap.load')}
      </button>`
  }

  #load(): void {
    if (this.offline || this.loading) return
    this.dispatchEvent(new CustomEvent('gap-opened', { detail: this.gap, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: var(--s2) var(--s3);
        margin: var(--s2) var(--s4);
        padding: var(--s3);
        border-block: 1px dashed var(--line-strong);
        background: var(--sunken);
        color: var(--text-2);
        font: var(--t-sm) var(--font);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-gap': CairnGap
  }
  interface HTMLElementEventMap {
    /** A person wants the messages of this range on the device. */
    'gap-opened': CustomEvent<SeqGap>
  }
}
