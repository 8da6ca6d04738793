/** The address that pushes go to, when the browser changes it. */

declare const self: ServiceWorkerGlobalScope

/** A browser may change its address by itself, or end it; then it is asked for a new one, for the same key. */
export async function subscribeAgain(old: PushSubscription | null): Promise<void> {
  const { pushManager } = self.registration
  const key = old?.options.applicationServerKey
  const again = () => (key ? pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }) : null)
  // Where it is not allowed any more there is nothing to do: the page says so.
  const subscription = (await pushManager.getSubscription()) ?? (await again()?.catch(() => null))
  if (!subscription) return
  const headers = { 'Content-Type': 'application/json' }
  await fetch('/session/push', { method: 'PUT', headers, body: JSON.stringify(subscription) }).catch(() => undefined)
}
