/** At the start: takes away what is left of accounts that left this device while its browser was closed too early. */
import { localBox } from '../stores/local-box.ts'
import { REMEMBERED } from '../stores/session-store.ts'
import type { UserId } from '../../schema/ids.ts'
import { finishLeaving } from './leave-device.ts'

const kept = JSON.parse(localBox().getItem(REMEMBERED) ?? 'null') as { userId?: UserId } | null
void finishLeaving(kept?.userId ?? null)
