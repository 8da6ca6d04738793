/** How much Cairn uses of this device: four parts as measured, and the browser's own count of it all. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import type { Usage } from '../../storage/measure-storage.ts'
import type { StorageStore, StorageView } from '../../storage/storage-store.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import { formatBytes } from '../chat/times.ts'
import '../dialogs/cairn-confirm.ts'
import { partStyles } from '../settings/part-styles.ts'

@customElement('cairn-storage-usage')
export class CairnStorageUsage extends LitElement {
  @property({ attribute: false }) store: StorageStore | null = null
  @property({ attribute: false }) view: StorageView | null = null
  @state() private isAsking = false

  protected override updated(): void {
    const usage = this.view?.usage
    if (!usage) return
    const parts = partsOf(usage)
    const all = Math.max(1, ...[parts.reduce((sum, { bytes }) => sum + bytes, 0)])
    // Not by a style attribute: the content security policy allows none.
    for (const [at, bar] of [...this.renderRoot.querySelectorAll<HTMLElement>('.bar span')].entries()) {
      bar.style.setProperty('flex-grow', String((parts[at]?.bytes ?? 0) / all))
    }
  }

  protected override render(): unknown {
    const usage = this.view?.usage
    return html`<section aria-labelledby="usage" aria-busy=${usage ? 'false' : 'true'}>
        <h2 id="usage">${t('storage.usage')}</h2>
        ${usage ? this.#usage(usage) : html`<p class="explain">${t('storage.measuring')}</p>`}
      </section>
      <cairn-confirm
        ?open=${this.isAsking}
        heading=${t('storage.clearMediaAsk')}
        text=${t('storage.clearMediaHint')}
        action=${t('storage.clearMedia')}
        danger
        @close=${() => (this.isAsking = false)}
        @confirm=${() => void this.#clear()}
      ></cairn-confirm>`
  }

  #usage(usage: Usage): unknown {
    const { usage: used, quota } = usage.estimate
    return html`<p class="total">
        ${
          used === null || quota === null
            ? t('storage.totalUnknown')
            : t('storage.total', { used: formatBytes(used), quota: formatBytes(quota) })
        }
      </p>
      <div class="bar" aria-hidden="true">${partsOf(usage).map(({ name }) => html`<span class=${name}></span>`)}</div>
      <ul>
        ${partsOf(usage).map(
          ({ name, bytes, hint }) =>
            html`<li>
              <span class=${`dot ${name}`} aria-hidden="true"></span>
              <span class="what">${t(`storage.${name}`)}${hint ? html`<small>${hint}</small>` : nothing}</span>
              <span class="size">${formatBytes(bytes)}</span>
            </li>`,
        )}
      </ul>
      <cairn-button icon="trash-2" ?disabled=${usage.media.bytes === 0} @click=${() => (this.isAsking = true)}
        >${t('storage.clearMedia')}</cairn-button
      >`
  }

  async #clear(): Promise<void> {
    const freed = await this.store?.clearMedia()
    if (freed === undefined) return
    const text = t('storage.freed', { size: formatBytes(freed) })
    announce(text)
    notices.show({ id: 'storage', text })
  }

  static override styles = [
    base,
    partStyles,
    css`
      .total {
        font: 650 var(--t-lg) var(--font);
      }
      .bar {
        display: flex;
        gap: 2px;
        block-size: 10px;
        border-radius: 5px;
        overflow: hidden;
        background: var(--sunken);
        forced-color-adjust: none;
      }
      .bar span {
        flex: 0 1 0;
        min-inline-size: 2px;
      }
      .dot {
        flex: none;
        inline-size: 10px;
        block-size: 10px;
        border-radius: 3px;
        forced-color-adjust: none;
      }
      .messages {
        background: var(--n5);
      }
      .media {
        background: var(--n7);
      }
      .index {
        background: var(--n2);
      }
      .app {
        background: var(--n10);
      }
      .size {
        font-variant-numeric: tabular-nums;
      }
    `,
  ]
}

interface UsagePart {
  readonly name: 'messages' | 'media' | 'index' | 'app'
  readonly bytes: number
  readonly hint: string
}

function partsOf({ messages, media, index, app }: Usage): UsagePart[] {
  return [
    {
      ...{ name: 'messages', bytes: messages.bytes },
      hint: t('storage.messagesHint', { n: messages.count, chats: messages.chats }),
    },
    { name: 'media', bytes: media.bytes, hint: t('storage.mediaHint', { n: media.files }) },
    { name: 'index', bytes: index, hint: '' },
    { name: 'app', bytes: app, hint: '' },
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-storage-usage': CairnStorageUsage
  }
}
