/** A list of people beside a message: who has read it, who reacted to it. */
import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit'
import { query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { PersonView } from '../../stores/message-view.ts'
import { clipped, raised, scrolls } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import { place, type Box } from '../base/place.ts'
import { chatBase } from './chat-styles.ts'
import { namesPopoverStyles } from './names-popover-styles.ts'

export abstract class NamesPopover<Shown> extends LitElement {
  @state() private shown: Shown | null = null
  @query('[popover]') private box!: HTMLElement
  #returnTo: HTMLElement | null = null

  /** @param returnTo  gets the focus back */
  async open(shown: Shown, anchor: Box, returnTo: HTMLElement | null): Promise<void> {
    this.shown = shown
    this.#returnTo = returnTo
    await this.updateComplete
    this.box.showPopover()
    place(this.box, anchor, { side: 'above', align: 'end' })
    this.box.focus()
  }

  protected abstract label(): string

  protected abstract lists(shown: Shown): unknown

  protected override render(): unknown {
    return html`<div
      class="raised scrolls"
      popover
      role="dialog"
      tabindex="-1"
      aria-label=${this.label()}
      @toggle=${this.#toggled}
    >
      ${this.shown === null ? nothing : this.lists(this.shown)}
    </div>`
  }

  protected list(heading: TemplateResult, people: readonly PersonView[]): TemplateResult {
    return html`<section>
      ${heading}
      <ul>
        ${repeat(
          people,
          ({ userId }) => userId,
          ({ userId, name, avatar }) =>
            html`<li>
              <cairn-avatar name=${name} .person=${userId} src=${avatar ?? ''}></cairn-avatar
              ><bdi class="clipped">${name}</bdi>
            </li>`,
        )}
      </ul>
    </section>`
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState !== 'closed') return
    if (this.renderRoot.querySelector(':focus') !== null) this.#returnTo?.focus()
    this.shown = null
  }

  static override styles: CSSResultGroup = [chatBase, clipped, raised, scrolls, namesPopoverStyles]
}
