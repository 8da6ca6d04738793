/** What the first link of a message leads to. Nothing until something is known of it; its height is fixed then. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import type { LinkCard, LinkCards } from '../../stores/link-cards.ts'
import { clipped } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'

@customElement('cairn-link-card')
export class CairnLinkCard extends LitElement {
  @property() url = ''
  @state() private card: LinkCard | null = null
  #cards: LinkCards | null = null
  #stop: (() => void) | undefined
  #sight: IntersectionObserver | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    const take = (cards: LinkCards | null) => (this.#cards = cards)
    this.dispatchEvent(new CustomEvent('link-cards-wanted', { detail: { take }, bubbles: true, composed: true }))
    this.#look()
    // What nobody looks at is not asked for.
    this.#sight = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) this.#want()
    })
    this.#sight.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sight?.disconnect()
    this.#stop?.()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('url')) this.#look()
  }

  protected override render(): unknown {
    const { card, url } = this
    if (!card) return nothing
    const isPage = card.kind === 'page'
    // Lines of code are read on their own: they are no name for a link.
    return html`<div class="card ${card.kind}">
      <a href=${url} target="_blank" rel="noopener noreferrer nofollow">
        <span class="where"
          ><cairn-icon name=${isPage ? 'link' : 'code'}></cairn-icon
          ><bdi class="clipped"
            >${isPage ? card.domain : t('talk.card.lines', { from: card.from, to: card.to })}</bdi
          ></span
        >
        <b class="clipped" dir="auto">${card.title}</b>
        ${isPage ? html`<span class="clipped" dir="auto">${card.description}</span>` : nothing}
      </a>
      ${isPage ? nothing : html`<code>${card.lines}</code>`}
    </div>`
  }

  #look = (): void => {
    this.card = this.#cards?.known(this.url) ?? null
  }

  #want(): void {
    this.#stop?.()
    this.#stop = this.#cards?.want(this.url, this.#look)
  }

  static override styles = [
    chatBase,
    clipped,
    css`
      :host {
        display: block;
        /* Something to be seen while there is nothing: an empty box is in no view. */
        min-block-size: 1px;
        max-inline-size: 520px;
      }
      .card {
        display: grid;
        block-size: 76px;
        margin-block: var(--s1);
        overflow: hidden;
        border: 1px solid var(--line);
        border-inline-start: 3px solid var(--line-strong);
        border-radius: var(--r1);
        background: var(--surface);
        color: var(--text-2);
        font: var(--t-sm) var(--font);
      }
      /* As high as its lines, which never change. */
      .card.code {
        block-size: auto;
      }
      .card:hover {
        border-inline-start-color: var(--accent);
      }
      a {
        display: grid;
        align-content: center;
        gap: 1px;
        min-inline-size: 0;
        padding: var(--s1) var(--s3);
        color: inherit;
        text-decoration: none;
      }
      a:focus-visible {
        outline-offset: -2px;
      }
      b {
        font-weight: 600;
        color: var(--text);
      }
      .where {
        display: flex;
        align-items: center;
        gap: var(--s1);
        min-inline-size: 0;
        font: var(--t-xs) var(--font);
        color: var(--text-3);
      }
      code {
        padding: 0 var(--s3) var(--s2);
        overflow: hidden;
        font: 0.75rem/1.0625rem var(--mono);
        white-space: pre;
        direction: ltr;
        text-align: start;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-link-card': CairnLinkCard
  }
  interface HTMLElementEventMap {
    /** Whoever has a device hands over what it knows of links; null = there is none. */
    'link-cards-wanted': CustomEvent<{ readonly take: (cards: LinkCards | null) => void }>
  }
}
