/** The frame of the right panel: a heading, [Close], and one of thread, about, members, pins, safety number, search. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import type { Panel } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { MediaController, WIDE } from '../../controllers/media-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, scrolls } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import '../search/cairn-search.ts'
import '../media/cairn-files.ts'
import './cairn-chat-info.ts'
import './cairn-members.ts'
import './cairn-pins.ts'
import './cairn-safety.ts'

@customElement('cairn-panel')
export class CairnPanel extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  @property({ attribute: false }) panel: Panel = { name: 'info' }
  /** A message of the thread to show and mark. */
  @property({ attribute: false }) target: string | null = null
  /** That message is to be answered. */
  @property({ attribute: false }) isReply = false

  #wide = new MediaController(this, WIDE)

  /** What is written in, where there is a keyboard or a notification asked for an answer; until that stands, and elsewhere, the heading. */
  override focus(): void {
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('h1, h2')?.focus()
      const isToWrite =
        matchMedia('(pointer: fine)').matches || this.renderRoot.querySelector('cairn-thread')?.isAnswering
      const written = isToWrite ? 'cairn-search, cairn-thread, cairn-chat-info' : 'cairn-search, cairn-chat-info'
      this.renderRoot.querySelector<HTMLElement>(written)?.focus()
    })
  }

  protected override render(): unknown {
    return html`<header>
        ${
          this.#wide.matches
            ? html`<h2 tabindex="-1">${this.#heading()}</h2>`
            : html`<h1 tabindex="-1">${this.#heading()}</h1>`
        }
        <cairn-button
          variant="quiet"
          square
          icon="x"
          label=${t('panel.close')}
          @click=${() => ask(this, 'close-panel')}
        ></cairn-button>
      </header>
      ${this.#isFilled() ? html`<div class="body">${this.#body()}</div>` : html`<div class="body scrolls">${this.#body()}</div>`}`
  }

  /** These scroll what is in them by themselves. */
  #isFilled(): boolean {
    return this.panel.name === 'thread' || this.panel.name === 'search'
  }

  #heading(): string {
    switch (this.panel.name) {
      case 'thread':
        return t('panel.thread')
      case 'search':
        return t('search.title')
      case 'members':
        return t('members.title')
      case 'files':
        return t('panel.files')
      case 'pins':
        return t('panel.pins')
      case 'info':
        return t('info.title')
      case 'safety':
        return t('safety.title')
    }
  }

  #body(): unknown {
    const { stores, chatId, panel } = this
    switch (panel.name) {
      case 'thread':
        return html`<cairn-thread
          .stores=${stores}
          .chatId=${chatId}
          .root=${panel.root}
          .target=${this.target}
          .isReply=${this.isReply}
        ></cairn-thread>`
      case 'search':
        return html`<cairn-search .stores=${stores} .typed=${panel.query}></cairn-search>`
      case 'members':
        return html`<cairn-members .stores=${this.stores} .chatId=${this.chatId}></cairn-members>`
      case 'pins':
        return html`<cairn-pins .stores=${this.stores} .chatId=${this.chatId}></cairn-pins>`
      case 'info':
        return html`<cairn-chat-info .stores=${this.stores} .chatId=${this.chatId}></cairn-chat-info>`
      case 'safety':
        return html`<cairn-safety .stores=${this.stores} .chatId=${this.chatId}></cairn-safety>`
      case 'files':
        return html`<cairn-files .stores=${this.stores} .chatId=${this.chatId}></cairn-files>`
    }
  }

  static override styles = [
    base,
    scrolls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100%;
        min-block-size: 0;
        background: var(--bg);
        color: var(--text);
      }
      header {
        display: flex;
        flex: none;
        align-items: center;
        justify-content: space-between;
        min-block-size: 56px;
        padding-inline: var(--s4) var(--s2);
        border-block-end: 1px solid var(--line);
      }
      h1,
      h2 {
        font: 650 var(--t-lg) var(--font);
      }
      .body {
        flex: 1;
        min-block-size: 0;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-panel': CairnPanel
  }
}
