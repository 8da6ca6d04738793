/**
 * Tells each device of a person which chats their other devices show now, in a window that they are in: what arrives there
 * needs no notification here (docs/behaviour.md, PR8).
 */
import type { UserId } from '../../schema/ids.ts'
import type { Hub } from './hub.ts'
import type { DeviceSession, Session } from './session.ts'

interface ElsewhereDeps {
  readonly hub: () => Pick<Hub, 'sessionsOf' | 'flush'>
  /** What a socket said of its person. */
  readonly activityOf: (session: Session) => 'active' | 'idle'
  defer(run: () => void): void
}

export class Elsewhere {
  /** What a device was told last; of none it knows by itself. */
  private readonly told = new WeakMap<DeviceSession, string>()

  constructor(private readonly deps: ElsewhereDeps) {}

  /** Call when a device of the person came, went, or shows something else. */
  refresh(userId: UserId): void {
    const devices = [...this.deps.hub().sessionsOf(userId)].filter((session) => session.kind === 'device')
    const looking = devices.filter((session) => this.deps.activityOf(session) === 'active')
    let isTold = false
    for (const device of devices) {
      const others = looking.flatMap((other) => (other === device || !other.watched ? [] : [other.watched]))
      const channels = [...new Set(others)].sort()
      const said = channels.join(' ')
      if (said === (this.told.get(device) ?? '')) continue
      this.told.set(device, said)
      device.tell({ t: 'elsewhere', channels })
      isTold = true
    }
    // Who said it flushes their own socket alone.
    if (isTold) this.deps.defer(() => this.deps.hub().flush())
  }
}
