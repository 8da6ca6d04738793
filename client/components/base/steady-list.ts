/**
 * A list that is chosen from keeps its order while nothing new is looked for: a chat that is read or written to meanwhile would
 * put another row under the hand that is about to press (docs/behaviour.md, UI187). Pure.
 */
export interface SteadyList<T> {
  readonly found: readonly T[]
  /** The place of the one pointed at. */
  readonly active: number
}

/** @param now  what is found now, the best first: what was not there before stands at the end */
export function steadyList<T extends { readonly id: string }>(before: SteadyList<T>, now: readonly T[]): SteadyList<T> {
  const places = new Map(before.found.map(({ id }, place) => [id, place]))
  const placeOf = ({ id }: T): number => places.get(id) ?? before.found.length
  const found = [...now].sort((a, b) => placeOf(a) - placeOf(b))
  const pointed = found.findIndex(({ id }) => id === before.found[before.active]?.id)
  return { found, active: pointed >= 0 ? pointed : Math.max(0, Math.min(before.active, found.length - 1)) }
}
