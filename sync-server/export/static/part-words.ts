/**
 * Which parts of words a piece of the search index may hold: a Bloom filter of trigrams, so that a search loads only the
 * pieces that can have a match. The page's script (search-script.ts) asks it in the same way.
 */

export const FILTER_BITS = 65_536

export class PartWords {
  private readonly bits = new Uint8Array(FILTER_BITS / 8)

  /** @param folded  as `fold` made it */
  add(folded: string): void {
    for (let at = 0; at + 3 <= folded.length; at++) {
      this.set(bitOf(folded, at, 0x811c9dc5))
      this.set(bitOf(folded, at, 0x01000193))
    }
  }

  toBase64(): string {
    return Buffer.from(this.bits).toString('base64')
  }

  private set(bit: number): void {
    this.bits[bit >> 3] = (this.bits[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
}

/** FNV-1a over three UTF-16 units. */
function bitOf(text: string, at: number, seed: number): number {
  let hash = seed
  for (let n = at; n < at + 3; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193) >>> 0
  return hash % FILTER_BITS
}
