/** One form that asks the server: whether it waits for the answer, and what was wrong with the last one. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { AccountFault, Answer } from '../stores/account-api.ts'

export class AskController implements ReactiveController {
  #isWorking = false
  #fault: AccountFault | null = null

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  hostConnected(): void {}

  get isWorking(): boolean {
    return this.#isWorking
  }

  get fault(): AccountFault | null {
    return this.#fault
  }

  /** Whether the server found this field at fault. */
  blames(field: string): boolean {
    return this.#fault?.field === field
  }

  forget(): void {
    this.#fault = null
    this.host.requestUpdate()
  }

  /** For fixtures: as after an attempt. */
  show(fault: AccountFault): void {
    this.#fault = fault
    this.host.requestUpdate()
  }

  /** @returns null when it was refused, or when an answer is still waited for */
  async run<T>(ask: () => Promise<Answer<T>>): Promise<{ readonly value: T } | null> {
    if (this.#isWorking) return null
    this.#isWorking = true
    this.#fault = null
    this.host.requestUpdate()
    const answer = await ask()
    this.#isWorking = false
    if (!answer.ok) this.#fault = answer.fault
    this.host.requestUpdate()
    return answer.ok ? { value: answer.value } : null
  }
}
