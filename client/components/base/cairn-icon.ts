/** One icon, drawn in the current colour, as high as 1.25 em. Decoration: the control that holds it has the name. */
import { css, html, LitElement, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { shapesOf, type IconName } from './icons.ts'

/** Icons that point along the line of text. */
const DIRECTED: ReadonlySet<IconName> = new Set<IconName>([
  'arrow-left',
  'chevron-left',
  'chevron-right',
  'forward',
  'list',
  'list-ordered',
  'log-out',
  'panel-right',
  'reply',
  'rotate-ccw',
  'send',
])

@customElement('cairn-icon')
export class CairnIcon extends LitElement {
  @property() name: IconName = 'info'

  protected override render(): unknown {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true" class=${DIRECTED.has(this.name) ? 'directed' : ''}>
      ${shapesOf(this.name).map((d) => svg`<path d=${d} />`)}
    </svg>`
  }

  static override styles = css`
    :host {
      display: inline-block;
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
      vertical-align: -0.25em;
    }
    svg {
      display: block;
      overflow: visible;
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .directed:dir(rtl) {
      transform: scaleX(-1);
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-icon': CairnIcon
  }
}
