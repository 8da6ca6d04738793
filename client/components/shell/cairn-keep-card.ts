/** One card while this browser may clear what Cairn keeps: ask it not to. Comes again after 14 days at most. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { localBox } from '../../stores/local-box.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'

const AGAIN_AFTER_MS = 14 * 24 * 60 * 60_000
const ASKED = 'cairn.keep-asked'

@customElement('cairn-keep-card')
export class CairnKeepCard extends LitElement {
  /** Shown whatever the browser says: for fixtures. */
  @property({ type: Boolean }) always = false
  @state() private isShown = false
  @state() private answer = ''

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#look()
  }

  protected override render(): unknown {
    if (!this.isShown && !this.always) return nothing
    return html`<div class="card" role="group" aria-label=${t('storage.notPersistent')}>
      <p>${this.answer || t('storage.notPersistent')}</p>
      ${
        this.answer
          ? html`<cairn-button @click=${this.#later}>${t('action.close')}</cairn-button>`
          : html`<cairn-button variant="primary" @click=${this.#keep}>${t('storage.keep')}</cairn-button>
              <cairn-button variant="quiet" @click=${this.#later}>${t('action.notNow')}</cairn-button>`
      }
    </div>`
  }

  async #look(): Promise<void> {
    const asked = Number(localBox().getItem(ASKED) ?? 0)
    const storage = navigator.storage as StorageManager | undefined
    if (!storage?.persisted || Date.now() - asked < AGAIN_AFTER_MS) return
    this.isShown = !(await storage.persisted())
  }

  #keep = async (): Promise<void> => {
    this.answer = (await navigator.storage.persist()) ? t('storage.kept') : t('storage.notKept')
    localBox().setItem(ASKED, String(Date.now()))
  }

  #later = (): void => {
    localBox().setItem(ASKED, String(Date.now()))
    this.isShown = this.always = false
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .card {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
        margin: var(--s4) var(--s1) 0;
        padding: var(--s3);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--surface);
        font: var(--t-sm) var(--font);
      }
      p {
        flex: 1 0 100%;
      }
      @media (max-width: 599.98px) {
        .card {
          margin-inline: var(--s4);
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-keep-card': CairnKeepCard
  }
}
