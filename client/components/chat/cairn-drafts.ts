/** What is written and not sent: each draft with its chat, and what it is, to be gone to, copied or discarded. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { copyText } from '../../app/copy-text.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { RowFocusController } from '../../controllers/row-focus-controller.ts'
import type { DraftEntry } from '../../stores/draft-entries.ts'
import { clipped } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'
import { KIND_ICONS, namedTitle } from './kind-icons.ts'
import { unsentItemStyles } from './unsent-item-styles.ts'

@customElement('cairn-drafts')
export class CairnDrafts extends LitElement {
  @property({ attribute: false }) drafts: readonly DraftEntry[] = []
  protected readonly rowFocus = new RowFocusController(this, {
    rows: () => this.renderRoot.querySelectorAll<HTMLElement>('li'),
    keys: () => this.drafts.map(({ key }) => key),
    focus: (row) => (row?.querySelector('a') ?? this.renderRoot.querySelector<HTMLElement>('h2'))?.focus(),
  })

  protected override render(): unknown {
    return html`<h2 id="drafts" tabindex="-1">${t('list.drafts')}</h2>
      ${this.drafts.length === 0 ? html`<p class="none">${t('list.noDrafts')}</p>` : nothing}
      <ul aria-labelledby="drafts">
        ${repeat(
          this.drafts,
          ({ key }) => key,
          (draft) => this.#row(draft),
        )}
      </ul>`
  }

  #row(draft: DraftEntry): TemplateResult {
    const { key, chat, place, text, files } = draft
    const kind = kindOf(draft)
    return html`<li class="row" data-key=${key} aria-label=${nameOf(draft)}>
      <div class="where">
        <cairn-icon name=${chat ? KIND_ICONS[chat.kind] : 'message-square'}></cairn-icon>
        <a
          class="clipped"
          href=${hashOf(routeOf(draft))}
          aria-label=${[titleOf(draft), kind].filter(Boolean).join(', ')}
          ><bdi>${titleOf(draft)}</bdi></a
        >
      </div>
      <div class="what" role="group" tabindex="0" aria-label=${kind || t('drafts.message')}>
        ${place.kind === 'chat' ? nothing : html`<b>${kind}</b>`}
        ${text === '' ? nothing : html`<p dir="auto">${text}</p>`}
        ${files.map((name) => html`<span class="file"><cairn-icon name="paperclip"></cairn-icon><bdi>${name}</bdi></span>`)}
      </div>
      <div class="foot">
        <span class="state"><cairn-icon name="pencil"></cairn-icon>${t('drafts.notSent')}</span>
        <span class="actions">
          ${text === '' ? nothing : this.#button(t('chat.outbox.copy'), draft, () => void copyText(text))}
          ${this.#button(t('chat.outbox.discard'), draft, () => this.#discard(draft))}
        </span>
      </div>
    </li>`
  }

  #button(name: string, draft: DraftEntry, act: () => void): TemplateResult {
    return html`<button type="button" class="text-button" aria-label=${`${name}: ${nameOf(draft)}`} @click=${act}>
      ${name}
    </button>`
  }

  #discard(draft: DraftEntry): void {
    this.dispatchEvent(new CustomEvent('draft-discarded', { detail: { draft }, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    clipped,
    unsentItemStyles,
    css`
      h2,
      .none {
        padding: var(--s3) var(--s4) var(--s1);
        font: 600 var(--t-sm) var(--font);
      }
      .none {
        color: var(--text-2);
        font-weight: 400;
      }
      .file {
        display: flex;
        align-items: center;
        gap: var(--s2);
        color: var(--text-2);
        font: var(--t-sm) var(--font);
      }
    `,
  ]
}

/** An edit is gone on with where its message is shown, in a thread too. */
function routeOf({ place: { chatId, kind, messageId } }: DraftEntry) {
  if (kind === 'thread') return chatRoute(chatId, { name: 'thread', root: messageId! })
  return chatRoute(chatId, null, messageId)
}

function titleOf({ chat }: DraftEntry): string {
  return chat ? namedTitle(chat) : t('chats.untitled')
}

/** '' = of a chat itself. */
function kindOf({ place: { kind } }: DraftEntry): string {
  if (kind === 'chat') return ''
  return kind === 'thread' ? t('chat.thread') : t('drafts.edit')
}

function nameOf(draft: DraftEntry): string {
  const words = draft.text.slice(0, 80) || draft.files.join(', ')
  return [titleOf(draft), kindOf(draft), words].filter(Boolean).join(', ')
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-drafts': CairnDrafts
  }
  interface HTMLElementEventMap {
    'draft-discarded': CustomEvent<{ readonly draft: DraftEntry }>
  }
}
