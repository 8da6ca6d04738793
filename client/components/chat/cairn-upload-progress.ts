/** How far the files of an own message are, in the timeline and among what is unsent. Nothing once all are up. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import type { FileAction } from '../../uploads/change-file.ts'
import { uploadsOf } from '../../uploads/uploads-of.ts'
import type { UploadsView } from '../../uploads/uploads-store.ts'
import type { UploadView } from '../../uploads/waiting-file.ts'
import '../base/cairn-progress.ts'
import { askDesk } from '../media/media-desk.ts'
import { chatBase } from './chat-styles.ts'
import { canPause, canResume, formatShare, stateOfAll } from './upload-words.ts'

@customElement('cairn-upload-progress')
export class CairnUploadProgress extends LitElement {
  /** Files that the message names. */
  @property({ attribute: false }) ids: readonly string[] = []
  @state() private stores: Stores | null = null
  #uploads = new StoreController<UploadsView>(this, () => this.stores && uploadsOf(this.stores.device))

  override connectedCallback(): void {
    super.connectedCallback()
    this.stores = askDesk(this)?.stores ?? null
  }

  protected override updated(): void {
    // A reload would cut them off before somebody's eyes (UI84).
    const isBusy = this.#files.some(({ state: now }) => now === 'uploading' || now === 'checking')
    this.toggleAttribute('data-busy', isBusy)
  }

  protected override render(): unknown {
    const files = this.#files
    if (files.every(({ state: now }) => now === 'ready')) return nothing
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    const sent = files.reduce((sum, file) => sum + file.sentBytes, 0)
    const share = formatShare(sent, bytes)
    const name = files.length === 1 ? files[0]!.name : t('files.tray', { count: files.length })
    return html`<cairn-progress
        .value=${sent}
        .max=${bytes}
        label=${t('files.progress', { name, percent: share })}
      ></cairn-progress>
      <span>${share} · ${t(`files.state.${stateOfAll(files)}`)}</span>
      ${this.#toggle(files, name)}`
  }

  get #files(): readonly UploadView[] {
    const all = this.#uploads.view?.files ?? []
    return all.filter(({ id }) => this.ids.includes(id))
  }

  #toggle(files: readonly UploadView[], name: string): unknown {
    const paused = files.filter(canResume)
    const going = files.filter(canPause)
    if (paused.length + going.length === 0) return nothing
    const [action, changed] = paused.length > 0 ? (['resume', paused] as const) : (['pause', going] as const)
    const words = t(`files.${action}`)
    const act = () => changed.forEach(({ key }) => this.#act({ action, key }))
    return html`<button type="button" class="text-button" aria-label=${`${words}: ${name}`} @click=${act}>
      ${words}
    </button>`
  }

  #act(change: FileAction): void {
    const { stores } = this
    if (!stores) return
    void import('../../uploads/change-file.ts').then(({ changeFile }) => changeFile(uploadsOf(stores.device), change))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--s2);
        max-inline-size: 360px;
        font: var(--t-xs) var(--font);
        color: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
      cairn-progress {
        flex: 1 1 80px;
      }
      .text-button {
        border-color: transparent;
        background: none;
        padding-inline: var(--s1);
        font: inherit;
        color: var(--accent);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-upload-progress': CairnUploadProgress
  }
}
