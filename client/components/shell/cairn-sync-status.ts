/** The strip that tells how this device stands with the server. Its height never changes; pressing it shows what is unsent. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { announce } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import type { SyncView } from '../../stores/strip.ts'
import { base, clipped, visuallyHidden } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import './cairn-stones.ts'
import { syncStatusStyles } from './sync-status-styles.ts'

@customElement('cairn-sync-status')
export class CairnSyncStatus extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  #sync = new StoreController(this, () => this.stores?.sync)
  #told = ''

  protected override updated(): void {
    const view = this.#sync.view
    // Own messages that went are told once; a connection that comes and goes is not read aloud.
    const told = view?.words === 'back' ? t('sync.sent', { n: view.sent }) : ''
    if (told && told !== this.#told) announce(told)
    this.#told = told
  }

  protected override render(): unknown {
    const view = this.#sync.view
    if (!view) return nothing
    const isWarning = view.words === 'signed-out' || view.words === 'too-old'
    return html`<div class=${isWarning ? 'strip warning' : `strip ${view.words}`}>
      <button type="button" @click=${this.#open}>
        <cairn-stones count=${view.stones}></cairn-stones>
        <span class="words clipped">${this.#words(view)}<span class="visually-hidden">${this.#more(view)}</span></span>
        ${
          view.refused > 0
            ? html`<span class="badge" aria-hidden="true">!</span>`
            : view.unsent > 0 && view.words !== 'offline' && view.words !== 'signed-out'
              ? html`<span class="count" aria-hidden="true">${view.unsent}</span>`
              : nothing
        }
      </button>
      ${this.#action(view)}
      ${
        view.words === 'syncing'
          ? html`<cairn-progress
              label=${t('sync.syncing', { done: view.done, total: view.total })}
              .value=${view.done}
              .max=${view.total}
            ></cairn-progress>`
          : nothing
      }
    </div>`
  }

  #open = (): void => {
    ask(this, 'unsent')
    if (this.#sync.view?.words === 'too-old')
      void import('../../app/update.ts').then((update) => update.lookForUpdate())
  }

  #words(view: SyncView): unknown {
    switch (view.words) {
      case 'quiet':
        return view.refused > 0
          ? this.#refused(view)
          : html`<span class="visually-hidden">${t(`sync.mark.${view.stones}`)}</span>`
      case 'offline':
        return view.unsent > 0 ? t('sync.offlineUnsent', { n: view.unsent }) : t('sync.offline')
      case 'connecting':
        return t('sync.connecting')
      case 'syncing':
        return t('sync.syncing', { done: view.done, total: view.total })
      case 'sending':
        return t(`sync.waiting.${view.unsentWord}`, { n: view.unsent })
      case 'back':
        return t('sync.back', { n: view.sent })
      case 'signed-out':
        return t('sync.signedOutUnsent', { n: view.unsent })
      case 'too-old':
        return t('sync.tooOld')
    }
  }

  #refused({ refused, refusedWord }: SyncView): string {
    return t(`sync.refused.${refusedWord}`, { n: refused })
  }

  #more(view: SyncView): string {
    const refused = view.refused > 0 && view.words !== 'quiet' ? `. ${this.#refused(view)}` : ''
    return `${refused}. ${t('sync.openUnsent')}`
  }

  #action(view: SyncView): unknown {
    if (view.words === 'signed-out') {
      return html`${
          view.unsent > 0
            ? html`<cairn-button
                variant="quiet"
                square
                icon="copy"
                label=${t('action.copyAll')}
                @click=${() => ask(this, 'copy-unsent')}
              ></cairn-button>`
            : nothing
        }<cairn-button
          variant="primary"
          square
          icon="log-in"
          label=${t('auth.again')}
          @click=${() => ask(this, 'sign-in')}
        ></cairn-button>`
    }
    return view.canTry
      ? html`<cairn-button
          variant="quiet"
          square
          icon="refresh-cw"
          label=${t('action.tryNow')}
          @click=${() => ask(this, 'try-now')}
        ></cairn-button>`
      : nothing
  }

  static override styles = [base, clipped, visuallyHidden, syncStatusStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-sync-status': CairnSyncStatus
  }
}
