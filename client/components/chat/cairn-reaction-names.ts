/** Everybody who reacted to a message, by what they reacted with: opened from the menu of the message. */
import { css, html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { formatNumber } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import type { ReactionView } from '../../stores/message-view.ts'
import { spoken } from './cairn-reactions.ts'
import { hasEmojiFont, shownEmoji } from './emoji-support.ts'
import { NamesPopover } from './names-popover.ts'

@customElement('cairn-reaction-names')
export class CairnReactionNames extends NamesPopover<readonly ReactionView[]> {
  protected override label(): string {
    return t('chat.action.reactions')
  }

  protected override lists(reactions: readonly ReactionView[]): unknown {
    return repeat(
      reactions,
      ({ name }) => name,
      ({ name, emoji, people }) => {
        const label = t('chat.reaction.count', { name: spoken(name), count: people.length })
        const heading = html`<h2 aria-label=${label}>
          <bdi class=${hasEmojiFont() ? 'emoji' : 'name'}>${shownEmoji(emoji, name)}</bdi>
          ${formatNumber(people.length)}
        </h2>`
        return this.list(heading, people)
      },
    )
  }

  static override styles = [
    NamesPopover.styles,
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
