/** What this device remembers of uploads beside the files: whether large ones are held, and how large the server takes them. */
import { keepText, type TextBox } from '../stores/local-box.ts'
import type { Wishes } from './plan.ts'

/** What a server takes that was never asked: its default. */
const DEFAULT_LIMIT_BYTES = 52_428_800

export interface UploadWishes {
  get(): Wishes
  set(wishes: Wishes): void
  limitBytes(): number
  setLimit(bytes: number): void
}

export function uploadWishes(userId: number, box: TextBox): UploadWishes {
  const [held, limit] = [`cairn.uploads.held.${userId}`, `cairn.uploads.limit.${userId}`]
  return {
    get: () => ({ holdsBig: box.getItem(held) === '1' }),
    set: ({ holdsBig }) => (holdsBig ? keepText(box, held, '1') : box.removeItem(held)),
    limitBytes: () => Number(box.getItem(limit)) || DEFAULT_LIMIT_BYTES,
    setLimit: (bytes) => box.setItem(limit, String(bytes)),
  }
}
