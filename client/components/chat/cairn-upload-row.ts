/** One file that waits: its picture, name and size, how far it is, and what can be done with it. Its name is only ever text. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { MAX_ALT_CHARS, type FileAction } from '../../uploads/change-file.ts'
import type { UploadView, Variant } from '../../uploads/waiting-file.ts'
import { isPictureType } from '../../stores/media-kind.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-progress.ts'
import { chatBase } from './chat-styles.ts'
import { refusalText } from './cairn-refusal.ts'
import { formatBytes } from './times.ts'
import { canPause, canResume, formatShare } from './upload-words.ts'
import { uploadRowStyles } from './upload-tray-styles.ts'

@customElement('cairn-upload-row')
export class CairnUploadRow extends LitElement {
  @property({ attribute: false }) file: UploadView | null = null
  @property({ attribute: false }) preview: (id: string) => Promise<Blob | null> = async () => null
  /** An address of the picture, as long as the row stands. */
  @state() private picture: string | null = null

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.remove')?.focus()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#forget()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('file')
    if (changed.has('file') && (before?.key !== this.file?.key || this.picture === null)) void this.#show()
  }

  protected override render(): unknown {
    const { file } = this
    if (!file) return nothing
    const { name, bytes, sentBytes, state: now } = file
    const isGoing = now !== 'ready' && now !== 'refused'
    return html`<span class="picture">
        ${
          this.picture
            ? html`<img alt="" src=${this.picture} />`
            : html`<cairn-icon name=${isPictureType(file.type) ? 'image' : 'file'}></cairn-icon>`
        }
      </span>
      <bdi class="name" title=${name}>${name}</bdi>
      <span class="buttons">
        ${canPause(file) ? this.#button('pause', t('files.pause')) : nothing}
        ${canResume(file) ? this.#button('resume', t('files.resume')) : nothing}
        <button
          type="button"
          class="icon-button remove"
          title=${t('files.remove')}
          aria-label=${`${t('files.remove')}: ${name}`}
          @click=${() => this.#act({ action: 'remove', key: file.key })}
        >
          <cairn-icon name="x"></cairn-icon>
        </button>
      </span>
      <span class="state">
        <span>${formatBytes(bytes)}</span>
        ${isGoing ? html`<span>${formatShare(sentBytes, bytes)}</span>` : nothing}
        <span class=${now === 'refused' ? 'bad' : ''}>${this.#words(file)}</span>
      </span>
      ${
        isGoing
          ? html`<cairn-progress
              .value=${sentBytes}
              .max=${bytes}
              label=${t('files.progress', { name, percent: formatShare(sentBytes, bytes) })}
            ></cairn-progress>`
          : nothing
      }
      ${this.#more(file)}`
  }

  #words({ state: now, name, refusal, bytes }: UploadView): string {
    if (now !== 'refused' || !refusal) return t(`files.state.${now}`)
    return refusalText({ ...refusal, values: { field: name, limit: formatBytes(refusal.limit ?? bytes) } })
  }

  #more(file: UploadView): TemplateResult | typeof nothing {
    if (!isPictureType(file.type)) return nothing
    return html`<div class="more">
      ${file.sizes.smaller ? this.#sizes(file) : nothing}
      <input
        type="text"
        dir="auto"
        maxlength=${MAX_ALT_CHARS}
        aria-label=${`${t('files.describe')}: ${file.name}`}
        placeholder=${t('files.describe')}
        title=${t('files.describeHint')}
        .value=${file.alt}
        @change=${({ target }: Event) =>
          this.#act({ action: 'describe', key: file.key, alt: (target as HTMLInputElement).value.trim() })}
      />
    </div>`
  }

  #sizes(file: UploadView): TemplateResult {
    return html`<fieldset aria-label=${t('files.size', { name: file.name })}>
      ${(['original', 'smaller'] as const).map((variant) => this.#size(file, variant))}
    </fieldset>`
  }

  #size({ key, sizes, variant }: UploadView, offered: Variant): TemplateResult {
    const size = formatBytes(sizes[offered]?.bytes ?? 0)
    return html`<label>
      <input
        type="radio"
        name="size"
        .checked=${variant === offered}
        @change=${() => this.#act({ action: 'size', key, variant: offered })}
      />${t(`files.${offered}`, { size })}
    </label>`
  }

  #button(action: 'pause' | 'resume', name: string): TemplateResult {
    const { key, name: file } = this.file!
    return html`<button
      type="button"
      class="text-button"
      aria-label=${`${name}: ${file}`}
      @click=${() => this.#act({ action, key })}
    >
      ${name}
    </button>`
  }

  #act(detail: FileAction): void {
    this.dispatchEvent(new CustomEvent('upload-action', { detail, bubbles: true, composed: true }))
  }

  async #show(): Promise<void> {
    const { file } = this
    this.#forget()
    if (!file || !isPictureType(file.type)) return
    const blob = await this.preview(file.id).catch(() => null)
    if (blob && this.isConnected && this.file?.key === file.key) this.picture = URL.createObjectURL(blob)
  }

  #forget(): void {
    if (this.picture) URL.revokeObjectURL(this.picture)
    this.picture = null
  }

  static override styles = [chatBase, uploadRowStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-upload-row': CairnUploadRow
  }
}
