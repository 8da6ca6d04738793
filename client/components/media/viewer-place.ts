/** Where a viewer stands in the pictures and films of a chat, and how it goes on: older ones are read as it comes to them. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { ViewerList, Viewed } from './viewer-list.ts'

/** 1 = to the one before it, -1 = to the one after it. */
export type ViewerStep = 1 | -1

export class ViewerPlace implements ReactiveController {
  #list: ViewerList | null = null
  #index = 0
  #hasOlder = true
  #shown: Viewed | null = null

  /** @param changed  told when another one is shown */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly changed: (shown: Viewed) => void,
  ) {
    host.addController(this)
  }

  hostConnected(): void {}

  get shown(): Viewed | null {
    return this.#shown
  }

  /** @returns whether the file is in the list */
  async open(list: ViewerList, messageId: string, fileId: string): Promise<boolean> {
    this.#list = list
    const index = await list.find(messageId, fileId)
    if (index >= 0) this.#show(index)
    return index >= 0
  }

  has(step: ViewerStep): boolean {
    return step === 1 ? this.#hasOlder || this.#index < this.#count - 1 : this.#index > 0
  }

  async step(step: ViewerStep): Promise<void> {
    if (!this.#shown || !this.has(step)) return
    const wanted = this.#index + step
    while (wanted >= this.#count && this.#hasOlder) await this.#more()
    if (wanted < this.#count) this.#show(wanted)
    else this.host.requestUpdate()
  }

  get #count(): number {
    return this.#list?.items.length ?? 0
  }

  #show(index: number): void {
    const shown = this.#list?.items[index]
    if (!shown) return
    this.#index = index
    this.#shown = shown
    this.host.requestUpdate()
    this.changed(shown)
    // Whether there is an older one is known before it is asked for.
    if (index === this.#count - 1) void this.#readOn()
  }

  async #readOn(): Promise<void> {
    const known = this.#count
    while (this.#hasOlder && this.#count === known) await this.#more()
    this.host.requestUpdate()
  }

  async #more(): Promise<void> {
    this.#hasOlder = (await this.#list?.more()) ?? false
  }
}
