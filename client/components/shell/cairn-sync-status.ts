/** The strip that tells how this device stands with the server. Its height never changes; pressing it shows what is unsent. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { announce } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import type { SyncView } from '../../stores/sync-store.ts'
import { base, clipped, visuallyHidden } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-progress.ts'
import './cairn-stones.ts'

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
      <button type="button" @click=${() => ask(this, 'unsent')}>
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

  #words(view: SyncView): unknown {
    switch (view.words) {
      case 'quiet':
        return view.refused > 0
          ? t('sync.refused', { n: view.refused })
          : html`<span class="visually-hidden">${t(`sync.mark.${view.stones}`)}</span>`
      case 'offline':
        return view.unsent > 0 ? t('sync.offlineUnsent', { n: view.unsent }) : t('sync.offline')
      case 'connecting':
        return t('sync.connecting')
      case 'syncing':
        return t('sync.syncing', { done: view.done, total: view.total })
      case 'sending':
        return t('sync.waiting', { n: view.unsent })
      case 'back':
        return t('sync.back', { n: view.sent })
      case 'signed-out':
        return t('sync.signedOutUnsent', { n: view.unsent })
      case 'too-old':
        return t('sync.tooOld')
    }
  }

  #more(view: SyncView): string {
    const refused = view.refused > 0 && view.words !== 'quiet' ? `. ${t('sync.refused', { n: view.refused })}` : ''
    return `${refused}. ${t('sync.openUnsent')}`
  }

  #action(view: SyncView): unknown {
    if (view.words === 'signed-out') {
      return html`${
          view.unsent > 0
            ? html`<cairn-button variant="quiet" @click=${() => ask(this, 'copy-unsent')}
                >${t('action.copyAll')}</cairn-button
              >`
            : nothing
        }<cairn-button variant="primary" @click=${() => ask(this, 'sign-in')}>${t('auth.again')}</cairn-button>`
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

  static override styles = [
    base,
    clipped,
    visuallyHidden,
    css`
      :host {
        display: block;
      }
      .strip {
        position: relative;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--s1);
        min-block-size: 48px;
        padding-inline: var(--s2);
        border-block-start: 1px solid var(--line);
        color: var(--text-2);
        font: var(--t-sm) var(--font);
      }
      button {
        display: flex;
        flex: 1;
        align-items: center;
        gap: var(--s2);
        min-inline-size: 0;
        min-block-size: max(36px, var(--target));
        padding-inline: var(--s2);
        border-radius: var(--r1);
      }
      button:hover {
        background: var(--hover);
      }
      .words {
        flex: 1;
        /* Two lines fit the strip; a longer language does not move what is above it. */
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        white-space: normal;
      }
      cairn-stones {
        font-size: 1.05rem;
        color: var(--text-3);
      }
      .quiet cairn-stones,
      .back cairn-stones,
      .sending cairn-stones {
        color: var(--accent);
      }
      .offline,
      .connecting,
      .warning {
        border-block-start-color: transparent;
        background: var(--strip);
        color: var(--on-strip);
      }
      .offline cairn-stones,
      .connecting cairn-stones,
      .warning cairn-stones {
        color: inherit;
      }
      .offline button:hover,
      .connecting button:hover,
      .warning button:hover {
        background: #ffffff1f;
      }
      .offline cairn-button,
      .connecting cairn-button,
      .warning cairn-button[variant='quiet'] {
        --text-2: var(--on-strip);
        --text: var(--on-strip);
        --hover: #ffffff1f;
        --focus: var(--on-strip);
      }
      .warning {
        padding-block-end: var(--s2);
      }
      .warning button {
        flex: 1 0 100%;
      }
      .warning .words {
        white-space: normal;
      }
      .badge,
      .count {
        min-inline-size: 20px;
        padding-inline: 6px;
        border-radius: 7px;
        background: var(--sunken);
        color: var(--text);
        font: 600 var(--t-xs) var(--font);
        line-height: 20px;
        text-align: center;
      }
      .badge {
        background: var(--danger);
        color: var(--on-danger);
      }
      cairn-progress {
        position: absolute;
        inset-inline: 0;
        inset-block-start: -1px;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-sync-status': CairnSyncStatus
  }
}
