/**
 * Where what is asked beside the work goes away with the focus, a toast or a card, the focus goes back to where it came from
 * (docs/behaviour.md, UI194).
 */
import type { LitElement, ReactiveController } from 'lit'
import { ask } from '../app/commands.ts'
import { deepActive, holds } from '../app/focus.ts'
import { GoneFocusController } from './gone-focus-controller.ts'

export class GiveBackController implements ReactiveController {
  #roots: readonly Node[] = []
  /** What lost the focus last, outside. */
  #left: HTMLElement | null = null
  #from: HTMLElement | null = null

  /** @param selector  of what may go with the focus in it */
  constructor(
    private readonly host: LitElement,
    selector: string,
  ) {
    host.addController(this)
    new GoneFocusController(host, selector, () => this.#giveBack())
  }

  hostConnected(): void {
    // The focus that moves within one tree is told there alone.
    this.#roots = rootsOf(this.host)
    for (const root of this.#roots) root.addEventListener('focusout', this.#noteLeft)
    this.host.addEventListener('focusin', this.#noteFrom)
  }

  hostDisconnected(): void {
    for (const root of this.#roots) root.removeEventListener('focusout', this.#noteLeft)
    this.host.removeEventListener('focusin', this.#noteFrom)
  }

  #noteLeft = (event: Event): void => {
    const [left] = event.composedPath()
    if (left instanceof HTMLElement && !holds(this.host, left)) this.#left = left
  }

  #noteFrom = (): void => {
    this.#from = this.#left
  }

  #giveBack(): void {
    const from = this.#from
    if (from?.isConnected) from.focus()
    if (!from || deepActive() !== from) ask(this.host, 'composer')
  }
}

function rootsOf(of: Node): Node[] {
  const roots: Node[] = []
  for (let node: Node | null = of; node; node = node instanceof ShadowRoot ? node.host : null) {
    node = node.getRootNode()
    roots.push(node)
  }
  return roots
}
