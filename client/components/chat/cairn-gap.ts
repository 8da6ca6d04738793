/** A range of messages that is not on this device: a hole is shown, never jumped. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { chatBase } from './chat-styles.ts'
import { formatDays } from './times.ts'
import type { SeqGap } from '../../stores/channel-volumes.ts'

/** Without an answer for this long it can be asked for again. */
const PATIENCE_MS = 15_000

@customElement('cairn-gap')
export class CairnGap extends LitElement {
  @property({ attribute: false }) gap: SeqGap = { fromSeq: 0, toSeq: 0 }
  /** Times of the messages on both sides; 0 = there is none. */
  @property({ type: Number }) fromAt = 0
  @property({ type: Number }) toAt = 0
  @property({ type: Boolean }) offline = false
  /** Somebody asked, and it is on its way. */
  @state() private loading = false

  #patience: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#patience)
    this.loading = false
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('offline')) this.loading = false
  }

  protected override render(): unknown {
    const reason = this.offline ? t('chat.needs-connection') : ''
    return html`<span>${gapText(this.fromAt, this.toAt)}</span>
      <cairn-tooltip text=${reason}
        ><button
          type="button"
          class="text-button"
          aria-disabled=${this.offline || this.loading}
          aria-description=${reason || nothing}
          @click=${this.#load}
        >
          ${this.loading ? t('chat.gap.loading') : t('chat.gap.load')}
        </button></cairn-tooltip
      >`
  }

  #load(): void {
    if (this.offline || this.loading) return
    this.loading = true
    clearTimeout(this.#patience)
    this.#patience = setTimeout(() => (this.loading = false), PATIENCE_MS)
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
      /* Comes after the first list (client/app/later.ts). */
      cairn-tooltip {
        display: contents;
      }
    `,
  ]
}

/** By days where messages stand on both sides, else by the day before or after which it is; with none it is the whole chat. */
export function gapText(fromAt: number, toAt: number): string {
  if (fromAt > 0 && toAt > 0) return t('chat.gap.days', { days: formatDays(fromAt, toAt) })
  if (toAt > 0) return t('chat.gap.before', { days: formatDays(toAt, toAt) })
  return fromAt > 0 ? t('chat.gap.after', { days: formatDays(fromAt, fromAt) }) : t('chat.gap.all')
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
