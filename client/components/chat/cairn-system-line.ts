/** What happened to the chat itself: somebody joined, a new name. Told by the server. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatFull, formatTime } from '../../app/format.ts'
import { isoTime } from './times.ts'

@customElement('cairn-system-line')
export class CairnSystemLine extends LitElement {
  @property() text = ''
  @property({ type: Number }) at = 0

  protected override render(): unknown {
    return html`<bdi>${this.text}</bdi>
      <time datetime=${isoTime(this.at)} title=${formatFull(this.at)}>${formatTime(this.at)}</time>`
  }

  static override styles = css`
    :host {
      display: block;
      padding-block: var(--s1);
      padding-inline: calc(var(--s4) + var(--avatar) + var(--s3)) var(--s4);
      font: var(--t-sm) var(--font);
      color: var(--text-2);
      overflow-wrap: anywhere;
    }
    :host(:focus-visible) {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
    }
    time {
      margin-inline-start: var(--s2);
      font: var(--t-xs) var(--font);
      color: var(--text-3);
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-system-line': CairnSystemLine
  }
}
