/** Where a request comes from, as limits count it and the list of devices shows it. */
import { deviceName } from '../accounts/device-name.ts'
import type { Caller } from '../accounts/deps.ts'
import type { CairnContext } from './state.ts'

const MAX_DEVICE_CHARS = 128
const MAX_VERSION_CHARS = 64

/** A program may name its device; for browsers it is made from what they say of themselves. */
export function callerOf(ctx: CairnContext): Caller {
  const named = ctx.get('x-device-name').trim().slice(0, MAX_DEVICE_CHARS)
  const appVersion = ctx.get('x-app-version').trim().slice(0, MAX_VERSION_CHARS)
  return {
    address: ctx.ip.replace(/^::ffff:(?=\d+\.)/i, ''),
    device: named || deviceName(ctx.get('user-agent')),
    ...(appVersion === '' ? {} : { appVersion }),
  }
}
