/** The device behind the stores, for what looks after its disk. A scripted device has none: what is shown of it is given. */
import type { Core } from '../sync/core.ts'
import type { Device } from '../sync/device.ts'

export function coreOf(device: Device): Core | null {
  return 'core' in device ? (device.core as Core) : null
}
