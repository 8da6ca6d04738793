/**
 * The list under a text box. Renders into the shadow root of the box itself, since ARIA ids do not cross shadow roots; the
 * box keeps the focus and points at the active option.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-icon.ts'
import type { SuggestKind } from './suggest.ts'

export interface Suggestion {
  readonly kind: SuggestKind
  /** What goes into the text, with its sign. */
  readonly insert: string
  readonly label: string
  /** A second name: the username, the emoji's name. */
  readonly hint?: string
  readonly emoji?: string
  readonly person?: { readonly userId: number; readonly avatar?: string }
}

@customElement('cairn-suggest')
export class CairnSuggest extends LitElement {
  @property({ attribute: false }) items: readonly Suggestion[] = []
  @property({ type: Number }) active = 0

  /** The id of the active option, for `aria-activedescendant`. */
  get activeId(): string | null {
    return this.items.length > 0 ? `suggestion-${this.active}` : null
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override render(): unknown {
    const kind = this.items[0]?.kind
    if (!kind) return nothing
    return html`<ul id="suggestions" class="suggestions" role="listbox" aria-label=${t(`chat.suggest.${kind}`)}>
      ${this.items.map((item, index) => this.#option(item, index))}
    </ul>`
  }

  protected override updated(): void {
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  #option(item: Suggestion, index: number): TemplateResult {
    return html`<li
      id="suggestion-${index}"
      role="option"
      aria-selected=${index === this.active}
      @pointerdown=${(event: PointerEvent) => event.preventDefault()}
      @click=${() => this.#choose(index)}
    >
      ${
        item.person
          ? html`<cairn-avatar
              name=${item.label}
              .person=${item.person.userId}
              src=${item.person.avatar ?? ''}
            ></cairn-avatar>`
          : item.emoji
            ? html`<span class="emoji" aria-hidden="true">${item.emoji}</span>`
            : html`<cairn-icon name=${item.kind === 'mention' ? 'users' : 'hash'}></cairn-icon>`
      }
      <bdi>${item.label}</bdi> ${item.hint ? html`<bdi class="hint">${item.hint}</bdi>` : nothing}
    </li>`
  }

  #choose(index: number): void {
    this.dispatchEvent(new CustomEvent('suggestion-chosen', { detail: { index } }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-suggest': CairnSuggest
  }
  interface HTMLElementEventMap {
    'suggestion-chosen': CustomEvent<{ readonly index: number }>
  }
}
