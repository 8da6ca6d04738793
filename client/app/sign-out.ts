/** Signs out: what waits may go first, then the session ends and what is theirs leaves the device. */
import type { SessionStore } from '../stores/session-store.ts'
import type { Stores } from '../stores/stores.ts'

export async function signOut(stores: Stores | null, session: SessionStore | null): Promise<void> {
  if (!stores) return session?.signOut()
  await stores.drafts.flush()
  const { letUnsentGo } = await import('./let-unsent-go.ts')
  await letUnsentGo(stores.device)
  await session?.signOut(async () => {
    const { leaveDevice } = await import('../storage/leave-device.ts')
    await stores.device.stop()
    await leaveDevice(stores.device.userId).catch((cause: unknown) => console.warn('cairn: leave', cause))
  })
}
