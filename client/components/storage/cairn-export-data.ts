/** [Save my data]: one file of all chats or of chosen ones, from what this device holds; no connection is needed. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { announce } from '../../app/announcer.ts'
import { formatFull, formatTime } from '../../app/format.ts'
import { intlLocale, t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatRowView } from '../../stores/chats-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-progress.ts'
import { formatBytes } from '../chat/times.ts'
import { partStyles } from '../settings/part-styles.ts'
import { titleOf } from '../shell/chat-row-label.ts'

@customElement('cairn-export-data')
export class CairnExportData extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @state() private isChosen = false
  @state() private isMissing = false
  @state() private working: { readonly done: number; readonly total: number } | null = null
  @state() private saved = ''
  #chats = new StoreController(this, () => this.stores?.chats)

  protected override render(): unknown {
    return html`<section aria-labelledby="mine">
      <h2 id="mine">${t('storage.mine')}</h2>
      <p class="explain">${t('storage.mineHint')}</p>
      <form novalidate @submit=${this.#save}>
        <fieldset>
          <legend class="visually-hidden">${t('storage.mine')}</legend>
          ${[false, true].map(
            (isChosen) =>
              html`<label
                ><input
                  type="radio"
                  name="which"
                  .checked=${this.isChosen === isChosen}
                  @change=${() => (this.isChosen = isChosen)}
                />${isChosen ? t('storage.mineChosen') : t('storage.mineAll')}</label
              >`,
          )}
        </fieldset>
        ${this.isChosen ? this.#choice() : nothing} ${this.#state()}
        <cairn-button type="submit" icon="download" ?disabled=${this.working !== null}
          >${t('storage.mineSave')}</cairn-button
        >
      </form>
    </section>`
  }

  #choice(): unknown {
    return html`<fieldset class="chats scrolls" tabindex="0">
        <legend>${t('storage.mineChosen')}</legend>
        ${repeat(
          this.#rows(),
          ({ id }) => id,
          (row) => html`<label><input type="checkbox" name="chat" value=${row.id} /><bdi>${titleOf(row)}</bdi></label>`,
        )}
      </fieldset>
      ${this.isMissing ? html`<p class="note bad"><span>${t('storage.mineChosenNeeded')}</span></p>` : nothing}`
  }

  #state(): unknown {
    const { working } = this
    if (working) {
      const words = t('storage.mineWorking', working)
      return html`<cairn-progress label=${words} .value=${working.done} .max=${working.total}></cairn-progress>`
    }
    if (!this.saved) return nothing
    return html`<p class="note good"><cairn-icon name="circle-check"></cairn-icon><span>${this.saved}</span></p>`
  }

  #rows(): readonly ChatRowView[] {
    return [...(this.#chats.view?.all.values() ?? [])]
  }

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { stores } = this
    if (!stores || this.working) return
    const ticked = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input[name=chat]:checked')]
    const chosen = this.isChosen ? ticked.map(({ value }) => value as ChannelId) : this.#rows().map(({ id }) => id)
    this.isMissing = chosen.length === 0
    if (this.isMissing) return announce(t('storage.mineChosenNeeded'))
    this.working = { done: 0, total: chosen.length }
    try {
      const { exportOwn } = await import('../../storage/export-own.ts')
      const file = await exportOwn(stores.device, chosen, this.#words(stores), (done) => {
        this.working = { done, total: chosen.length }
      })
      download(file.name, file.blob)
      this.saved = t('storage.mineDone', { messages: file.messages, size: formatBytes(file.blob.size) })
      announce(this.saved)
    } finally {
      this.working = null
    }
  }

  #words({ device, directory }: Stores) {
    const day = new Intl.DateTimeFormat(intlLocale(), { dateStyle: 'short' })
    const me = directory.view.me
    return {
      readMe: t('storage.mineReadMe', {
        ...{ name: me.name || me.username, server: location.host, time: formatFull(device.now()) },
      }),
      unsent: t('storage.mineUnsent'),
      when: (atMs: number) => `${day.format(atMs)} ${formatTime(atMs)}`,
    }
  }

  static override styles = [
    base,
    partStyles,
    css`
      .chats {
        max-block-size: 16rem;
        overflow-y: auto;
      }
      .chats label {
        flex: 1 1 100%;
      }
      .visually-hidden {
        position: absolute;
        clip-path: inset(50%);
      }
    `,
  ]
}

function download(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-export-data': CairnExportData
  }
}
