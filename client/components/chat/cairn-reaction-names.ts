/** Everybody who reacted to a message, by what they reacted with: opened from the menu of the message. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { formatNumber } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { ReactionView } from '../../stores/message-view.ts'
import { clipped, raised, scrolls } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import { place, type Box } from '../base/place.ts'
import { spoken } from './cairn-reactions.ts'
import { chatBase } from './chat-styles.ts'
import { hasEmojiFont, shownEmoji } from './emoji-support.ts'
import { namesPopoverStyles } from './names-popover-styles.ts'

@customElement('cairn-reaction-names')
export class CairnReactionNames extends LitElement {
  @state() private reactions: readonly ReactionView[] = []
  @query('[popover]') private box!: HTMLElement
  #returnTo: HTMLElement | null = null

  /** @param returnTo  gets the focus back */
  async open(reactions: readonly ReactionView[], anchor: Box, returnTo: HTMLElement | null): Promise<void> {
    this.reactions = reactions
    this.#returnTo = returnTo
    await this.updateComplete
    this.box.showPopover()
    place(this.box, anchor, { side: 'above', align: 'end' })
    this.box.focus()
  }

  protected override render(): unknown {
    return html`<div
      class="raised scrolls"
      popover
      role="dialog"
      tabindex="-1"
      aria-label=${t('chat.action.reactions')}
      @toggle=${this.#toggled}
    >
      ${repeat(
        this.reactions,
        ({ name }) => name,
        (reaction) => this.#list(reaction),
      )}
    </div>`
  }

  #list({ name, emoji, people }: ReactionView): TemplateResult {
    const label = t('chat.reaction.count', { name: spoken(name), count: people.length })
    return html`<section>
      <h2 aria-label=${label}>
        <bdi class=${hasEmojiFont() ? 'emoji' : 'name'}>${shownEmoji(emoji, name)}</bdi> ${formatNumber(people.length)}
      </h2>
      <ul>
        ${repeat(
          people,
          ({ userId }) => userId,
          (person) =>
            html`<li>
              <cairn-avatar name=${person.name} .person=${person.userId} src=${person.avatar ?? ''}></cairn-avatar
              ><bdi class="clipped">${person.name}</bdi>
            </li>`,
        )}
      </ul>
    </section>`
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'closed' && this.renderRoot.querySelector(':focus') !== null) this.#returnTo?.focus()
  }

  static override styles = [
    chatBase,
    clipped,
    raised,
    scrolls,
    namesPopoverStyles,
    css`
      .emoji {
        font-size: 0.9375rem;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-reaction-names': CairnReactionNames
  }
}
