/** The letter that a press means, on any keyboard (docs/behaviour.md, KB5, KB49). Pure. */

interface Press {
  readonly key: string
  readonly code?: string
  readonly altKey: boolean
}

/** Latin letters and signs end here; what comes after is another script's. */
const LATIN_ENDS = '\u024f'

/**
 * A Latin letter or sign is what it is, wherever its key stands. Where another script is written, by one sign or by two (lam and alef
 * have a key of their own), or where Alt makes another sign of a letter, the place of the key counts.
 *
 * @returns in small letters; a named key is its name
 */
export function letterOf({ key, code, altKey }: Press): string {
  const place = /^Key([A-Z])$/.exec(code ?? '')?.[1]
  const isElsewhere = isOtherScript(key) || (altKey && key.length === 1 && !/[a-z]/i.test(key))
  return (isElsewhere && place ? place : key).toLowerCase()
}

export function isOtherScript(key: string): boolean {
  return key > LATIN_ENDS
}
