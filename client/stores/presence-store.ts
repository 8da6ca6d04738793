/** Who is here, as far as this device may say: it tells of a change only where somebody asked (docs/behaviour.md, UI81). */
import type { UserId } from '../../schema/ids.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import type { Device } from '../sync/device.ts'
import { DerivedStore, type Unsubscribe } from './store.ts'

export type PresenceOf = (userId: UserId) => Presence | 'unknown'

export function presenceOf(
  device: Pick<Device, 'userId' | 'status' | 'presence'>,
  userId: UserId,
): Presence | 'unknown' {
  if (device.status().sync.state !== 'live') return 'unknown'
  // The server tells of the others only.
  return userId === device.userId ? 'active' : device.presence(userId)
}

export class PresenceStore extends DerivedStore<PresenceOf> {
  /** What was answered, since people type and read far more often than they come and go. */
  #told = new Map<UserId, Presence | 'unknown'>()

  constructor(private readonly device: Pick<Device, 'userId' | 'status' | 'presence' | 'onPeers' | 'onStatus'>) {
    super()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    const look = () => {
      if ([...this.#told].some(([userId, told]) => presenceOf(this.device, userId) !== told)) changed()
    }
    return [this.device.onPeers(look), this.device.onStatus(look)]
  }

  protected override compute(): PresenceOf {
    this.#told.clear()
    return (userId) => {
      const now = presenceOf(this.device, userId)
      this.#told.set(userId, now)
      return now
    }
  }
}
