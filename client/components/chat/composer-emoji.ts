/**
 * The emoji that a composer finds by name (docs/behaviour.md, MG15): at first those of the workspace, and all of its own list as
 * soon as one is looked for.
 */
import type { ReactiveControllerHost } from 'lit'
import type { EmojiView } from './emoji-search.ts'

type MakeList = (reactions: readonly EmojiView[]) => readonly EmojiView[]

export class ComposerEmoji {
  #make: MakeList | null = null
  #of: readonly EmojiView[] | null = null
  #all: readonly EmojiView[] = []

  /** @param reactions  those that the workspace has a name for; the same array while they are the same */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly reactions: () => readonly EmojiView[],
  ) {}

  get isWhole(): boolean {
    return this.#make !== null
  }

  /** The same array while nothing changed. */
  get all(): readonly EmojiView[] {
    const reactions = this.reactions()
    if (!this.#make) return reactions
    if (reactions !== this.#of) this.#all = this.#make(reactions)
    this.#of = reactions
    return this.#all
  }

  load = async (): Promise<void> => {
    this.#make ??= (await import('./emoji-list.ts')).emojiOfMessages
    this.host.requestUpdate()
  }
}
