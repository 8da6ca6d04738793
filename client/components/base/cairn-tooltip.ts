/**
 * Words beside a control while the pointer rests on it or the keyboard is there. For the eye: the control has its own name. A
 * press of a control that cannot be used now shows them too, as fingers rest on nothing, and says them (UI157).
 */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { place } from './place.ts'

const DELAY_MS = 450

@customElement('cairn-tooltip')
export class CairnTooltip extends LitElement {
  @property() text = ''
  @property() keys = ''
  @query('.tip') private tip!: HTMLElement
  #timer: ReturnType<typeof setTimeout> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('pointerenter', this.#wait)
    this.addEventListener('focusin', this.#focus)
    // Before the control stops it.
    this.addEventListener('click', this.#press, true)
    for (const type of ['pointerleave', 'focusout', 'pointerdown', 'keydown'] as const)
      this.addEventListener(type, this.#hide)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#hide()
  }

  protected override render(): unknown {
    const keys = this.keys ? html`<kbd>${this.keys}</kbd>` : nothing
    return html`<slot></slot>
      <div class="tip" popover="manual" aria-hidden="true">${this.text}${keys}</div>`
  }

  #wait = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#show, DELAY_MS)
  }

  #focus = (): void => {
    if (this.matches(':has(:focus-visible)')) this.#show()
  }

  #press = (): void => {
    if (!this.text || this.firstElementChild?.ariaDisabled !== 'true') return
    this.#show()
    announce(this.text)
    // A finger leaves without a sign: what it does next ends it.
    document.addEventListener('pointerdown', this.#hide, { capture: true, once: true })
  }

  #show = (): void => {
    if (!this.isConnected || !this.text || !this.tip) return
    const anchor = this.firstElementChild ?? this
    this.tip.showPopover()
    place(this.tip, anchor.getBoundingClientRect(), { side: 'above', align: 'centre', gap: 6 })
  }

  #hide = (): void => {
    clearTimeout(this.#timer)
    if (this.tip?.matches(':popover-open')) this.tip.hidePopover()
  }

  static override styles = css`
    :host {
      display: contents;
    }
    .tip {
      position: fixed;
      inset: auto;
      margin: 0;
      max-inline-size: 260px;
      padding: var(--s1) var(--s2);
      border: 0;
      border-radius: var(--r1);
      background: var(--text);
      color: var(--bg);
      font: var(--t-xs) var(--font);
      pointer-events: none;
    }
    kbd {
      margin-inline-start: var(--s2);
      font-family: inherit;
      opacity: 0.85;
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-tooltip': CairnTooltip
  }
}
