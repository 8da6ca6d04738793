/** At the start: takes away what is left of accounts that left this device while its browser was closed too early. */
import { rememberedUser } from '../stores/session-store.ts'
import { finishLeaving } from './leave-device.ts'

void finishLeaving(rememberedUser())
