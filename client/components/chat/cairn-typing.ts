/** Who is typing. Of fixed height, so that nothing moves; empty offline. Not announced: it would never be silent. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatList } from '../../app/format.ts'
import { t } from '../../app/text.ts'

const MOST_NAMES = 3

@customElement('cairn-typing')
export class CairnTyping extends LitElement {
  @property({ attribute: false }) names: readonly string[] = []

  protected override render(): unknown {
    const count = this.names.length
    if (count === 0) return nothing
    const names = formatList(this.names.slice(0, MOST_NAMES))
    const text = count > MOST_NAMES ? t('chat.typing.many') : t('chat.typing.names', { names, count })
    return html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><bdi>${text}</bdi>`
  }

  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: var(--s2);
      block-size: 20px;
      padding-inline: var(--s4);
      font: var(--t-xs) var(--font);
      color: var(--text-2);
      white-space: nowrap;
      overflow: hidden;
    }
    bdi {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .dots {
      display: inline-flex;
      gap: 3px;
    }
    i {
      inline-size: 4px;
      block-size: 4px;
      border-radius: 50%;
      background: currentColor;
      animation: var(--still, rise) 1.2s infinite var(--ease);
    }
    i:nth-child(2) {
      animation-delay: 0.15s;
    }
    i:nth-child(3) {
      animation-delay: 0.3s;
    }
    @keyframes rise {
      30% {
        opacity: 0.3;
      }
    }
  `
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-typing': CairnTyping
  }
}
