/** A picture of a message: the blurred place first, then the small one; pressed, it is shown over everything. */
import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import { fitBox } from './fit-box.ts'
import { MediaElement } from './media-element.ts'
import { faceStyles, mediaStyles } from './media-styles.ts'
import { placeholderUrl } from './placeholder.ts'

const MOST = { width: 360, height: 320 }

@customElement('cairn-image')
export class CairnImage extends MediaElement {
  /** One of several: square, as large as its cell. */
  @property({ type: Boolean, reflect: true }) tile = false

  protected override get hasThumb(): boolean {
    return true
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('file') && !changed.has('tile')) return
    const { width, height } = fitBox(this.file, MOST)
    this.style.setProperty('--width', this.tile ? '100%' : `${width}px`)
    this.style.setProperty('--ratio', this.tile ? '1' : `${width} / ${height}`)
  }

  protected override render(): unknown {
    const { alt = '', name, placeholder } = this.file
    const thumb = this.thumb.view
    const whole = this.whole.view
    // Only the whole of these moves.
    const moving = this.file.type === 'image/gif' && whole?.state === 'here' ? whole.url : null
    const shown = moving ?? (thumb?.state === 'here' ? thumb.url : whole?.state === 'here' ? whole.url : null)
    const blurred = placeholder ? placeholderUrl(placeholder) : null
    // A small one that did not come says so; else what is missing is the whole.
    const lacking = shown === null && thumb && thumb.state !== 'loading' && thumb.state !== 'fetching' ? thumb : whole
    return html`<button
        type="button"
        class="face"
        aria-label=${alt || t('media.picture', { name })}
        @click=${this.openViewer}
      >
        ${blurred && shown === null ? html`<img class="blurred" src=${blurred} alt="" />` : nothing}
        ${shown === null ? nothing : html`<img src=${shown} alt="" decoding="async" />`}
      </button>
      <div class="over">${this.missing(lacking, this.tile)}</div>`
  }

  static override styles = [
    base,
    mediaStyles,
    faceStyles,
    css`
      :host {
        inline-size: min(100%, var(--width));
        aspect-ratio: var(--ratio);
      }
      :host([tile]) .over {
        inset: auto var(--s1) var(--s1);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-image': CairnImage
  }
}
