/** Where what another app shared is to go: the chats by recency. It becomes a draft there, and is sent by nobody but its author. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { navigate } from '../../app/navigate.ts'
import { chatRoute } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { endShared, readShared, type SharedIn } from '../../storage/shared-in.ts'
import type { ChatRowView } from '../../stores/chats-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-icon.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import { storageFailed } from '../chat/storage-failed.ts'
import { formatBytes } from '../chat/times.ts'
import { titleOf } from '../shell/chat-row-label.ts'
import '../shell/cairn-page.ts'

@customElement('cairn-share')
export class CairnShare extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  /** undefined until it was looked for. */
  @state() shared: SharedIn | null | undefined = undefined
  #chats = new StoreController(this, () => this.stores?.chats)

  override connectedCallback(): void {
    super.connectedCallback()
    void readShared().then((shared) => (this.shared ??= shared))
  }

  protected override render(): unknown {
    const { shared } = this
    return html`<cairn-page heading=${t('share.title')} back>
      ${shared === undefined ? nothing : shared === null ? html`<cairn-empty icon="info" text=${t('share.nothing')}></cairn-empty>` : this.#choice(shared)}
    </cairn-page>`
  }

  #choice({ text, files }: SharedIn): unknown {
    const rows = this.#chats.view?.recent ?? []
    return html`<div class="what">
        ${text ? html`<blockquote dir="auto">${text}</blockquote>` : nothing}
        ${files.map(({ name, blob }) => html`<p><bdi>${name}</bdi> · ${formatBytes(blob.size)}</p>`)}
        <p class="hint">${t('share.hint')}</p>
      </div>
      <ul>
        ${repeat(
          rows,
          ({ id }) => id,
          (row) =>
            html`<li>
              <button type="button" @click=${() => void this.#put(row)}>
                <cairn-icon name=${KIND_ICONS[row.kind]}></cairn-icon><bdi>${titleOf(row)}</bdi>
              </button>
            </li>`,
        )}
      </ul>`
  }

  async #put({ id }: ChatRowView): Promise<void> {
    const { stores, shared } = this
    if (!stores || !shared) return
    const before = stores.drafts.text(id)
    if (shared.text) stores.drafts.set(id, before ? `${before}\n${shared.text}` : shared.text)
    try {
      const { attachFile } = await import('../../uploads/attach.ts')
      for (const { name, blob } of shared.files) await attachFile(stores, id, { blob, name })
      await endShared()
    } catch {
      storageFailed()
    }
    navigate(chatRoute(id))
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        block-size: 100%;
        font: var(--t-md) var(--font);
      }
      .what {
        display: grid;
        gap: var(--s2);
        padding-block-end: var(--s4);
      }
      blockquote {
        max-block-size: 8lh;
        margin: 0;
        padding: var(--s3);
        overflow: auto;
        border-inline-start: 3px solid var(--accent);
        background: var(--sunken);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .hint {
        color: var(--text-2);
        font: var(--t-sm) var(--font);
      }
      button {
        display: flex;
        align-items: center;
        gap: var(--s3);
        inline-size: 100%;
        min-block-size: max(44px, var(--target));
        padding-inline: var(--s2);
        border-radius: var(--r1);
      }
      button:hover {
        background: var(--hover);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-share': CairnShare
  }
}
