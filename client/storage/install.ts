/** The browser's offer to install the app: kept until somebody wants it. */

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

let offered: InstallPrompt | null = null
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of [...listeners]) listener()
}

globalThis.addEventListener?.('beforeinstallprompt', (event) => {
  event.preventDefault()
  offered = event as InstallPrompt
  tell()
})
globalThis.addEventListener?.('appinstalled', () => {
  offered = null
  tell()
})

export function canInstall(): boolean {
  return offered !== null
}

/** Asks; the browser allows one question for each offer. */
export async function install(): Promise<void> {
  const question = offered
  offered = null
  await question?.prompt()
  tell()
}

/** Called when it can be installed, or no more. @returns to stop */
export function onInstall(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
