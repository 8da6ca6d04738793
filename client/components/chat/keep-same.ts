/** Views are made anew from the documents; what did not change keeps its object, so that its row is not rendered again. Pure. */
import type { MessageView } from '../../stores/message-view.ts'

/** `after` with the objects of `before` where they are equal; `before` itself when nothing changed. */
export function keepSame(before: readonly MessageView[], after: readonly MessageView[]): readonly MessageView[] {
  const known = new Map(before.map((message) => [message.id, message]))
  const kept = after.map((message) => {
    const old = known.get(message.id)
    return old !== undefined && isEqual(old, message) ? old : message
  })
  const isSame = kept.length === before.length && kept.every((message, index) => message === before[index])
  return isSame ? before : kept
}

/** Equal plain data: the same members with the same values, a missing one as good as undefined. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key in one) if (!isEqual(one[key], other[key])) return false
  for (const key in other) if (!(key in one) && other[key] !== undefined) return false
  return true
}
