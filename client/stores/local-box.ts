/** A box for small texts that last: `localStorage` where the browser allows it, else as long as the page. */

export interface TextBox {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

export function localBox(): TextBox {
  try {
    const box = globalThis.localStorage
    box.getItem('cairn')
    return box
  } catch {
    const kept = new Map<string, string>()
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }
  }
}
