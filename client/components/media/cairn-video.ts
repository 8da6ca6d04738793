/** A film of a message: its first picture when it is on this device, how long it is, and a press that plays it over everything. */
import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import { fitBox } from './fit-box.ts'
import { MediaElement } from './media-element.ts'
import { mediaIcon, mediaIconStyles } from './media-icons.ts'
import { faceStyles, mediaStyles } from './media-styles.ts'
import { playButtonStyles } from './play-button-styles.ts'
import { placeholderUrl } from './placeholder.ts'
import { formatLength } from './playing.ts'

const MOST = { width: 360, height: 320 }
const USUAL = { width: 1280, height: 720 }

@customElement('cairn-video')
export class CairnVideo extends MediaElement {
  /** One of several: square, as large as its cell. */
  @property({ type: Boolean, reflect: true }) tile = false

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('file')) return
    const { width, height } = fitBox(this.file.width && this.file.height ? this.file : USUAL, MOST)
    this.style.setProperty('--width', this.tile ? '100%' : `${width}px`)
    this.style.setProperty('--ratio', this.tile ? '1' : `${width} / ${height}`)
  }

  protected override render(): unknown {
    const { alt = '', name, placeholder, durationMs } = this.file
    const whole = this.whole.view
    const blurred = placeholder ? placeholderUrl(placeholder) : null
    const label = t('media.play', { name: alt || t('media.video', { name }) })
    const length = durationMs ? formatLength(durationMs) : ''
    return html`<button
        type="button"
        class="face"
        aria-label=${length ? `${label}, ${length}` : label}
        @click=${this.openViewer}
      >
        ${blurred ? html`<img src=${blurred} alt="" />` : nothing}
        ${
          whole?.state === 'here'
            ? html`<video
                tabindex="-1"
                aria-hidden="true"
                muted
                playsinline
                preload="metadata"
                src=${`${whole.url}#t=0.05`}
              ></video>`
            : nothing
        }
        <span class="play">${mediaIcon('play')}</span>
        ${length ? html`<span class="length">${length}</span>` : nothing}
      </button>
      <div class="over">${this.missing(whole, this.tile)}</div>`
  }

  static override styles = [
    base,
    mediaStyles,
    faceStyles,
    mediaIconStyles,
    playButtonStyles,
    css`
      :host {
        inline-size: min(100%, var(--width));
        aspect-ratio: var(--ratio);
      }
      .length {
        position: absolute;
        z-index: 1;
        inset-block-start: var(--s2);
        inset-inline-start: var(--s2);
        padding: 1px var(--s2);
        border-radius: 999px;
        background: var(--strip);
        color: var(--on-strip);
        font: var(--t-xs) var(--font);
        font-variant-numeric: tabular-nums;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-video': CairnVideo
  }
}
