/** Says a line of the screen to a screen reader when it has changed; as it was first it is read where it stands. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { announce } from '../app/announcer.ts'

export class SayController implements ReactiveController {
  #said: string | null = null

  /** @param words  as they stand now; '' = nothing to say */
  constructor(
    host: ReactiveControllerHost,
    private readonly words: () => string,
  ) {
    host.addController(this)
  }

  hostUpdated(): void {
    const words = this.words()
    if (words !== '' && this.#said !== null && words !== this.#said) announce(words)
    this.#said = words
  }
}
