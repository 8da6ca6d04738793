/**
 * Toasts: at most one is shown, the rest queue. Something that can be undone passes by itself; a question stays, and lets
 * what passes go first (docs/behaviour.md, UI80).
 */
import { ValueStore } from '../stores/store.ts'

export interface NoticeAction {
  readonly id: string
  readonly label: string
}

export interface Notice {
  /** A notice with the id of a queued one takes its place. */
  readonly id: string
  readonly text: string
  readonly actions: readonly NoticeAction[]
  /** 0 = stays until it is answered. */
  readonly durationMs: number
  /** Told the chosen action's id; 'closed' and 'passed' are the other ways it ends. */
  readonly answered: (answer: string) => void
}

export class Notices extends ValueStore<readonly Notice[]> {
  constructor() {
    super([])
  }

  show(notice: Partial<Notice> & Pick<Notice, 'id' | 'text'>): void {
    const whole: Notice = { actions: [], durationMs: 6000, answered: () => undefined, ...notice }
    const isKnown = this.view.some(({ id }) => id === whole.id)
    this.set(isKnown ? this.view.map((other) => (other.id === whole.id ? whole : other)) : this.#with(whole))
  }

  /** An undo that waits behind a question is over before it is seen. */
  #with(notice: Notice): readonly Notice[] {
    const standing = this.view.findIndex(({ durationMs }) => durationMs === 0)
    const at = notice.durationMs === 0 || standing === -1 ? this.view.length : standing
    return [...this.view.slice(0, at), notice, ...this.view.slice(at)]
  }

  end(id: string, answer: string): void {
    const notice = this.view.find((other) => other.id === id)
    if (!notice) return
    this.set(this.view.filter((other) => other !== notice))
    notice.answered(answer)
  }
}

export const notices = new Notices()
