/** Renders an element anew each minute: one timer for all that tell how long ago something was. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

const MINUTE_MS = 60_000

const hosts = new Set<ReactiveControllerHost>()
let timer: ReturnType<typeof setInterval> | undefined

export class MinuteController implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  hostConnected(): void {
    hosts.add(this.host)
    timer ??= setInterval(() => hosts.forEach((host) => host.requestUpdate()), MINUTE_MS)
  }

  hostDisconnected(): void {
    hosts.delete(this.host)
    if (hosts.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
