/** What another app shared with this one, as the service worker keeps it (client/service-worker/take-shared.ts). */

export interface SharedIn {
  readonly text: string
  readonly files: readonly { readonly name: string; readonly blob: Blob }[]
}

const CACHE = 'cairn.shared'

/** null = nothing is waiting. */
export async function readShared(): Promise<SharedIn | null> {
  const cache = await globalThis.caches?.open(CACHE).catch(() => null)
  const about = await cache?.match('/shared/about')
  if (!cache || !about) return null
  const { text, names } = (await about.json()) as { text: string; names: readonly string[] }
  const files: { name: string; blob: Blob }[] = []
  for (const [at, name] of names.entries()) {
    const kept = await cache.match(`/shared/${at}`)
    if (kept) files.push({ name, blob: await kept.blob() })
  }
  return { text, files }
}

export async function endShared(): Promise<void> {
  await globalThis.caches?.delete(CACHE)
}
