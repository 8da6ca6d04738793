/** A text as a QR code. What draws it is loaded here, with the first code; the app works without. */
import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../../styles/shared.ts'

/** Squares of blank around it, without which cameras do not find it (ISO/IEC 18004). */
const QUIET = 4

@customElement('cairn-qr')
export class CairnQr extends LitElement {
  @property() text = ''
  /** What it is, for who does not see it. */
  @property() label = ''
  @state() private rows: readonly (readonly boolean[])[] = []

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('text')) void this.#encode(this.text)
  }

  async #encode(text: string): Promise<void> {
    const { encode } = await import('uqr')
    const { data } = encode(text, { ecc: 'M', border: QUIET })
    if (text === this.text) this.rows = data
  }

  protected override render(): unknown {
    const { rows } = this
    if (rows.length === 0) return nothing
    return html`<svg role="img" aria-label=${this.label} viewBox=${`0 0 ${rows.length} ${rows.length}`}>
      ${svg`<path class="ground" d=${`M0 0H${rows.length}V${rows.length}H0z`} /><path d=${pathOf(rows)} />`}
    </svg>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        inline-size: min(220px, 100%);
        aspect-ratio: 1;
      }
      svg {
        display: block;
        border-radius: var(--r1);
        fill: #000;
        shape-rendering: crispEdges;
        forced-color-adjust: none;
      }
      /* White in the dark too: not all apps read it the other way round. */
      .ground {
        fill: #fff;
      }
    `,
  ]
}

/** One stroke a run of dark squares. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = ''
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      path += `M${from} ${y}h${x + 1 - from}v1H${from}z`
    }
  })
  return path
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-qr': CairnQr
  }
}
