/** Text as a search compares it. Pure. */

/** Without case and accents: `joao` finds João. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
