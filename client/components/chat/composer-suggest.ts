/** What a composer suggests while one types: people, channels or emoji for the word at the caret, and which is chosen. */
import type { LitElement, ReactiveController } from 'lit'
import { announce } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import type { Suggestion } from './cairn-suggest.ts'
import type { ComposerEmoji } from './composer-emoji.ts'
import { replaceRange, type TextSelection } from './composer-text.ts'
import { queryAt, type SuggestQuery } from './suggest.ts'
import { suggestionsFor, type SuggestSource } from './suggestions.ts'

export class ComposerSuggest implements ReactiveController {
  items: readonly Suggestion[] = []
  active = 0
  #asked: SuggestQuery | null = null

  constructor(
    private readonly host: LitElement,
    private readonly source: () => SuggestSource,
    private readonly emoji: ComposerEmoji,
  ) {
    host.addController(this)
  }

  hostDisconnected(): void {
    this.close()
  }

  get isOpen(): boolean {
    return this.items.length > 0
  }

  /** Where the caret stood when they were looked for. */
  get at(): number | null {
    return this.#asked?.to ?? null
  }

  /** Looks at the word before the caret; null = something is selected, and nothing is asked. */
  look(text: string, caret: number | null): void {
    const before = this.items.length
    this.#asked = caret === null ? null : queryAt(text, caret)
    const words = { everyone: t('chat.suggest.everyone'), outside: t('chat.suggest.outside') }
    const source = { ...this.source(), emoji: this.emoji.all }
    this.items = this.#asked ? suggestionsFor(this.#asked, source, words) : []
    this.active = 0
    this.host.requestUpdate()
    if (this.#asked && this.items.length !== before) {
      announce(t('chat.suggest.count', { count: this.items.length }))
    }
    if (this.#asked?.kind === 'emoji' && !this.emoji.isWhole) void this.#lookAgain(this.#asked, text)
  }

  /** Once all emoji are here, unless something else is asked by then. */
  async #lookAgain(asked: SuggestQuery, text: string): Promise<void> {
    await this.emoji.load()
    if (this.#asked === asked) this.look(text, asked.to)
  }

  step(by: 1 | -1): void {
    this.active = (this.active + by + this.items.length) % this.items.length
    this.host.requestUpdate()
  }

  /** @returns the text with the suggestion in the place of the word, or null when there is none */
  accept(index: number, text: string): TextSelection | null {
    const chosen = this.items[index]
    if (!chosen || !this.#asked) return null
    const { from, to } = this.#asked
    this.close()
    return replaceRange({ text }, from, to, `${chosen.insert} `)
  }

  close(): void {
    this.#asked = null
    this.items = []
    this.host.requestUpdate()
  }
}
