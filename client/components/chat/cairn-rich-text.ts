/** Message text: the parsed tree as templates. Text never becomes HTML; the only addresses are those of the tree. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { NO_NAMES, parseRichText, type Names, type Node } from './rich-text-tree.ts'
import { richTextStyles } from './rich-text-styles.ts'

@customElement('cairn-rich-text')
export class CairnRichText extends LitElement {
  @property() text = ''
  /** Who and what `@name` and `#name` stand for; a new object parses anew. */
  @property({ attribute: false }) names: Names = NO_NAMES
  #tree: readonly Node[] = []

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('text') || changed.has('names')) this.#tree = parseRichText(this.text, this.names)
  }

  protected override render(): unknown {
    return blocks(this.#tree)
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
      return html`<pre
        tabindex="0"
        role="group"
        aria-label=${node.lang || t('chat.code')}
      ><code>${node.text}</code></pre>`
    case 'list':
      return renderList(node)
    case 'task':
      return html`<input type="checkbox" disabled .checked=${node.done} aria-label=${node.done ? '☑' : '☐'} /> `
    case 'link':
      return renderLink(node)
    case 'mention':
      return html`<bdi class=${node.mine ? 'mention mine' : 'mention'}>@${node.name}</bdi>`
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
  return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow" title=${href}>${blocks(children)}</a
    >${warning}`
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-rich-text': CairnRichText
  }
}
