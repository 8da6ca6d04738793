/** The files that a composer is about to send: a row each, and whether large ones are held. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { t } from '../../app/text.ts'
import { RowFocusController } from '../../controllers/row-focus-controller.ts'
import { scrolls } from '../../styles/shared.ts'
import type { FileAction } from '../../uploads/change-file.ts'
import { BIG_BYTES, type UploadView } from '../../uploads/waiting-file.ts'
import '../base/cairn-switch.ts'
import type { CairnSwitch } from '../base/cairn-switch.ts'
import { kept } from '../base/kept.ts'
import './cairn-upload-row.ts'
import type { CairnUploadRow } from './cairn-upload-row.ts'
import { chatBase } from './chat-styles.ts'
import { uploadTrayStyles } from './upload-tray-styles.ts'

@customElement('cairn-upload-tray')
export class CairnUploadTray extends LitElement {
  @property({ attribute: false }) files: readonly UploadView[] = []
  @property({ type: Boolean }) holdsBig = false
  /** The bytes of a picture, for its row. */
  @property({ attribute: false }) preview: (id: string) => Promise<Blob | null> = async () => null
  protected readonly rowFocus = new RowFocusController(this, {
    rows: () => this.renderRoot.querySelectorAll<CairnUploadRow>('cairn-upload-row'),
    keys: () => this.files.map(({ key }) => key),
    focus: (row) => (row ? row.focus() : this.dispatchEvent(new CustomEvent('box-wanted', { detail: null }))),
  })

  protected override render(): unknown {
    const { files } = this
    if (files.length === 0) return nothing
    const label = t('files.tray', { count: files.length })
    return html`<div role="group" aria-label=${label}>
      <div class="scrolls rows" role="list">
        ${repeat(
          files,
          ({ key }) => key,
          (file) =>
            html`<cairn-upload-row
              role="listitem"
              data-key=${file.key}
              .file=${file}
              .preview=${this.preview}
            ></cairn-upload-row>`,
        )}
      </div>
      ${
        files.some(({ bytes }) => bytes > BIG_BYTES)
          ? html`<cairn-switch
              label=${t('files.hold')}
              hint=${t('files.holdHint')}
              .checked=${kept(this.holdsBig)}
              @change=${this.#hold}
            ></cairn-switch>`
          : nothing
      }
    </div>`
  }

  #hold = ({ target }: Event): void => {
    const detail: FileAction = { action: 'hold', holdsBig: (target as CairnSwitch).checked }
    this.dispatchEvent(new CustomEvent('upload-action', { detail, bubbles: true, composed: true }))
  }

  static override styles = [chatBase, scrolls, uploadTrayStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-upload-tray': CairnUploadTray
  }
  interface HTMLElementEventMap {
    'upload-action': CustomEvent<FileAction>
  }
}
