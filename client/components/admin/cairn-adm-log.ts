/** What happened to a chat, from its system messages on this device, the newest first. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { formatBrief, formatFull } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { logOfChat, type LogLine } from '../../stores/chat-log.ts'
import type { Stores } from '../../stores/stores.ts'
import { VolumeSource } from '../../stores/volume-source.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import { systemText } from '../chat/system-words.ts'
import { isoTime } from '../chat/times.ts'

/** Lines that a press brings, as far as there are so many. */
const PAGE = 50

@customElement('cairn-adm-log')
export class CairnAdmLog extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  #source: VolumeSource<LogLine> | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#begin()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#source?.end()
    this.#source = null
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chatId') || changed.has('stores')) this.#begin()
  }

  protected override render(): unknown {
    const found = this.#source?.found
    if (!found || !this.stores) return nothing
    const now = this.stores.device.now()
    const { messages: lines, hasMore, hasAbsent } = found
    return html`<h2 id="log">${t('admin.log')}</h2>
      ${lines.length === 0 && !hasMore && !hasAbsent ? html`<p>${t('admin.logEmpty')}</p>` : nothing}
      <ol aria-labelledby="log">
        ${lines.map(
          (line) =>
            html`<li>
              <bdi>${systemText(line)}</bdi>
              <time datetime=${isoTime(line.at)} title=${formatFull(line.at)}>${formatBrief(line.at, now)}</time>
            </li>`,
        )}
      </ol>
      ${
        hasMore && lines.length > 0
          ? html`<cairn-button @click=${() => void this.#source?.more()}>${t('action.more')}</cairn-button>`
          : nothing
      }
      ${hasAbsent ? html`<p>${t('admin.logAbsent')}</p>` : nothing}`
  }

  #begin(): void {
    this.#source?.end()
    const told = () => this.requestUpdate()
    this.#source = this.stores
      ? new VolumeSource(this.stores.device, this.chatId as ChannelId, logOfChat, PAGE, told)
      : null
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--s3);
        justify-items: start;
        font: var(--t-md) var(--font);
      }
      h2 {
        font: 650 var(--t-lg) var(--font);
      }
      p,
      time {
        color: var(--text-2);
        font: var(--t-sm) var(--font);
      }
      ol {
        inline-size: 100%;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--s3);
        padding-block: var(--s2);
        border-block-end: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-adm-log': CairnAdmLog
  }
}
