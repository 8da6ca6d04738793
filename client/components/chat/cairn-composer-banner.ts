/** Stands over the text box: which message is being answered or edited, and the way out. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import type { PersonView } from '../../stores/message-view.ts'
import { clipped } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'

/** What the next message answers, or which message is being changed. */
export interface ComposerContext {
  readonly kind: 'reply' | 'edit'
  readonly messageId: string
  /** null: nobody here knows whose the message is. */
  readonly author: PersonView | null
  /** The whole text, to edit; its beginning, to answer. */
  readonly text: string
}

@customElement('cairn-composer-banner')
export class CairnComposerBanner extends LitElement {
  @property({ attribute: false }) context: ComposerContext | null = null

  protected override render(): unknown {
    if (!this.context) return nothing
    const { kind, text } = this.context
    const isReply = kind === 'reply'
    return html`<cairn-icon name=${isReply ? 'reply' : 'pencil'}></cairn-icon>
      <b>${headingOf(this.context)}</b>
      <span class="clipped" dir="auto">${isReply ? text : nothing}</span>
      <button
        type="button"
        class="icon-button"
        title=${t('chat.composer.cancel')}
        aria-label=${t('chat.composer.cancel')}
        @click=${() => this.dispatchEvent(new CustomEvent('banner-closed', { detail: null }))}
      >
        <cairn-icon name="x"></cairn-icon>
      </button>`
  }

  static override styles = [
    chatBase,
    clipped,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--s2);
        padding-inline: var(--s3) var(--s1);
        border-block-end: 1px solid var(--line);
        background: var(--sunken);
        border-start-start-radius: inherit;
        border-start-end-radius: inherit;
        font: var(--t-sm) var(--font);
        color: var(--text-2);
      }
      b {
        flex: none;
        font-weight: 600;
        color: var(--text);
      }
      span {
        flex: 1;
        min-inline-size: 0;
      }
    `,
  ]
}

function headingOf({ kind, author }: ComposerContext): string {
  if (kind === 'edit') return t('chat.composer.editing')
  return author ? t('chat.composer.replying', { name: author.name }) : t('chat.action.reply')
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-composer-banner': CairnComposerBanner
  }
  interface HTMLElementEventMap {
    'banner-closed': CustomEvent<null>
  }
}
