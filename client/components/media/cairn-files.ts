/** All files of a chat that this device knows of, newest first (docs/behaviour.md, MV23). Only what is near the screen is in the page. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { formatDay, formatTime } from '../../app/format.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { COARSE, MediaController, WIDE } from '../../controllers/media-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { filesOfChat, type FileMessage } from '../../stores/chat-files.ts'
import type { Stores } from '../../stores/stores.ts'
import { VolumeSource } from '../../stores/volume-source.ts'
import '../base/cairn-empty.ts'
import { isoTime } from '../chat/times.ts'
import { localDay } from '../chat/grouping.ts'
import { linkTemplate } from './cairn-media.ts'
import {
  entriesOf,
  FILE_FILTERS,
  filesRows,
  heightOf,
  rowsBetween,
  type FileEntry,
  type FileFilter,
  type FilesRow,
} from './files-rows.ts'
import { filesStyles } from './files-styles.ts'
import { deskOf } from './media-desk.ts'
import { openViewer } from './open-viewer.ts'

/** Rows are made this far beyond what is seen. */
const OVERSCAN_PX = 600
const TILE_PX = 105
/** A reading goes on until it has found so many more. */
const ENOUGH = 120

@customElement('cairn-files')
export class CairnFiles extends LitElement {
  @property({ attribute: false }) stores!: Stores
  @property() chatId = ''
  @state() private filter: FileFilter = 'all'
  @state() private seen = { top: 0, width: 360, height: 600 }
  @query('.scroller') private scroller!: HTMLElement
  @query('.all') private all!: HTMLElement | null
  #source: VolumeSource<FileMessage> | null = null
  // Whether it is offline changes what the rows say.
  #sync = new StoreController(this, () => this.stores?.sync)
  // Where the panel fills the screen its own heading is the first.
  #wide = new MediaController(this, WIDE)
  #coarse = new MediaController(this, COARSE)
  #resized = new ResizeObserver(() => this.#look())
  #total = 0
  #before = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.#resized.observe(this)
    this.addEventListener('media-opened', this.#open)
    if (this.hasUpdated) this.#begin()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
    this.#source?.end()
    this.#source = null
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chatId') || changed.has('stores')) this.#begin()
  }

  protected override render(): unknown {
    void this.#sync.view
    const found = this.#source?.found
    if (!found) return nothing
    const entries = entriesOf(found.messages, this.filter)
    return html`<div class="filters" role="group" aria-label=${t('fileList.filter')}>
        ${FILE_FILTERS.map(
          (filter) =>
            html`<button type="button" aria-pressed=${filter === this.filter} @click=${() => this.#choose(filter)}>
              ${t(`fileList.${filter}`)}
            </button>`,
        )}
      </div>
      <div class="scroller" tabindex="-1" @scroll=${this.#look}>
        ${
          entries.length > 0
            ? this.#rows(entries)
            : found.hasMore
              ? html`<p class="note">${t('fileList.loading')}</p>`
              : html`<cairn-empty
                  icon="file"
                  text=${t(found.messages.length === 0 ? 'fileList.empty' : 'fileList.none')}
                ></cairn-empty>`
        }
        ${found.hasAbsent ? html`<p class="note">${t('fileList.older')}</p>` : nothing}
      </div>`
  }

  #rows(entries: readonly FileEntry[]): TemplateResult {
    const { top, width, height } = this.seen
    const columns = Math.max(2, Math.floor((width - 24) / TILE_PX))
    const tile = (width - 24) / columns
    const rows = filesRows(entries, columns, localDay)
    const heights = rows.map((row) => heightOf(row, tile, this.#coarse.matches))
    const { from, to, before } = rowsBetween(heights, top - OVERSCAN_PX, top + height + OVERSCAN_PX)
    this.#total = heights.reduce((sum, one) => sum + one, 0)
    this.#before = before
    this.style.setProperty('--columns', String(columns))
    return html`<div class="all">
      <div class="rows">
        ${repeat(
          rows.slice(from, to),
          ({ key }) => key,
          (row) => this.#row(row),
        )}
      </div>
    </div>`
  }

  #row(row: FilesRow): TemplateResult {
    switch (row.type) {
      case 'day':
        return html`<div class="day" role="heading" aria-level=${this.#wide.matches ? 3 : 2}>
          ${formatDay(row.at, this.stores.device.now())}
        </div>`
      case 'tiles':
        return html`<div class="tiles">${row.entries.map((entry) => this.#tile(entry))}</div>`
      case 'entry':
        return html`<div class=${`entry ${row.entry.kind}`}>${this.#medium(row.entry)}${this.#from(row.entry)}</div>`
    }
  }

  #tile(entry: FileEntry): TemplateResult | typeof nothing {
    if (entry.kind === 'link') return nothing
    const { file, kind, message } = entry
    const desk = this.#desk
    return kind === 'picture'
      ? html`<cairn-image tile .file=${file} .messageId=${message.id} .desk=${desk}></cairn-image>`
      : html`<cairn-video tile .file=${file} .messageId=${message.id} .desk=${desk}></cairn-video>`
  }

  #medium(entry: FileEntry): TemplateResult {
    if (entry.kind === 'link') return linkTemplate(entry.link)
    const { file, kind, message } = entry
    const desk = this.#desk
    return kind === 'voice' || kind === 'sound'
      ? html`<cairn-voice
          .file=${file}
          .messageId=${message.id}
          .desk=${desk}
          ?named=${kind === 'sound'}
        ></cairn-voice>`
      : html`<cairn-file .file=${file} .messageId=${message.id} .desk=${desk}></cairn-file>`
  }

  /** Who sent it and when, as the way to its message. */
  #from({ message }: FileEntry): TemplateResult {
    const { name } = this.stores.directory.person(message.by)
    const href = hashOf(chatRoute(this.chatId, null, message.id))
    return html`<a class="from" href=${href} title=${t('viewer.toMessage')}>
      <bdi>${name}</bdi>, <time datetime=${isoTime(message.at)}>${formatTime(message.at)}</time>
      <span class="visually-hidden">${t('viewer.toMessage')}</span>
    </a>`
  }

  protected override updated(): void {
    this.all?.style.setProperty('block-size', `${this.#total}px`)
    this.all?.style.setProperty('--before', `${this.#before}px`)
  }

  get #desk() {
    return deskOf(this.stores, this.chatId)
  }

  #begin(): void {
    this.#source?.end()
    const told = () => this.requestUpdate()
    this.#source = this.stores
      ? new VolumeSource(this.stores.device, this.chatId as ChannelId, filesOfChat, ENOUGH, told)
      : null
  }

  #choose(filter: FileFilter): void {
    this.filter = filter
    this.scroller.scrollTop = 0
    // One of a kind may lie further back than others were read.
    void this.#source?.more()
  }

  #look = (): void => {
    const { scroller } = this
    if (!scroller) return
    const { scrollTop: top, clientWidth: width, clientHeight: height } = scroller
    this.seen = { top, width, height }
    if (top + 2 * height > this.#total) void this.#source?.more()
  }

  #open = (event: HTMLElementEventMap['media-opened']): void => {
    event.stopPropagation()
    openViewer({ stores: this.stores, chatId: this.chatId }, event.detail)
  }

  static override styles = filesStyles
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-files': CairnFiles
  }
}
