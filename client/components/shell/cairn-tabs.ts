/** The sections at the foot of a phone. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { hashOf, type Route } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'
import type { IconName } from '../base/icons.ts'

@customElement('cairn-tabs')
export class CairnTabs extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) route: Route = { page: 'home' }
  #chats = new StoreController(
    this,
    () => this.stores?.chats,
    ({ badge, mentions }) => `${badge} ${mentions}`,
  )

  protected override render(): unknown {
    const { badge = 0, mentions = 0 } = this.#chats.view ?? {}
    return html`<nav aria-label=${t('nav.tabs')}>
      ${this.#tab({ page: 'home' }, 'message-square', t('chats.title'), badge)}
      ${this.#tab({ page: 'activity' }, 'at-sign', t('activity.title'), mentions)}
      ${this.#tab({ page: 'search', query: '' }, 'search', t('search.title'), 0)}
      ${this.#tab({ page: 'settings', part: '' }, 'user', t('you.title'), 0)}
    </nav>`
  }

  #tab(route: Route, icon: IconName, name: string, count: number): unknown {
    return html`<a href=${hashOf(route)} aria-current=${route.page === this.route.page ? 'page' : nothing}>
      <span class="icon"
        ><cairn-icon name=${icon}></cairn-icon>${count > 0 ? html`<b>${count > 99 ? '99+' : count}</b>` : nothing}</span
      >
      <span>${name}</span>
    </a>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        flex: none;
        border-block-start: 1px solid var(--line);
        background: var(--bg);
        padding-block-end: env(safe-area-inset-bottom);
      }
      nav {
        display: flex;
      }
      a {
        display: flex;
        flex: 1;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 1px;
        min-block-size: 56px;
        color: var(--text-2);
        font: var(--t-xs) var(--font);
        text-decoration: none;
      }
      a:focus-visible {
        outline-offset: -4px;
      }
      a[aria-current] {
        color: var(--accent);
        font-weight: 650;
      }
      .icon {
        position: relative;
        font-size: 1.125rem;
      }
      b {
        position: absolute;
        inset-block-start: -6px;
        inset-inline-start: 75%;
        min-inline-size: 18px;
        padding-inline: 4px;
        border-radius: 7px;
        background: var(--accent);
        color: var(--on-accent);
        font: 650 0.6875rem/1.125rem var(--font);
        text-align: center;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-tabs': CairnTabs
  }
}
