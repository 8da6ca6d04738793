/** One picture on a stage: buttons and keys outside enlarge it by `zoomBy`; wheel, pinch, drag and double press do here. */
import { css, html, LitElement, type PropertyValues } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { base } from '../../styles/shared.ts'
import { FITTED, pan, within, zoomAt, type Zoom } from './zoom.ts'

interface Point {
  readonly x: number
  readonly y: number
}

const DOUBLE = 2.5

@customElement('cairn-zoom')
export class CairnZoom extends LitElement {
  @property() src = ''
  @property() alt = ''
  /** Another one is another picture, shown from its fitting size. */
  @property() key = ''
  @query('img') private img!: HTMLImageElement
  #zoom: Zoom = FITTED
  #fingers = new Map<number, Point>()

  get scale(): number {
    return this.#zoom.scale
  }

  zoomBy(factor: number, point: Point = { x: 0, y: 0 }): void {
    this.#set(zoomAt(this.#zoom, factor, point))
  }

  panBy(dx: number, dy: number): void {
    this.#set(pan(this.#zoom, dx, dy))
  }

  fit(): void {
    this.#set(FITTED)
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('key')) this.fit()
  }

  protected override render(): unknown {
    return html`<div
      class="stage"
      @wheel=${this.#wheel}
      @pointerdown=${this.#down}
      @pointermove=${this.#move}
      @pointerup=${this.#up}
      @pointercancel=${this.#up}
      @dblclick=${this.#twice}
    >
      <img src=${this.src} alt=${this.alt} draggable="false" />
    </div>`
  }

  #set(zoom: Zoom): void {
    const { clientWidth: width, clientHeight: height } = this.img
    this.#zoom = within(zoom, { width, height }, { width: this.clientWidth, height: this.clientHeight })
    const { scale, x, y } = this.#zoom
    this.img.style.setProperty('transform', `translate(${x}px, ${y}px) scale(${scale})`)
    this.toggleAttribute('zoomed', scale > 1)
    this.dispatchEvent(new CustomEvent('zoomed', { detail: { scale } }))
  }

  #wheel = (event: WheelEvent): void => {
    event.preventDefault()
    this.zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), this.#pointOf(event))
  }

  #twice = (event: MouseEvent): void => {
    if (this.scale > 1) this.fit()
    else this.zoomBy(DOUBLE, this.#pointOf(event))
  }

  #down = (event: PointerEvent): void => {
    this.#fingers.set(event.pointerId, this.#pointOf(event))
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId)
  }

  #move = (event: PointerEvent): void => {
    const before = this.#fingers.get(event.pointerId)
    if (!before) return
    const now = this.#pointOf(event)
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1]
    this.#fingers.set(event.pointerId, now)
    if (other) {
      const spread = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y)
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }
      if (spread(before) > 0) this.zoomBy(spread(now) / spread(before), middle)
    } else if (this.scale > 1) this.panBy(now.x - before.x, now.y - before.y)
  }

  #up = (event: PointerEvent): void => void this.#fingers.delete(event.pointerId)

  #pointOf({ clientX, clientY }: MouseEvent): Point {
    const { left, top, width, height } = this.getBoundingClientRect()
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        overflow: hidden;
      }
      .stage {
        display: grid;
        place-items: center;
        inline-size: 100%;
        block-size: 100%;
        touch-action: none;
      }
      img {
        max-inline-size: 100%;
        max-block-size: 100%;
        min-inline-size: 0;
        min-block-size: 0;
        object-fit: contain;
        user-select: none;
      }
      :host([zoomed]) .stage {
        cursor: grab;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-zoom': CairnZoom
  }
}
