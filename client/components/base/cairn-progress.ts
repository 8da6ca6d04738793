/** How far something is: a native progress bar with a name. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'

@customElement('cairn-progress')
export class CairnProgress extends LitElement {
  @property({ type: Number }) value = 0
  /** 0 = not known. */
  @property({ type: Number }) max = 0
  @property() label = ''

  protected override render(): unknown {
    return html`<progress
      aria-label=${this.label}
      max=${this.max || nothing}
      value=${this.max ? Math.min(this.value, this.max) : nothing}
    ></progress>`
  }

  static override styles = css`
    :host {
      display: block;
    }
    progress {
      appearance: none;
      display: block;
      inline-size: 100%;
      block-size: 4px;
      border: 0;
      border-radius: 2px;
      overflow: hidden;
      background: var(--line);
    }
    progress::-webkit-progress-bar {
      background: var(--line);
    }
    progress::-webkit-progress-value {
      background: var(--accent);
    }
    progress::-moz-progress-bar {
      background: var(--accent);
    }
    @media (forced-colors: active) {
      progress {
        outline: 1px solid CanvasText;
        forced-color-adjust: none;
      }
      progress,
      progress::-webkit-progress-bar {
        background: Canvas;
      }
      progress::-webkit-progress-value {
        background: Highlight;
      }
      progress::-moz-progress-bar {
        background: Highlight;
      }
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-progress': CairnProgress
  }
}
