/** Reactions of a message: chips with count, names and pressed state, and a button that adds one. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { formatList, formatNumber } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'
import { hasEmojiFont, shownEmoji } from './emoji-support.ts'
import type { ReactionView } from '../../stores/message-view.ts'

const MOST_NAMES = 12

@customElement('cairn-reactions')
export class CairnReactions extends LitElement {
  @property({ attribute: false }) reactions: readonly ReactionView[] = []
  @property({ type: Boolean }) readonly = false

  protected override render(): unknown {
    if (this.reactions.length === 0) return nothing
    return html`${repeat(
      this.reactions,
      ({ name }) => name,
      (reaction) => this.#chip(reaction),
    )}${
      this.readonly
        ? nothing
        : html`<button
            type="button"
            class="add"
            title=${t('chat.action.react')}
            aria-label=${t('chat.action.react')}
            @click=${this.#add}
          >
            <cairn-icon name="smile-plus"></cairn-icon>
          </button>`
    }`
  }

  #chip({ name, emoji, people, isMine, isWaiting }: ReactionView): TemplateResult {
    const names = formatList(people.slice(0, MOST_NAMES).map((person) => person.name))
    const label = t('chat.reaction.label', { name: spoken(name), count: people.length, names })
    return html`<button
      type="button"
      class="chip"
      aria-pressed=${isMine}
      aria-disabled=${this.readonly}
      aria-label=${isWaiting ? `${label}, ${t('chat.state.waiting-change')}` : label}
      title=${`${names} :${spoken(name)}:`}
      @click=${() => this.#toggle(name)}
    >
      <span class=${hasEmojiFont() ? 'emoji' : 'name'} aria-hidden="true">${shownEmoji(emoji, name)}</span>
      <span class="count" aria-hidden="true">${formatNumber(people.length)}</span>
      ${isWaiting ? html`<cairn-icon class="waiting" name="clock"></cairn-icon>` : nothing}
    </button>`
  }

  #toggle(name: string): void {
    if (this.readonly) return
    this.dispatchEvent(new CustomEvent('reaction-chosen', { detail: { name }, bubbles: true, composed: true }))
  }

  #add(): void {
    this.dispatchEvent(new CustomEvent('reaction-wanted', { bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1);
        margin-block: var(--s1);
      }
      :host(:empty) {
        margin: 0;
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 5px;
        min-inline-size: 28px;
        block-size: 26px;
        padding-inline: 7px;
        border-radius: 999px;
        border: 1px solid var(--line);
        background: var(--surface);
        font: 500 var(--t-xs) var(--font);
        color: var(--text-2);
      }
      button:hover {
        border-color: var(--line-strong);
      }
      .chip[aria-pressed='true'] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
        background: var(--accent-soft);
        color: var(--text);
        font-weight: 650;
      }
      .emoji {
        font-size: 0.9375rem;
        line-height: 1;
      }
      .add {
        color: var(--text-3);
        background: none;
      }
      cairn-icon {
        font-size: 0.75rem;
      }
      .waiting {
        font-size: 0.55rem;
      }
      @media (pointer: coarse) {
        :host {
          gap: var(--s3);
          margin-block: var(--s2);
        }
        button {
          position: relative;
          block-size: 32px;
          min-inline-size: 40px;
        }
        /* A finger finds 44 px round a chip that does not shout: counted from within its border. */
        button::after {
          content: '';
          position: absolute;
          inset: -7px;
        }
      }
      @media (forced-colors: active) {
        .chip[aria-pressed='true'] {
          border-color: Highlight;
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
      }
    `,
  ]
}

/** `raised_hands` as it is said. */
export function spoken(name: string): string {
  return name.replaceAll('_', ' ')
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-reactions': CairnReactions
  }
  interface HTMLElementEventMap {
    /** A reaction was picked or pressed; the message tells of which message it is. */
    'reaction-chosen': CustomEvent<{ readonly name: string }>
    /** The picker is wanted. */
    'reaction-wanted': CustomEvent<null>
  }
}
