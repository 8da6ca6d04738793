/** The keyboard of a composer: what a key means here is `composer-keys`, and this does it. */
import { isComposing } from '../../app/is-composing.ts'
import { chosenKeys, isMac } from '../../app/keyboard.ts'
import { composerAction, type ComposerAction } from './composer-keys.ts'
import type { ComposerSuggest } from './composer-suggest.ts'
import type { ComposerTyped } from './composer-typed.ts'

/** What keys act on. */
export interface ComposerParts {
  readonly typed: ComposerTyped
  readonly suggest: ComposerSuggest
  /** Settings and state that change what a key means. */
  place(): { readonly enterSends: boolean; readonly hasContext: boolean }
  send(): void
  /** Out of the reply or edit. */
  leave(): void
  /** Up in an empty box: own last message to edit, or the last one to answer. */
  want(what: 'edit-last-wanted' | 'reply-last-wanted'): void
}

export class ComposerKeyboard {
  constructor(private readonly parts: ComposerParts) {}

  /** For `keydown` on the text box. */
  press = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const { typed, suggest } = this.parts
    // What the caret has left is not accepted.
    typed.moved()
    // Up and Down are of the list while it is open, whatever else they were taken from.
    const isOfList = suggest.isOpen && isBareArrow(event)
    const keys = isOfList ? event : chosenKeys(event, 'writing')
    const action =
      keys &&
      composerAction(keys, {
        ...this.parts.place(),
        isSuggesting: suggest.isOpen,
        isEmpty: typed.text === '',
        isInFence: typed.isInFence,
        isTouch: isTouch(),
        isMac: isMac(),
      })
    if (!action) return
    event.preventDefault()
    if (action.do === 'close' || action.do === 'leave') event.stopPropagation()
    this.#do(action)
  }

  #do(action: ComposerAction): void {
    const { parts } = this
    switch (action.do) {
      case 'send':
      case 'leave':
        return parts[action.do]()
      case 'edit-last':
        return parts.want('edit-last-wanted')
      case 'reply-to-last':
        return parts.want('reply-last-wanted')
      case 'new-line':
        return parts.typed.newLine()
      case 'format':
        return parts.typed.format(action.format)
      case 'accept':
        return parts.typed.accept(parts.suggest.active)
      case 'next':
      case 'previous':
        return parts.suggest.step(action.do === 'next' ? 1 : -1)
      case 'close':
        return parts.suggest.close()
    }
  }
}

function isBareArrow({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return (key === 'ArrowUp' || key === 'ArrowDown') && !altKey && !ctrlKey && !metaKey
}

export function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches
}
