/** The edge of the chat list, dragged or moved by arrow keys: how wide the list is. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { SIDEBAR_MAX, SIDEBAR_MIN, type LookStore } from '../../app/look.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { base } from '../../styles/shared.ts'

const STEP_PX = 16

@customElement('cairn-grip')
export class CairnGrip extends LitElement {
  @property({ attribute: false }) look: LookStore | null = null
  #look = new StoreController(this, () => this.look)

  protected override render(): unknown {
    return html`<div
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${t('nav.resize')}
      aria-valuenow=${this.#look.view?.sidebar ?? SIDEBAR_MIN}
      aria-valuemin=${SIDEBAR_MIN}
      aria-valuemax=${SIDEBAR_MAX}
      @pointerdown=${this.#grab}
      @keydown=${this.#keydown}
    ></div>`
  }

  #grab = (event: PointerEvent): void => {
    event.preventDefault()
    const grip = event.currentTarget as HTMLElement
    const list = this.parentElement!.getBoundingClientRect()
    const edge = this.#isRtl() ? list.right : list.left
    const move = ({ clientX }: PointerEvent) => this.look?.change({ sidebar: Math.abs(Math.round(clientX - edge)) })
    grip.setPointerCapture(event.pointerId)
    grip.addEventListener('pointermove', move)
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), { once: true })
  }

  #keydown = (event: KeyboardEvent): void => {
    const wider = this.#isRtl() ? 'ArrowLeft' : 'ArrowRight'
    const isArrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
    if (!isArrow || event.altKey || event.ctrlKey || event.metaKey || !this.look) return
    event.preventDefault()
    this.look.change({ sidebar: this.look.view.sidebar + (event.key === wider ? STEP_PX : -STEP_PX) })
  }

  #isRtl(): boolean {
    return getComputedStyle(this).direction === 'rtl'
  }

  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        z-index: var(--z-panel);
        inset-block: 0;
        inset-inline-end: -4px;
        inline-size: 8px;
      }
      div {
        block-size: 100%;
        cursor: col-resize;
        touch-action: none;
      }
      div:hover {
        background: linear-gradient(to right, transparent 3px, var(--line-strong) 3px 5px, transparent 5px);
      }
      /* A finger is wider than the edge. What it may touch is no wider than the empty space on both sides. */
      @media (pointer: coarse) {
        div::before {
          content: '';
          position: absolute;
          inset-block: 0;
          inset-inline: -4px -12px;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-grip': CairnGrip
  }
}
