/** The connection mark: three stacked stones. 1 = this device alone, 2 = connecting or syncing, 3 = live. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'

@customElement('cairn-stones')
export class CairnStones extends LitElement {
  /** How many stones stand; the others are outlines. */
  @property({ type: Number }) count: 1 | 2 | 3 = 3

  protected override render(): unknown {
    const stone = (n: number) => classMap({ on: this.count >= n })
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">
      <rect class=${stone(1)} x="2" y="16" width="20" height="6.5" rx="3.1" />
      <rect class=${stone(2)} x="5" y="8.6" width="14" height="6" rx="2.9" />
      <rect class=${stone(3)} x="8" y="2" width="8" height="5.2" rx="2.5" />
    </svg>`
  }

  static override styles = css`
    :host {
      display: inline-block;
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
    rect {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.4;
    }
    .on {
      fill: currentColor;
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-stones': CairnStones
  }
}
