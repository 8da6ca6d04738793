/** The service worker: the app opens with the server down, and a new version comes when the person says so, or at the next start. */
import { keptApp } from './kept-app.ts'
import { notices } from './notices.ts'
import { t } from './text.ts'

/** How often a page that stays open asks whether there is a newer version. */
const ASK_EVERY_MS = 60 * 60_000

let isWanted = false
/** Without a worker there is nothing to ask. */
let look: () => void = () => undefined

export async function keepUpdated(): Promise<void> {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
  if (!serviceWorker) return keptApp.begin(undefined, () => undefined)
  // Only the tab where [Update] was pressed reloads: in the others somebody may be writing, and their files are kept.
  serviceWorker.addEventListener('controllerchange', () => {
    if (isWanted) location.reload()
  })
  let update: () => void = () => undefined
  // Without a worker (private window, plain http) everything works but opening without the server.
  await keptApp.begin(serviceWorker, (registration) => {
    const offer = () => {
      if (registration.waiting && serviceWorker.controller) offerUpdate(registration.waiting)
    }
    offer()
    // What is left of older builds may go.
    serviceWorker.controller?.postMessage({ type: 'started' })
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer))
    update = () => void registration.update().catch(() => undefined)
    look = () => {
      offer()
      update()
    }
  })
  setInterval(() => update(), ASK_EVERY_MS)
}

/** A newer version is wanted now: one that waits is offered again, else it is asked for (docs/behaviour.md, UI83). */
export function lookForUpdate(): void {
  look()
}

/** Says that a new version is ready; [Update] starts it, and so does the next start. */
export function offerUpdate(waiting: Pick<ServiceWorker, 'postMessage'>): void {
  notices.show({
    id: 'update',
    text: t('update.available'),
    durationMs: 0,
    actions: [
      { id: 'now', label: t('update.now') },
      { id: 'later', label: t('update.later') },
    ],
    answered: (answer) => {
      if (answer !== 'now') return
      void import('./is-busy.ts').then(({ isBusy, sayBusy }) => {
        if (isBusy()) return sayBusy()
        isWanted = true
        waiting.postMessage({ type: 'take-over' })
      })
    },
  })
}
