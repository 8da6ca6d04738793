/** Whether the server answers now, with all that was missed or while it is still being brought. */
import type { Device } from '../sync/device.ts'

export function isInTouch(device: Pick<Device, 'status'>): boolean {
  const { state } = device.status().sync
  return state === 'live' || state === 'syncing'
}
