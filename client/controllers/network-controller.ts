/**
 * Whether the browser says that there is no network. It saying that there is one is no proof of a connection, so nothing is
 * promised by it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export class NetworkController implements ReactiveController {
  /** @param came  a network came: what failed without one may go now */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly came: () => void = () => undefined,
  ) {
    host.addController(this)
  }

  get isCut(): boolean {
    return !navigator.onLine
  }

  hostConnected(): void {
    window.addEventListener('online', this.#changed)
    window.addEventListener('offline', this.#changed)
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#changed)
    window.removeEventListener('offline', this.#changed)
  }

  #changed = (): void => {
    if (!this.isCut) this.came()
    this.host.requestUpdate()
  }
}
