/**
 * Tells an account's other devices of a sign-in from a place that it was not used at before (docs/behaviour.md, AU63). It is
 * a note in the account's document: who is offline sees it later, and one answer is seen by all.
 */
import { setPreference } from '../../schema/edits/set-preference.ts'
import { newDevicePref, newDeviceValue } from '../../schema/new-device.ts'
import type { UserId } from '../../schema/ids.ts'
import type { AccountDeps } from './deps.ts'

/** After the sign-in, which waits for nothing. @throws never */
export function noteNewDevice(deps: AccountDeps, userId: UserId, sessionId: string, name: string): void {
  if (!deps.sessions.isNewPlace(sessionId)) return
  const preference = { name: newDevicePref(sessionId), value: newDeviceValue({ name, at: deps.now() }) }
  deps
    .runInCommit((tx) => tx.write({ userId }, setPreference(tx.world, userId, preference)))
    .catch((error: unknown) => deps.log.error({ err: error }, 'a new device was not noted'))
}
