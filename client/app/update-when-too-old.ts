/** An app that is too old for its server looks for a newer one as soon as it hears so (docs/behaviour.md, UI83). */
import type { Device } from '../sync/device.ts'

/** @param look  asks for a newer version, and offers it */
export function updateWhenTooOld(device: Pick<Device, 'status' | 'onStatus'>, look: () => void): void {
  let wasTooOld = false
  device.onStatus(() => {
    const isTooOld = device.status().sync.state === 'too-old'
    if (isTooOld && !wasTooOld) look()
    wasTooOld = isTooOld
  })
}
