/**
 * What every medium of a message shares (docs/behaviour.md, MV1-MV5): the file, where it is named, its parts as they come, and
 * the words for what is not here. Nothing of it changes the size of its box.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { formatPercent } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { filePath } from '../../stores/media-net.ts'
import type { MediaItem, MediaView } from '../../stores/media-item.ts'
import type { FileView } from '../../stores/message-view.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-tooltip.ts'
import type { IconName } from '../base/icons.ts'
import { formatBytes } from '../chat/times.ts'
import type { MediaDesk } from './media-desk.ts'
import { whenNear } from './near.ts'

export abstract class MediaElement extends LitElement {
  @property({ attribute: false }) file!: FileView
  @property() messageId = ''
  /** It plays from here, whatever is kept: a recording that is not sent yet. */
  @property({ attribute: false }) given: string | null = null
  @property({ attribute: false }) desk: MediaDesk | null = null
  @state() private isNear = false
  /** A person asked for it: how far it is, is theirs to know. */
  #isAsked = false
  /** What plays goes on from where it comes, also when it is on this device meanwhile. */
  #playing: string | null = null
  #stopLooking: (() => void) | undefined
  protected readonly whole = new StoreController<MediaView>(this, () => this.#item('whole'))
  readonly #online = new StoreController<boolean>(this, () => this.desk?.keeper.online)
  protected readonly thumb = new StoreController<MediaView>(this, () => this.#item('thumb'))

  override connectedCallback(): void {
    super.connectedCallback()
    if (!this.isNear) this.#stopLooking = whenNear(this, () => (this.isNear = true))
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stopLooking?.()
  }

  /** Only pictures have a small one. */
  protected get hasThumb(): boolean {
    return false
  }

  /** Where an element may play it from: this device, else the server, piece by piece. null = neither now. */
  protected get source(): string | null {
    const view = this.whole.view
    if (this.given !== null) return this.given
    if (this.#playing !== null) return this.#playing
    if (view?.state === 'here') return view.url
    if (view?.state === 'gone' || view?.state === 'loading') return null
    return this.isOnline ? filePath(this.file.id) : null
  }

  /** Why it cannot be played now; '' where it can, or where that is not known yet. */
  protected get unplayableReason(): string {
    if (this.source !== null) return ''
    const state = this.whole.view?.state
    if (state === 'gone') return t('media.gone')
    return state === 'loading' || this.isOnline ? '' : t('settings.needsConnection')
  }

  protected get isOnline(): boolean {
    return this.#online.view ?? false
  }

  /** It begins to play, or has ended. */
  protected holdSource(isPlaying: boolean): void {
    this.#playing = isPlaying ? this.source : null
    this.requestUpdate()
  }

  /** Brings it to this device. */
  protected download = async (): Promise<void> => {
    this.#isAsked = true
    const item = this.isOnline ? this.#item('whole') : undefined
    if (item) this.arrived(await item.fetch())
    else this.requestUpdate()
  }

  /** What a person asked for has come, or has not. */
  protected arrived(_view: MediaView): void {
    this.requestUpdate()
  }

  protected retry = (): void => {
    this.#isAsked = true
    void this.#item('thumb')?.fetch()
    void this.#item('whole')?.fetch()
  }

  /**
   * What to say of a part that is not here, as a button or a line; nothing while it is here or being read.
   *
   * @param isSmall  there is room for the size only: the words are for who asks
   */
  protected missing(view: MediaView | undefined, isSmall = false): TemplateResult | typeof nothing {
    const { name, bytes } = this.file
    const size = formatBytes(bytes)
    switch (view?.state) {
      case 'absent':
        return this.isOnline
          ? pill('download', isSmall ? size : t('media.downloadOf', { size }), {
              name: `${t('media.downloadOf', { size })}, ${name}`,
              run: this.download,
            })
          : pill('wifi-off', isSmall ? size : t('media.absent', { size }), {
              name: `${t('media.absent', { size })}, ${name}`,
              run: this.download,
              reason: t('settings.needsConnection'),
            })
      case 'fetching':
        return this.#isAsked
          ? pill('download', isSmall ? percentOf(view) : t('media.fetching', { percent: percentOf(view) }))
          : nothing
      case 'failed': {
        const words = `${t('media.failed')} – ${t('media.retry')}`
        return pill('rotate-ccw', isSmall ? t('media.retry') : words, { name: words, run: this.retry })
      }
      case 'gone':
        return pill('ban', t('media.gone'))
      default:
        return nothing
    }
  }

  protected openViewer = (): void => {
    const detail = { messageId: this.messageId, fileId: this.file.id }
    this.dispatchEvent(new CustomEvent('media-opened', { detail, bubbles: true, composed: true }))
  }

  #item(part: 'whole' | 'thumb'): MediaItem | undefined {
    if (!this.isNear || !this.desk || (part === 'thumb' && !this.hasThumb)) return undefined
    return this.desk.keeper.item(this.file, part, { chat: this.desk.chatId, message: this.messageId })
  }
}

/**
 * A line on the picture, or a button with `run`. `name` is what it is called where its words are cut short; with `reason` it
 * is kept, but does nothing, and says why.
 */
function pill(
  icon: IconName,
  words: string,
  more: { name?: string; run?: () => unknown; reason?: string } = {},
): TemplateResult {
  const { name, run, reason = '' } = more
  const content = html`<cairn-icon name=${icon}></cairn-icon><span>${words}</span>`
  return run
    ? html`<cairn-tooltip text=${reason}
        ><button
          type="button"
          class="pill"
          aria-label=${name ?? nothing}
          aria-disabled=${reason ? 'true' : nothing}
          aria-description=${reason || nothing}
          title=${reason ? nothing : (name ?? nothing)}
          @click=${() => !reason && run()}
        >
          ${content}
        </button></cairn-tooltip
      >`
    : html`<p class="pill" title=${name ?? nothing}>${content}</p>`
}

function percentOf({ done, total }: { readonly done: number; readonly total: number }): string {
  const part = total > 0 ? Math.min(1, done / total) : 0
  return formatPercent(part)
}
