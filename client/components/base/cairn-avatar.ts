/** A square-round stone with a person's initials, or a channel's mark. Decoration: the name stands beside it. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import './cairn-icon.ts'
import type { IconName } from './icons.ts'
import { initialsOf, toneOf } from './names.ts'

@customElement('cairn-avatar')
export class CairnAvatar extends LitElement {
  @property() name = ''
  /** A person's number: it gives the colour. */
  @property({ type: Number }) person = 0
  /** A mark instead of initials. */
  @property() icon: IconName | '' = ''
  /** Address of a picture on this device or of the server; the page's policy loads none from elsewhere. */
  @property() src = ''
  /** Could not be loaded: the initials say more than a broken picture. */
  @state() private failedSrc = ''

  private get showsPicture(): boolean {
    return /^(\/(?!\/)|blob:|data:image\/)/.test(this.src) && this.src !== this.failedSrc
  }

  protected override render(): unknown {
    const tone = this.icon ? 'mark' : `n${toneOf(this.person)}`
    return html`<span class=${classMap({ stone: true, [tone]: true })} aria-hidden="true"
        >${
          this.showsPicture
            ? html`<img src=${this.src} alt="" loading="lazy" @error=${() => (this.failedSrc = this.src)} />`
            : this.icon
              ? html`<cairn-icon name=${this.icon}></cairn-icon>`
              : initialsOf(this.name)
        }</span
      ><slot>${nothing}</slot>`
  }

  static override styles = css`
    :host {
      display: inline-grid;
      flex: none;
      inline-size: var(--avatar);
      block-size: var(--avatar);
    }
    .stone {
      display: grid;
      place-items: center;
      inline-size: var(--avatar);
      block-size: var(--avatar);
      border-radius: var(--r-avatar);
      color: var(--on-name);
      font: 600 calc(var(--avatar) * 0.4) / 1 var(--font);
      user-select: none;
    }
    .mark {
      background: var(--sunken);
      color: var(--text-2);
    }
    img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
      border-radius: inherit;
    }
    .stone,
    ::slotted(*) {
      grid-area: 1 / 1;
    }
    ::slotted(*) {
      place-self: end;
      margin-block-end: -2px;
      margin-inline-end: -2px;
    }
    .n1 {
      background: var(--n1);
    }
    .n2 {
      background: var(--n2);
    }
    .n3 {
      background: var(--n3);
    }
    .n4 {
      background: var(--n4);
    }
    .n5 {
      background: var(--n5);
    }
    .n6 {
      background: var(--n6);
    }
    .n7 {
      background: var(--n7);
    }
    .n8 {
      background: var(--n8);
    }
    .n9 {
      background: var(--n9);
    }
    .n10 {
      background: var(--n10);
    }
    @media (forced-colors: active) {
      .stone {
        border: 1px solid CanvasText;
      }
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-avatar': CairnAvatar
  }
}
