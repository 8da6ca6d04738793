/** One picture or film of a chat over everything (docs/behaviour.md, MV16-MV18): large, with who sent it, and the ones before and after it. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { formatFull, formatPercent } from '../../app/format.ts'
import { navigate } from '../../app/navigate.ts'
import { chatRoute } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { mediaKind } from '../../stores/media-kind.ts'
import type { MediaItem } from '../../stores/media-item.ts'
import { filePath } from '../../stores/media-net.ts'
import type { Stores } from '../../stores/stores.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-tooltip.ts'
import { isoTime } from '../chat/times.ts'
import '../shell/cairn-announcer.ts'
import './cairn-zoom.ts'
import type { CairnZoom } from './cairn-zoom.ts'
import { deskOf } from './media-desk.ts'
import { placeholderUrl } from './placeholder.ts'
import { playsNow } from './playing.ts'
import { saveBlob } from './save-blob.ts'
import { viewerKey } from './viewer-keys.ts'
import { ViewerList, type Viewed } from './viewer-list.ts'
import { viewerNote } from './viewer-note.ts'
import { ViewerPlace, type ViewerStep } from './viewer-place.ts'
import { viewerStyles } from './viewer-styles.ts'
import { STEP } from './zoom.ts'

@customElement('cairn-viewer')
export class CairnViewer extends LitElement {
  @property({ attribute: false }) stores!: Stores
  @property() chatId = ''
  @property() messageId = ''
  @property() fileId = ''
  @state() private scale = 1
  @query('dialog') private dialog!: HTMLDialogElement
  @query('cairn-zoom') private zoom!: CairnZoom | null
  #place = new ViewerPlace(this, (shown) => this.#turned(shown))
  #whole = new StoreController(this, () => this.#item('whole'))
  #thumb = new StoreController(this, () => (this.#isPicture ? this.#item('thumb') : undefined))
  #sync = new StoreController(this, () => this.stores.sync)

  override connectedCallback(): void {
    super.connectedCallback()
    // Going back, or to another place, closes it.
    window.addEventListener('hashchange', this.close)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('hashchange', this.close)
  }

  close = (): void => {
    if (this.dialog.open) this.dialog.close()
  }

  protected override firstUpdated(): void {
    this.dialog.showModal()
    const list = new ViewerList(this.stores, this.chatId)
    void this.#place.open(list, this.messageId, this.fileId).then((isFound) => !isFound && this.close())
  }

  protected override render(): unknown {
    const shown = this.#shown
    return html`<dialog aria-label=${t('viewer.title')} @keydown=${this.#key} @close=${this.#closed}>
      <header>${shown ? this.#about(shown) : nothing}${this.#tools()}</header>
      <div class="middle">
        ${this.#arrow(1, 'viewer.previous')} ${shown ? this.#medium(shown) : html`<div class="stage"></div>`}
        ${this.#arrow(-1, 'viewer.next')}
      </div>
      <p class="note">${viewerNote(this.#whole.view, this.#isPicture, this.#isOnline)}</p>
      <cairn-announcer></cairn-announcer>
    </dialog>`
  }

  #about({ message }: Viewed): TemplateResult {
    const { name } = this.stores.directory.person(message.by)
    return html`<p class="about">
      <bdi>${name}</bdi><time datetime=${isoTime(message.at)}>${formatFull(message.at)}</time>
    </p>`
  }

  #tools(): TemplateResult {
    const isPicture = this.#isPicture
    const percent = formatPercent(this.scale)
    return html`<div class="tools" role="toolbar" aria-label=${t('viewer.title')}>
      ${
        isPicture
          ? html`${toolButton('minus', t('viewer.zoomOut'), () => this.zoom?.zoomBy(1 / STEP), {
                isOff: this.scale === 1,
              })}
              <button
                type="button"
                class="scale"
                aria-label=${`${t('viewer.fit')}, ${t('viewer.zoomed', { percent })}`}
                title=${t('viewer.fit')}
                @click=${() => this.zoom?.fit()}
              >
                ${percent}
              </button>
              ${toolButton('plus', t('viewer.zoomIn'), () => this.zoom?.zoomBy(STEP))}`
          : nothing
      }
      ${toolButton('download', t('media.save'), this.#save, {
        isOff: !this.#canSave,
        reason: this.#canSave ? '' : t('settings.needsConnection'),
      })}
      ${toolButton('message-square', t('viewer.toMessage'), this.#toMessage)}
      ${toolButton('x', t('action.close'), this.close, { isFirst: true })}
    </div>`
  }

  #arrow(step: ViewerStep, name: 'viewer.previous' | 'viewer.next'): TemplateResult {
    const icon = step === 1 ? 'chevron-left' : 'chevron-right'
    return toolButton(icon, t(name), () => this.#place.step(step), { isOff: !this.#place.has(step) })
  }

  #medium({ file, message }: Viewed): TemplateResult {
    const whole = this.#whole.view
    const thumb = this.#thumb.view
    const label = file.alt || t(this.#isPicture ? 'media.picture' : 'media.video', { name: file.name })
    if (!this.#isPicture) {
      const src =
        whole?.state === 'here' ? whole.url : this.#isOnline && whole?.state !== 'loading' ? filePath(file.id) : ''
      return src === ''
        ? html`<div class="stage"></div>`
        : html`<video
            class="stage"
            controls
            autoplay
            playsinline
            aria-label=${label}
            src=${src}
            @play=${(event: Event) => playsNow(event.currentTarget as HTMLVideoElement)}
          ></video>`
    }
    const src = whole?.state === 'here' ? whole.url : thumb?.state === 'here' ? thumb.url : ''
    const blurred = file.placeholder ? placeholderUrl(file.placeholder) : null
    return src === ''
      ? html`<div class="stage">${blurred ? html`<img class="blurred" src=${blurred} alt="" />` : nothing}</div>`
      : html`<cairn-zoom
          class="stage"
          src=${src}
          alt=${label}
          key=${`${message.id}/${file.id}`}
          @zoomed=${(event: CustomEvent<{ scale: number }>) => (this.scale = event.detail.scale)}
        ></cairn-zoom>`
  }

  get #shown(): Viewed | null {
    return this.#place.shown
  }

  get #isPicture(): boolean {
    return this.#shown !== null && mediaKind(this.#shown.file, '') === 'picture'
  }

  get #isOnline(): boolean {
    void this.#sync.view
    return deskOf(this.stores, this.chatId).keeper.isOnline()
  }

  get #canSave(): boolean {
    return this.#whole.view?.state === 'here' || this.#isOnline
  }

  #item(part: 'whole' | 'thumb'): MediaItem | undefined {
    if (!this.#shown) return undefined
    const { file, message } = this.#shown
    return deskOf(this.stores, this.chatId).keeper.item(file, part, { chat: this.chatId, message: message.id })
  }

  #turned(shown: Viewed): void {
    this.scale = 1
    const { name } = this.stores.directory.person(shown.message.by)
    announce(`${name}: ${shown.file.alt || shown.file.name}`)
    // Whoever looks at a picture wants all of it; a film comes piece by piece.
    if (this.#isPicture) void this.updateComplete.then(() => this.#fetchShown(shown))
  }

  async #fetchShown(shown: Viewed): Promise<void> {
    const item = this.#item('whole')
    if (!item || this.#shown !== shown) return
    await item.opened
    if (this.#shown === shown && item.view.state === 'absent') await item.fetch()
  }

  #save = async (): Promise<void> => {
    const shown = this.#shown
    if (!shown || !this.#canSave) return
    const view = await this.#item('whole')!.fetch()
    if (view.state === 'here') saveBlob(view.blob, shown.file.name)
  }

  #toMessage = (): void => {
    const { chatId } = this
    const shown = this.#shown
    this.close()
    if (shown) navigate(chatRoute(chatId, null, shown.message.id))
  }

  /** Keys are the viewer's while it is open: none of the app's act behind it. */
  #key = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const act = viewerKey(event, this.zoom, (step) => this.#place.step(step))
    if (!act) return
    event.preventDefault()
    act()
  }

  #closed = (): void => {
    this.dispatchEvent(new CustomEvent('close'))
  }

  static override styles = viewerStyles
}

interface ToolOptions {
  readonly isOff?: boolean
  /** Why it is off, where that is not plain to see. */
  readonly reason?: string
  /** It has the focus when the viewer opens. */
  readonly isFirst?: boolean
}

function toolButton(icon: string, label: string, run: () => unknown, options: ToolOptions = {}): TemplateResult {
  const { isOff = false, reason = '', isFirst = false } = options
  const button = html`<button
    type="button"
    class="tool"
    aria-label=${label}
    title=${reason ? nothing : label}
    ?autofocus=${isFirst}
    aria-disabled=${isOff}
    aria-description=${reason || nothing}
    @click=${run}
  >
    ${icon === 'minus' ? html`<span class="minus" aria-hidden="true"></span>` : html`<cairn-icon name=${icon}></cairn-icon>`}
  </button>`
  // What is inside a tooltip takes no focus before that is rendered.
  return isFirst ? button : html`<cairn-tooltip text=${reason}>${button}</cairn-tooltip>`
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-viewer': CairnViewer
  }
}
