/** Jump to a chat, a person or a channel by a few letters of its name, all from local data. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { announce } from '../../app/announcer.ts'
import { navigate } from '../../app/navigate.ts'
import { chatRoute } from '../../app/routes.ts'
import { isComposing } from '../../app/is-composing.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, clipped } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-dialog.ts'
import '../base/cairn-icon.ts'
import { combobox } from '../base/combobox.ts'
import { steadyList } from '../base/steady-list.ts'
import { walkOptions } from '../base/walk-options.ts'
import type { CairnDialog } from '../base/cairn-dialog.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import { findTargets, searchTarget, targetsOf, type Target } from './switcher-targets.ts'
import { quickSwitcherStyles } from './quick-switcher-styles.ts'

@customElement('cairn-quick-switcher')
export class CairnQuickSwitcher extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ type: Boolean }) open = false
  /** Only people: a new direct message. */
  @property({ type: Boolean }) people = false
  @state() private term = ''
  @state() private active = 0
  @query('cairn-dialog') private dialog!: CairnDialog | null
  @query('input') private input!: HTMLInputElement | null
  #chats = new StoreController(this, () => (this.open ? this.stores?.chats : null))
  #directory = new StoreController(this, () => (this.open ? this.stores?.directory : null))
  #found: readonly Target[] = []

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open') && this.open) this.term = ''
    if (changed.has('open') || changed.has('term') || changed.has('people')) {
      this.#found = []
      this.active = 0
    }
    const [chats, directory] = [this.#chats.view, this.#directory.view]
    if (!chats || !directory) return
    const found = findTargets(targetsOf(chats, directory, t('chats.savedMessages'), this.people), this.term)
    const query = this.term.trim()
    if (query !== '' && !this.people) found.push(searchTarget(t('switcher.search', { query })))
    const steady = steadyList({ found: this.#found, active: this.active }, found)
    this.#found = steady.found
    this.active = steady.active
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open') && this.open) this.input?.focus()
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }

  protected override render(): unknown {
    if (!this.open) return nothing
    const found = this.#found
    const label = this.people ? t('direct.label') : t('switcher.label')
    return html`<cairn-dialog
      open
      headless
      heading=${this.people ? t('direct.title') : t('switcher.title')}
      @close=${() => this.dispatchEvent(new CustomEvent('close'))}
    >
      <div class="box">
        <cairn-icon name="search"></cairn-icon>
        ${combobox({
          label,
          placeholder: label,
          value: this.term,
          count: found.length,
          active: this.active,
          isFirst: true,
          typed: this.#typed,
          pressed: this.#keydown,
        })}
      </div>
      <ul id="list" role="listbox" aria-label=${label} ?hidden=${found.length === 0}>
        ${repeat(
          found,
          ({ id }) => id,
          (target, i) => this.#option(target, i),
        )}
      </ul>
      ${found.length === 0 && this.term ? html`<p>${t('switcher.none', { query: this.term })}</p>` : nothing}
    </cairn-dialog>`
  }

  #option(target: Target, i: number): unknown {
    const more = target.is === 'person' ? t('switcher.person') : target.is === 'found' ? t('switcher.open') : ''
    return html`<li
      id="option-${i}"
      role="option"
      aria-selected=${i === this.active ? 'true' : 'false'}
      @click=${() => this.#go(target)}
      @pointermove=${() => (this.active = i)}
    >
      ${
        target.person !== null
          ? html`<cairn-avatar .name=${target.title} .person=${target.person} src=${target.picture}></cairn-avatar>`
          : html`<cairn-avatar icon=${target.is === 'search' ? 'search' : KIND_ICONS[target.kind]}></cairn-avatar>`
      }
      <span class="clipped"><bdi>${target.title}</bdi></span>
      ${more ? html`<small>${more}</small>` : nothing}
      ${target.unread > 0 ? html`<small class="count">${t('chats.unread', { n: target.unread })}</small>` : nothing}
    </li>`
  }

  #typed = (): void => {
    this.term = this.input?.value ?? ''
    void this.updateComplete.then(() => announce(t('switcher.count', { n: this.#found.length })))
  }

  #keydown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const to = walkOptions(event.key, this.active, this.#found.length)
    const target = this.#found[this.active]
    if (to !== null) this.active = to
    else if (event.key === 'Enter' && target) this.#go(target)
    else return
    event.preventDefault()
  }

  #go(target: Target): void {
    if (target.is === 'person') this.stores?.chats.keep(target.id)
    this.dialog?.close()
    navigate(target.is === 'search' ? { page: 'search', query: this.term.trim() } : chatRoute(target.id))
  }

  static override styles = [base, clipped, quickSwitcherStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-quick-switcher': CairnQuickSwitcher
  }
}
