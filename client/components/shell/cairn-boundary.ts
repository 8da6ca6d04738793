/** Keeps a failure inside one pane: the others go on. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { announce } from '../../app/announcer.ts'
import type { FailedEvent } from '../../app/catch-failures.ts'
import { copyText } from '../../app/copy-text.ts'
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
    return html`${this.primary ? html`<h1 class="visually-hidden">${t('app.failed')}</h1>` : nothing}<cairn-empty
        icon="triangle-alert"
        text=${t('app.failed')}
      >
        <div class="actions">
          <cairn-button variant="primary" @click=${this.#again}>${t('app.reloadPart')}</cairn-button>
          <cairn-button @click=${this.#copy}>${t('app.copyDetails')}</cairn-button>
        </div>
      </cairn-empty>`
  }

  #failed = (event: FailedEvent): void => {
    event.stopPropagation()
    this.error = event.detail.error ?? 'unknown'
    announce(t('app.failed'))
  }

  #again = (): void => {
    this.attempt++
    this.error = null
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
      cairn-empty {
        block-size: 100%;
      }
      .actions {
        display: flex;
        gap: var(--s2);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-boundary': CairnBoundary
  }
}
