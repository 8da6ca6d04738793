/**
 * A button with a menu, or a menu alone that `openAt` shows. Arrow keys, Home, End and first letters move; Esc gives the
 * focus back. Dispatches `select` with the item's id.
 */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { base, raised } from '../../styles/shared.ts'
import './cairn-button.ts'
import './cairn-icon.ts'
import type { ButtonVariant } from './cairn-button.ts'
import type { IconName } from './icons.ts'
import { place, type Box } from './place.ts'
import { menuStyles } from './menu-styles.ts'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly keys?: string
  readonly danger?: boolean
  /** Makes it one of a set of choices. */
  readonly checked?: boolean
  /** Why it cannot be chosen now. */
  readonly reason?: string
  /** What else is to be known of it: one line below the items for all that have it. */
  readonly hint?: string
  /** Draws a hairline above. */
  readonly apart?: boolean
}

export type MenuSelectEvent = CustomEvent<{ readonly id: string }>

@customElement('cairn-menu')
export class CairnMenu extends LitElement {
  @property({ attribute: false }) items: readonly MenuItem[] = []
  /** The name of the menu, and of its button. */
  @property() label = ''
  @property() icon: IconName | '' = 'ellipsis'
  @property() variant: ButtonVariant = 'quiet'
  /** No button: the menu is opened by `openAt`. */
  @property({ type: Boolean }) bare = false
  /** Text on the button; else it is square. */
  @property() text = ''
  @state() private isOpen = false
  @query('[popover]') private list!: HTMLElement
  #returnTo: HTMLElement | null = null

  /** Opens beside a box of the window; the focus goes back to `returnTo` or to the button. */
  async openAt(anchor: Box, returnTo: HTMLElement | null = null): Promise<void> {
    this.#returnTo = returnTo
    this.isOpen = true
    await this.updateComplete
    this.list.showPopover()
    place(this.list, anchor, { side: 'below', align: 'end' })
    this.#focus(0)
  }

  override focus(): void {
    this.renderRoot.querySelector('cairn-button')?.focus()
  }

  protected override render(): unknown {
    return html`${
        this.bare
          ? nothing
          : html`<cairn-button
              variant=${this.variant}
              icon=${this.icon}
              label=${this.label}
              ?square=${!this.text}
              haspopup="menu"
              expanded=${this.isOpen ? 'true' : 'false'}
              @click=${this.#toggle}
              >${this.text || nothing}</cairn-button
            >`
      }
      <div
        class="raised"
        popover="auto"
        role="menu"
        aria-label=${this.label}
        @toggle=${this.#toggled}
        @contextmenu=${(event: Event) => event.preventDefault()}
        @keydown=${this.#keydown}
      >
        ${this.isOpen ? [this.items.map((item) => this.#item(item)), this.#hint()] : nothing}
      </div>`
  }

  /** For the eye; to the ear each item says it. */
  #hint(): unknown {
    const hint = this.items.find((item) => item.hint)?.hint
    return hint ? html`<p aria-hidden="true">${hint}</p>` : nothing
  }

  #item(item: MenuItem): unknown {
    return html`${item.apart ? html`<div role="separator"></div>` : nothing}<button
        type="button"
        tabindex="-1"
        role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'}
        aria-checked=${item.checked === undefined ? nothing : String(item.checked)}
        aria-disabled=${item.reason ? 'true' : nothing}
        aria-description=${item.reason ?? item.hint ?? nothing}
        class=${classMap({ danger: item.danger === true })}
        @click=${() => this.#choose(item)}
      >
        <cairn-icon
          name=${item.icon ?? 'check'}
          class=${classMap({ blank: !item.icon && item.checked !== true })}
        ></cairn-icon>
        <span>${item.label}${item.reason ? html`<small aria-hidden="true">${item.reason}</small>` : nothing}</span
        >${item.keys ? html`<kbd aria-hidden="true">${item.keys}</kbd>` : nothing}
      </button>`
  }

  #toggle = (): void => {
    if (this.isOpen) this.list.hidePopover()
    else void this.openAt(this.getBoundingClientRect(), this.renderRoot.querySelector('cairn-button'))
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'open') return
    const hadFocus = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== null
    this.isOpen = false
    if (hadFocus) this.#returnTo?.focus()
  }

  #choose(item: MenuItem): void {
    if (item.reason) return
    this.#returnTo?.focus()
    this.list.hidePopover()
    this.dispatchEvent(new CustomEvent('select', { detail: { id: item.id } }) satisfies MenuSelectEvent)
  }

  #keydown = (event: KeyboardEvent): void => {
    const buttons = this.#buttons()
    const at = buttons.findIndex((button) => button.matches(':focus'))
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }
    const next = to[event.key]
    if (next !== undefined) this.#focus((next + buttons.length) % buttons.length)
    else if (event.key === 'Tab') this.list.hidePopover()
    else if (event.key.length === 1 && /\S/.test(event.key) && !event.ctrlKey && !event.metaKey)
      this.#seek(event.key, at)
    else return
    if (event.key !== 'Tab') event.preventDefault()
    event.stopPropagation()
  }

  #seek(letter: string, from: number): void {
    const starts = this.items.map((item) => item.label.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()))
    const after = starts.findIndex((is, index) => is && index > from)
    const found = after >= 0 ? after : starts.indexOf(true)
    if (found >= 0) this.#focus(found)
  }

  #focus(index: number): void {
    this.#buttons()[index]?.focus()
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.list.querySelectorAll('button')]
  }

  static override styles = [base, raised, menuStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-menu': CairnMenu
  }
}
