/** A file that is not shown, only saved: name, size, and a button that brings it here and hands it to the person. */
import { css, html, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import type { MediaView } from '../../stores/media-item.ts'
import { chatBase } from '../chat/chat-styles.ts'
import { formatBytes } from '../chat/times.ts'
import { MediaElement } from './media-element.ts'
import { mediaStyles } from './media-styles.ts'
import { saveBlob } from './save-blob.ts'

@customElement('cairn-file')
export class CairnFile extends MediaElement {
  protected override render(): unknown {
    const { name, bytes } = this.file
    const view = this.whole.view
    const isHere = view?.state === 'here'
    return html`<div class="file">
      <cairn-icon name="file"></cairn-icon>
      <span class="about"><bdi class="name">${name}</bdi><span class="size">${formatBytes(bytes)}</span></span>
      ${isHere ? this.#saveButton() : this.missing(view)}
    </div>`
  }

  #saveButton(): TemplateResult {
    const label = t('media.saveName', { name: this.file.name })
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${label}
      title=${t('media.save')}
      @click=${this.#save}
    >
      <cairn-icon name="download"></cairn-icon>
    </button>`
  }

  /** Pressed once, it comes and is saved. */
  protected override arrived(view: MediaView): void {
    if (view.state === 'here') saveBlob(view.blob, this.file.name)
  }

  #save = (): void => {
    const view = this.whole.view
    if (view?.state === 'here') saveBlob(view.blob, this.file.name)
  }

  static override styles = [
    base,
    chatBase,
    mediaStyles,
    css`
      :host {
        inline-size: min(100%, 360px);
      }
      .file {
        display: flex;
        align-items: center;
        gap: var(--s2);
        min-block-size: 52px;
        padding-block: var(--s1);
        padding-inline: var(--s3) var(--s2);
        border: 1px solid var(--line);
        border-radius: var(--r1);
        background: var(--surface);
      }
      .file > cairn-icon {
        color: var(--text-2);
        font-size: 1.125rem;
      }
      .about {
        flex: 1;
        display: grid;
        min-inline-size: 0;
      }
      .name {
        overflow: hidden;
        font-weight: 550;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .size {
        font: var(--t-xs) var(--font);
        color: var(--text-2);
      }
      .pill {
        flex: none;
        max-inline-size: 55%;
        background: var(--sunken);
        color: var(--text);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-file': CairnFile
  }
}
