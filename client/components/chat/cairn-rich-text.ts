/** Message text: the parsed tree as templates. Text never becomes HTML; the only addresses are those of the tree. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import './cairn-code-block.ts'
import { foldText } from './fold-text.ts'
import { NO_NAMES, parseRichText, type Names, type Node } from './rich-text-tree.ts'
import { richTextStyles } from './rich-text-styles.ts'

@customElement('cairn-rich-text')
export class CairnRichText extends LitElement {
  @property() text = ''
  /** Who and what `@name` and `#name` stand for; a new object parses anew. */
  @property({ attribute: false }) names: Names = NO_NAMES
  /** A long text is shown whole. */
  @state() private isOpen = false
  #tree: readonly Node[] = []
  #isLong = false

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('text')) this.isOpen = false
    const folded = foldText(this.text)
    this.#isLong = folded !== null
    this.#tree = parseRichText(this.isOpen ? this.text : (folded ?? this.text), this.names)
  }

  protected override render(): unknown {
    return html`${blocks(this.#tree)}${
      this.#isLong
        ? html`<button
            type="button"
            class="fold"
            aria-expanded=${this.isOpen}
            @click=${() => (this.isOpen = !this.isOpen)}
          >
            ${this.isOpen ? t('talk.fold.less') : t('talk.fold.more')}
          </button>`
        : nothing
    }`
  }

  static override styles = richTextStyles
}

function blocks(nodes: readonly Node[]): TemplateResult[] {
  return nodes.map((node) => render(node))
}

function render(node: Node): TemplateResult {
  switch (node.type) {
    case 'text':
      return html`${node.text}`
    case 'break':
      return html`<br />`
    case 'paragraph':
      return html`<p dir="auto">${blocks(node.children)}</p>`
    case 'strong':
      return html`<strong>${blocks(node.children)}</strong>`
    case 'em':
      return html`<em>${blocks(node.children)}</em>`
    case 'strike':
      return html`<s>${blocks(node.children)}</s>`
    case 'quote':
      return html`<blockquote dir="auto">${blocks(node.children)}</blockquote>`
    case 'code':
      return html`<code>${node.text}</code>`
    case 'fence':
      return html`<cairn-code-block .text=${node.text} .lang=${node.lang}></cairn-code-block>`
    case 'list':
      return renderList(node)
    case 'task':
      return html`<input type="checkbox" disabled .checked=${node.done} aria-label=${node.done ? '☑' : '☐'} /> `
    case 'link':
      return renderLink(node)
    case 'mention':
      return typeof node.userId === 'number'
        ? html`<button
            type="button"
            dir="auto"
            class=${node.mine ? 'mention mine' : 'mention'}
            data-person=${node.userId}
            .textContent=${`@${node.name}`}
          ></button>`
        : html`<bdi class=${node.mine ? 'mention mine' : 'mention'}>@${node.name}</bdi>`
    case 'place':
      return html`<a class="channel" href=${node.hash}
        ><bdi>${node.title}</bdi>${node.isMessage ? html` <cairn-icon name="message-square"></cairn-icon>` : nothing}</a
      >`
    case 'channel':
      return html`<a class="channel" href=${`#/c/${encodeURIComponent(node.channelId)}`}>#<bdi>${node.title}</bdi></a>`
  }
}

function renderList({ start, items }: Extract<Node, { type: 'list' }>): TemplateResult {
  const lines = items.map(
    (item) => html`<li dir="auto" class=${item[0]?.type === 'task' ? 'task' : nothing}>${blocks(item)}</li>`,
  )
  return start === null
    ? html`<ul dir="auto">
        ${lines}
      </ul>`
    : html`<ol dir="auto" start=${start}>
        ${lines}
      </ol>`
}

function renderLink({ href, host, children }: Extract<Node, { type: 'link' }>): TemplateResult {
  const warning = host === '' ? nothing : html` <span class="host">(<bdi>${host}</bdi>)</span>`
  return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow" title=${href}
      ><bdi>${blocks(children)}</bdi></a
    >${warning}`
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-rich-text': CairnRichText
  }
}
