/** A modal on the native dialog: the focus stays inside and goes back afterwards. Below 600 px it fills the screen's foot. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base, scrolls, visuallyHidden } from '../../styles/shared.ts'
import '../shell/cairn-announcer.ts'
import './cairn-button.ts'

/**
 * Slots: the content, and `foot` for its buttons. Dispatches `close` when it was closed, however, and at once: the native
 * event comes a task later, and a key pressed in between would find a dialog in its way that is gone.
 */
@customElement('cairn-dialog')
export class CairnDialog extends LitElement {
  @property({ type: Boolean, reflect: true }) open = false
  /** Its heading and name. */
  @property() heading = ''
  /** The heading is for screen readers only: the content begins with a search box. */
  @property({ type: Boolean, reflect: true }) headless = false
  /** There is only something to read: what scrolls takes the focus, so that keys can move it. */
  @property({ type: Boolean, reflect: true }) reading = false
  @state() private hasFoot = false
  @query('dialog') private dialog!: HTMLDialogElement

  close(): void {
    if (!this.dialog.open) return
    this.dialog.close()
    this.open = false
    this.dispatchEvent(new CustomEvent('close'))
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('open')) return
    if (this.open && !this.dialog.open) {
      this.dialog.showModal()
      void this.#focusFirst()
    } else if (!this.open) this.close()
  }

  protected override render(): unknown {
    return html`<dialog
      aria-label=${this.heading}
      @cancel=${this.#cancelled}
      @close=${this.#closed}
      @pointerdown=${this.#pressed}
    >
      <div class="frame">
        ${
          this.headless
            ? html`<h2 class="visually-hidden">${this.heading}</h2>`
            : html`<header>
                <h2>${this.heading}</h2>
                <cairn-button
                  variant="quiet"
                  square
                  icon="x"
                  label=${t('action.close')}
                  @click=${() => this.close()}
                ></cairn-button>
              </header>`
        }
        <div
          class="content scrolls"
          tabindex=${this.reading ? 0 : nothing}
          role=${this.reading ? 'group' : nothing}
          aria-label=${this.reading ? this.heading : nothing}
        >
          <slot></slot>
        </div>
        <footer ?hidden=${!this.hasFoot}><slot name="foot" @slotchange=${this.#filled}></slot></footer>
      </div>
      ${this.open ? html`<cairn-announcer></cairn-announcer>` : nothing}
    </dialog>`
  }

  /** An element of ours can take the focus once it has rendered. */
  async #focusFirst(): Promise<void> {
    const wanted = this.querySelector<HTMLElement & { updateComplete?: Promise<boolean> }>('[autofocus]')
    await wanted?.updateComplete
    wanted?.focus()
  }

  #filled = (event: Event): void => {
    this.hasFoot = (event.target as HTMLSlotElement).assignedElements().length > 0
  }

  /** Escape, or a phone's way back. */
  #cancelled = (event: Event): void => {
    // A file input inside tells of its own.
    if (event.target !== this.dialog) return
    event.preventDefault()
    this.close()
  }

  /** What the browser closed by itself. */
  #closed = (): void => {
    if (!this.open || this.dialog.open) return
    this.open = false
    this.dispatchEvent(new CustomEvent('close'))
  }

  #pressed = (event: PointerEvent): void => {
    if (event.target === this.dialog) this.close()
  }

  static override styles = [
    base,
    scrolls,
    visuallyHidden,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(var(--dialog-width, 480px), calc(100vw - 32px));
        max-block-size: min(720px, calc(100dvb - 64px));
        margin-block-start: var(--dialog-top, auto);
        padding: 0;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow);
        font: var(--t-md) var(--font);
      }
      /* It has the focus when nothing in it wants it: that it is in front says so. */
      dialog:focus-visible {
        outline: none;
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      .frame {
        display: flex;
        flex-direction: column;
        max-block-size: inherit;
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s3);
        padding-block: var(--s4) var(--s2);
        padding-inline: var(--s5) var(--s3);
      }
      h2 {
        font: 650 var(--t-lg) var(--font);
      }
      .content {
        flex: 1;
        min-block-size: 0;
        padding: var(--s1) var(--s5) var(--s4);
      }
      :host([reading]) .content {
        padding-block-start: var(--s2);
      }
      .content:focus-visible {
        outline-offset: -2px;
      }
      :host([headless]) .content {
        padding: 0;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--s2);
        padding: var(--s3) var(--s5);
        border-block-start: 1px solid var(--line);
      }
      footer[hidden] {
        display: none;
      }
      @media (max-width: 599.98px) {
        dialog {
          inline-size: 100vw;
          max-inline-size: 100vw;
          max-block-size: calc(100dvb - 32px);
          margin-block: auto 0;
          border-inline: 0;
          border-block-end: 0;
          border-end-start-radius: 0;
          border-end-end-radius: 0;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-dialog': CairnDialog
  }
}
