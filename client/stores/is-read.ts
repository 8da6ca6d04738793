/** Waits until a document was read from the disk: at a start those that nobody looks at come when the page has time. */
import type { Device } from '../sync/device.ts'

/** @returns whether it is on this device */
export function isRead(device: Pick<Device, 'view'>, name: string): Promise<boolean> {
  const view = device.view(name)
  if (view.state !== 'loading') return Promise.resolve(view.state === 'ready')
  return new Promise((resolve) => {
    const stop = view.subscribe(() => {
      const { state } = device.view(name)
      if (state === 'loading') return
      stop()
      resolve(state === 'ready')
    })
  })
}
