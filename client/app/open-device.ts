/** Opens what a signed-in person's device needs, after the shell has painted: documents, outbox, socket. */
import type { Identity } from '../stores/session-store.ts'
import { storesOf, type Stores } from '../stores/stores.ts'
import { createDevice } from '../sync/create-device.ts'

export async function openDevice(identity: Identity): Promise<Stores> {
  return storesOf(await createDevice({ userId: identity.userId }))
}
