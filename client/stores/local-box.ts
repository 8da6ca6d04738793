/** A box for small texts that last: `localStorage` where the browser allows it, else as long as the page. */
import { storageFailure } from '../persistence/storage-failure.ts'

export interface TextBox {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Keeps what a person chose. Throws `storage_failed`. */
export function keepText(box: TextBox, key: string, value: string): void {
  try {
    box.setItem(key, value)
  } catch (cause) {
    throw storageFailure(`keep ${key}`, cause)
  }
}

/** One that tells what is in it. */
export interface ListedBox extends TextBox {
  keys(): readonly string[]
  /** Tells the key of each text that another tab changed; null = all of them. */
  listen(listener: (key: string | null) => void): void
}

export function localBox(): ListedBox {
  try {
    const box = globalThis.localStorage
    box.getItem('cairn')
    return {
      getItem: (key) => box.getItem(key),
      setItem: (key, value) => box.setItem(key, value),
      removeItem: (key) => box.removeItem(key),
      keys: () => Object.keys(box),
      listen: (listener) => {
        const hear = globalThis.addEventListener as typeof addEventListener | undefined
        hear?.call(globalThis, 'storage', (event) => listener((event as StorageEvent).key))
      },
    }
  } catch {
    return memoryBox()
  }
}

/** As long as the page; fixtures and tests use it too. */
export function memoryBox(): ListedBox {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
    listen: () => undefined,
  }
}
