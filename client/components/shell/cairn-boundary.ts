/** Keeps a failure inside one pane: the others go on. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { announce } from '../../app/announcer.ts'
import type { FailedEvent } from '../../app/catch-failures.ts'
import { ask } from '../../app/commands.ts'
import { copyText } from '../../app/copy-text.ts'
import { deepActive, holds } from '../../app/focus.ts'
import { leaveTo } from '../../app/navigate.ts'
import { HOME } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { base, visuallyHidden } from '../../styles/shared.ts'
import '../base/cairn-button.ts'

@customElement('cairn-boundary')
export class CairnBoundary extends LitElement {
  /** What the pane shows; called anew for each update and after [Reload part]. */
  @property({ attribute: false }) content: () => unknown = () => null
  /** Another pane begins without the failure of the last one. */
  @property() name = ''
  /** The middle of the page: the failure is then its one heading. */
  @property({ type: Boolean }) primary = false
  /** Where it covers the rest: what leads away from it while it has failed. */
  @property() leave: 'back' | 'close' | '' = ''
  @state() private error: unknown = null
  @state() private attempt = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('cairn-failed', this.#failed)
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('name') && changed.get('name') !== undefined) this.error = null
  }

  protected override render(): unknown {
    if (this.error === null) return keyed(this.attempt, html`${this.content()}`)
    // What takes the focus of a pane is its first element.
    return html`<div class="failed" tabindex="-1">
      ${this.primary ? html`<h1 class="visually-hidden">${t('app.failed')}</h1>` : nothing}
      <cairn-empty icon="triangle-alert" text=${t('app.failed')}>
        <div class="actions">
          <cairn-button variant="primary" @click=${this.#again}>${t('app.reloadPart')}</cairn-button>
          <cairn-button @click=${this.#copy}>${t('app.copyDetails')}</cairn-button>
          ${this.#wayOut()}
        </div>
      </cairn-empty>
    </div>`
  }

  /** What would lead away failed with the part. */
  #wayOut(): unknown {
    switch (this.leave) {
      case 'back':
        return html`<cairn-button @click=${() => leaveTo(HOME)}>${t('action.back')}</cairn-button>`
      case 'close':
        return html`<cairn-button @click=${() => ask(this, 'close-panel')}>${t('action.close')}</cairn-button>`
      default:
        return nothing
    }
  }

  #failed = (event: FailedEvent): void => {
    event.stopPropagation()
    const hadFocus = holds(this, deepActive())
    this.error = event.detail.error ?? 'unknown'
    announce(t('app.failed'))
    if (hadFocus) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.failed')?.focus())
  }

  #again = (): void => {
    this.attempt++
    this.error = null
    this.dispatchEvent(new CustomEvent('part-reloaded'))
  }

  #copy = (): void => {
    const { error } = this
    void copyText(error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error))
  }

  static override styles = [
    base,
    visuallyHidden,
    css`
      :host {
        display: block;
        block-size: 100%;
        min-block-size: 0;
      }
      .failed,
      cairn-empty {
        block-size: 100%;
      }
      .failed {
        outline: none;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--s2);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-boundary': CairnBoundary
  }
  interface HTMLElementEventMap {
    /** Its button had the focus, and is gone. */
    'part-reloaded': CustomEvent<null>
  }
}
