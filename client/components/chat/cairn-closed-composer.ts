/** Stands where the composer was: why nothing can be written here, the draft with [Copy], its files with [Save], or [Join]. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { copyText } from '../../app/copy-text.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import type { ReadOnlyReason } from '../../stores/chat-store.ts'
import { clipped, scrolls } from '../../styles/shared.ts'
import type { UploadView } from '../../uploads/waiting-file.ts'
import '../base/cairn-icon.ts'
import { saveBlob } from '../media/save-blob.ts'
import { chatBase } from './chat-styles.ts'
import { closedWords } from './closed-words.ts'
import { ComposerFiles } from './composer-files.ts'
import { formatBytes } from './times.ts'

@customElement('cairn-closed-composer')
export class CairnClosedComposer extends LitElement {
  @property({ attribute: false }) reason: ReadOnlyReason = { kind: 'unknown' }
  @property({ type: Number }) now = 0
  @property() draft = ''
  /** Of the composer whose files these are. */
  @property() draftKey = ''
  @property({ type: Boolean }) canJoin = false
  #files = new ComposerFiles(this, () => this.draftKey)

  protected override render(): unknown {
    return html`<div class="reason">
        <cairn-icon
          name=${this.canJoin ? 'users' : this.reason.kind === 'admins-only' ? 'megaphone' : 'lock'}
        ></cairn-icon>
        <p>${closedWords(this.reason, this.now)}</p>
        ${
          this.canJoin
            ? html`<button type="button" class="text-button primary" @click=${this.#join}>${t('chat.join')}</button>`
            : nothing
        }
      </div>
      ${
        this.draft.trim() === ''
          ? nothing
          : html`<section aria-label=${t('chat.closed.draft')}>
              <p class="draft" dir="auto">${this.draft}</p>
              <button type="button" class="text-button" @click=${this.#copy}>${t('chat.closed.copy')}</button>
            </section>`
      }
      ${this.#lostFiles()}`
  }

  /** They are on this device alone, and no message takes them now. */
  #lostFiles(): TemplateResult | typeof nothing {
    const files = this.#files.stores ? this.#files.inTray : []
    if (files.length === 0) return nothing
    return html`<ul class="scrolls" aria-label=${t('chat.closed.files')}>
      ${files.map(
        (file) =>
          html`<li>
            <bdi class="clipped">${file.name}</bdi>
            <span>${formatBytes(file.bytes)}</span>
            <button
              type="button"
              class="text-button"
              aria-label=${t('media.saveName', { name: file.name })}
              @click=${() => this.#save(file)}
            >
              ${t('media.save')}
            </button>
          </li>`,
      )}
    </ul>`
  }

  #join(): void {
    this.dispatchEvent(new CustomEvent('join-wanted', { bubbles: true, composed: true }))
  }

  async #save({ id, name }: UploadView): Promise<void> {
    const blob = await this.#files.preview(id)
    if (blob) saveBlob(blob, name)
    else notices.show({ id: 'files', text: `${name}: ${t('media.gone')}` })
  }

  #copy = (): void => void copyText(this.draft)

  static override styles = [
    chatBase,
    clipped,
    scrolls,
    css`
      :host {
        display: block;
        margin: 0 var(--s4) var(--s4);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--sunken);
        font: var(--t-sm) var(--font);
        color: var(--text-2);
      }
      .reason,
      section {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-block-size: 48px;
        padding: var(--s2) var(--s3);
      }
      .reason p,
      .draft {
        flex: 1;
        min-inline-size: 0;
      }
      section,
      ul {
        border-block-start: 1px solid var(--line);
      }
      ul {
        max-block-size: 144px;
        margin: 0;
        padding: var(--s2) var(--s3);
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--s3);
      }
      li + li {
        margin-block-start: var(--s1);
      }
      li bdi {
        flex: 1;
        color: var(--text);
      }
      .draft {
        max-block-size: 88px;
        overflow-y: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        color: var(--text);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-closed-composer': CairnClosedComposer
  }
  interface HTMLElementEventMap {
    'join-wanted': CustomEvent<null>
  }
}
