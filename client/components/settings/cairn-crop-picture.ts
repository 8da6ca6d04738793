/** A picture to be cut to a square: dragged, or moved and enlarged by sliders, so that keys do it too (UI35). */
import { css, html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import { cropBox, dragged, MAX_ZOOM, WHOLE, type CropWish } from './crop-box.ts'

/** Pixels of the square that is sent: what the largest avatar needs on a fine screen. */
const SENT_SIDE = 512
const SHOWN_SIDE = 256
const JPEG_QUALITY = 0.9

@customElement('cairn-crop-picture')
export class CairnCropPicture extends LitElement {
  @property({ attribute: false }) picture: ImageBitmap | null = null
  @state() private wish: CropWish = WHOLE
  @query('canvas') private canvas!: HTMLCanvasElement

  /** The chosen square. Null where the browser cannot write it. */
  async cut(): Promise<Blob | null> {
    if (!this.picture) return null
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = Math.round(Math.min(SENT_SIDE, cropBox(this.picture, this.wish).side))
    this.#draw(canvas, this.picture)
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY))
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('picture')) this.wish = WHOLE
  }

  protected override updated(): void {
    if (this.picture) this.#draw(this.canvas, this.picture)
  }

  protected override render(): unknown {
    return html`<canvas width=${SHOWN_SIDE} height=${SHOWN_SIDE} aria-hidden="true" @pointerdown=${this.#grab}></canvas>
      ${this.#slider('zoom', t('crop.zoom'), 1, MAX_ZOOM)} ${this.#slider('x', t('crop.across'), 0, 1)}
      ${this.#slider('y', t('crop.down'), 0, 1)}`
  }

  #slider(of: keyof CropWish, label: string, min: number, max: number): unknown {
    const move = (event: Event) =>
      (this.wish = { ...this.wish, [of]: Number((event.target as HTMLInputElement).value) })
    return html`<label
      >${label}<input type="range" min=${min} max=${max} step="0.01" .value=${String(this.wish[of])} @input=${move}
    /></label>`
  }

  #draw(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
    const { left, top, side } = cropBox(picture, this.wish)
    const context = canvas.getContext('2d')
    if (!context) return
    // What is transparent would turn black in a JPEG.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
  }

  #grab = (start: PointerEvent): void => {
    const { picture, canvas, wish } = this
    if (!picture) return
    canvas.setPointerCapture(start.pointerId)
    const scale = cropBox(picture, wish).side / canvas.clientWidth
    const move = (event: PointerEvent) => {
      const by = { x: (event.clientX - start.clientX) * scale, y: (event.clientY - start.clientY) * scale }
      this.wish = dragged(picture, wish, by)
    }
    const end = () => canvas.removeEventListener('pointermove', move)
    canvas.addEventListener('pointermove', move)
    canvas.addEventListener('pointerup', end, { once: true })
    canvas.addEventListener('pointercancel', end, { once: true })
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--s3);
      }
      canvas {
        justify-self: center;
        inline-size: min(256px, 100%);
        aspect-ratio: 1;
        border-radius: var(--r-avatar);
        cursor: grab;
        touch-action: none;
      }
      canvas:active {
        cursor: grabbing;
      }
      label {
        display: grid;
        gap: var(--s1);
        font: 550 var(--t-sm) var(--font);
      }
      input {
        inline-size: 100%;
        min-block-size: var(--target);
        accent-color: var(--accent);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-crop-picture': CairnCropPicture
  }
}
