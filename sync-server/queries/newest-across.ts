/** The newest of many channels together, reading no more of each than that takes. */

/** One channel's items, newest first. What orders them is a number that is comparable over all channels: an id or a time. */
export interface Source<T> {
  /** Nothing that is left comes before this; 0 = nothing is left. */
  next: number
  /**
   * Reads on, and lowers `next`.
   *
   * @param count  how many to look at
   */
  read(count: number): readonly T[]
}

const FIRST_READ = 16
const MAX_READ = 512

/**
 * @param orderOf    what orders an item; larger comes first
 * @param maxLooked  how many items may be looked at in all, so that the work has a bound
 * @returns the first `limit`; where the bound was met, some that belong among them may be missing
 */
export function newestAcross<T>(
  sources: readonly Source<T>[],
  orderOf: (item: T) => number,
  limit: number,
  maxLooked: number,
): T[] {
  const found: T[] = []
  const counts = new Map<Source<T>, number>()
  for (let looked = 0; looked < maxLooked;) {
    const source = firstOf(sources)
    if (!source || found.filter((item) => orderOf(item) >= source.next).length >= limit) break
    // Quiet channels are asked for little, and the one where most is found for ever more.
    const count = Math.min(counts.get(source) ?? FIRST_READ, MAX_READ, maxLooked - looked)
    counts.set(source, count * 2)
    looked += count
    found.push(...source.read(count))
  }
  return found.sort((a, b) => orderOf(b) - orderOf(a)).slice(0, limit)
}

function firstOf<T>(sources: readonly Source<T>[]): Source<T> | null {
  let first: Source<T> | null = null
  for (const source of sources) if (source.next > (first?.next ?? 0)) first = source
  return first
}
