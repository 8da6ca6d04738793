/** One's picture: shown as one has it, whoever else may see it; chosen, cut to a square, sent, or taken away (UI35). */
import { css, html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { alertNow } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { base, visuallyHidden } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-dialog.ts'
import './cairn-crop-picture.ts'
import { partStyles } from './part-styles.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('cairn-set-picture')
export class CairnSetPicture extends SettingsPart {
  /** Chosen, and being cut; null = none. */
  @state() private chosen: ImageBitmap | null = null
  @state() private error = ''
  @query('input') private input!: HTMLInputElement
  #directory = new StoreController(this, () => this.stores?.directory)

  protected override render(): unknown {
    const me = this.#directory.view?.me
    const address = this.known?.account?.avatar_url ?? me?.avatar ?? ''
    const isBlocked = this.reason !== '' || this.ask.isWorking
    return html`<div class="me">
        <cairn-avatar
          .name=${me?.name ?? ''}
          .person=${this.stores?.device.userId ?? 0}
          .src=${pathOf(address)}
        ></cairn-avatar>
        <bdi>${me?.name}</bdi>
      </div>
      <input
        class="visually-hidden"
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        tabindex="-1"
        aria-hidden="true"
        @change=${this.#choose}
      />
      <div class="buttons">
        <cairn-button
          reason=${this.reason}
          ?disabled=${this.ask.isWorking}
          @click=${() => !isBlocked && this.input.click()}
          >${this.ask.isWorking ? t('auth.working') : t('picture.choose')}</cairn-button
        >
        ${
          address
            ? html`<cairn-button variant="quiet" reason=${this.reason} @click=${this.#remove}
                >${t('picture.remove')}</cairn-button
              >`
            : nothing
        }
      </div>
      ${this.error ? html`<p class="note bad"><cairn-icon name="circle-alert"></cairn-icon><span>${this.error}</span></p>` : nothing}
      <cairn-dialog heading=${t('picture.cut')} ?open=${this.chosen !== null} @close=${() => (this.chosen = null)}>
        <cairn-crop-picture .picture=${this.chosen}></cairn-crop-picture>
        <cairn-button slot="foot" @click=${() => (this.chosen = null)}>${t('action.cancel')}</cairn-button>
        <cairn-button slot="foot" variant="primary" @click=${this.#use}>${t('picture.use')}</cairn-button>
      </cairn-dialog>`
  }

  #choose = (): void => {
    const [file] = this.input.files ?? []
    // The same file can be chosen again.
    this.input.value = ''
    if (!file) return
    createImageBitmap(file, { imageOrientation: 'from-image' }).then(
      (picture) => {
        this.error = ''
        this.chosen = picture
      },
      () => this.#fail(t('picture.unreadable')),
    )
  }

  #use = async (): Promise<void> => {
    const picture = await this.renderRoot.querySelector('cairn-crop-picture')?.cut()
    this.chosen = null
    if (!picture) return this.#fail(t('picture.unreadable'))
    await this.#change(() => this.accountStore!.api.setPicture(picture), t('picture.saved'))
  }

  #remove = (): void => {
    void this.#change(() => this.accountStore!.api.removePicture(), t('picture.removed'))
  }

  async #change(work: Parameters<typeof this.send<unknown>>[0], words: string): Promise<void> {
    this.error = ''
    if (!(await this.send(work))) return
    await this.accountStore?.refresh()
    this.say(words)
  }

  #fail(words: string): void {
    this.error = words
    alertNow(words)
  }

  static override styles = [
    base,
    partStyles,
    visuallyHidden,
    css`
      :host {
        gap: var(--s3);
      }
      .me {
        --avatar: 72px;
        display: flex;
        align-items: center;
        gap: var(--s3);
        font: 650 var(--t-lg) var(--font);
        overflow-wrap: anywhere;
      }
    `,
  ]
}

/** The server tells whole addresses; of its own ones the page needs the path. */
function pathOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.pathname.startsWith('/avatars/') ? url.pathname : address
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-set-picture': CairnSetPicture
  }
}
