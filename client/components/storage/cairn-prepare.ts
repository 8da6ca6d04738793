/** [Prepare offline] for everything or for one chat: how far it is, [Stop], and the fact that it ends in. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { announce } from '../../app/announcer.ts'
import type { AppHere } from '../../app/kept-app.ts'
import { t } from '../../app/text.ts'
import { isReady } from '../../storage/prepare-offline.ts'
import type { Preparing, StorageStore } from '../../storage/storage-store.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-progress.ts'
import { prepareWords } from './prepare-words.ts'

@customElement('cairn-prepare')
export class CairnPrepare extends LitElement {
  @property({ attribute: false }) store: StorageStore | null = null
  /** '' = all chats. */
  @property() chatId = ''
  @property({ attribute: false }) now: Preparing | null = null
  /** The device's time. */
  @property({ type: Number }) nowMs = 0
  /** Whether the app itself is here: without it nothing is ready. */
  @property() app: AppHere = 'here'
  /** Why it cannot be done now. */
  @property() reason = ''
  #focusMoves = false

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('now')) return
    const before = changed.get('now') as Preparing | null
    if (this.now?.state === 'done' && before?.state === 'running')
      announce(prepareWords(this.now, this.app, this.nowMs))
    // [Stop] stands where [Prepare offline] was pressed: the focus stays in the place.
    const isRunning = this.now?.state === 'running'
    if (this.#focusMoves && isRunning !== (before?.state === 'running')) {
      this.#focusMoves = false
      this.renderRoot.querySelector<HTMLElement>('cairn-button')?.focus()
    }
  }

  protected override willUpdate(): void {
    this.#focusMoves = this.matches(':focus-within') || this.shadowRoot?.activeElement !== null
  }

  protected override render(): unknown {
    const { now } = this
    if (now?.state === 'running') {
      const words = t(now.part === 'messages' ? 'storage.preparingChats' : 'storage.preparingFiles', {
        done: Math.floor(now.done),
        total: now.total,
      })
      return html`<p>${words}</p>
        <cairn-progress label=${words} .value=${now.done} .max=${now.total}></cairn-progress>
        <cairn-button @click=${() => this.store?.stop(this.#channel)}>${t('storage.stop')}</cairn-button>`
    }
    const isAll = now?.state === 'done' && isReady(now) && this.app === 'here'
    return html`${
        now?.state === 'done'
          ? html`<p class=${isAll ? 'fact' : 'fact bad'}>
              <cairn-icon name=${isAll ? 'circle-check' : 'triangle-alert'}></cairn-icon>
              <span>${prepareWords(now, this.app, this.nowMs)}</span>
            </p>`
          : nothing
      }
      <cairn-button icon="download" reason=${this.reason} @click=${() => void this.store?.prepare(this.#channel)}
        >${t('storage.prepare')}</cairn-button
      >`
  }

  get #channel(): ChannelId | '' {
    return this.chatId as ChannelId | ''
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--s2);
        justify-items: start;
        font: var(--t-sm) var(--font);
      }
      cairn-progress {
        inline-size: 100%;
      }
      p {
        font-variant-numeric: tabular-nums;
      }
      .fact {
        display: flex;
        gap: var(--s2);
      }
      .fact cairn-icon {
        color: var(--ok);
      }
      .bad cairn-icon {
        color: var(--warn);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-prepare': CairnPrepare
  }
}
