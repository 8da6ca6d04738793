/**
 * JSON that programs keep with their messages: kept as text, so that nothing in it is ever read, and given back as the value
 * that it was. Both ways it has a bound to its depth: writing what is nested without end would fail.
 */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'

const MAX_DEPTH = 32

/**
 * @param name  of the field, for the refusal
 * @returns undefined for what is absent or null
 * @throws invalid: nested deeper than 32 levels; too_large
 */
export function writeOpaque(value: unknown, name: string, maxChars: number): string | undefined {
  if (value === undefined || value === null) return undefined
  if (!isShallow(value, MAX_DEPTH))
    throw new CairnError(ErrorCode.Invalid, `EN10: nested deeper than ${MAX_DEPTH} levels`, { field: name })
  const text = JSON.stringify(value)
  if (text.length > maxChars)
    throw new CairnError(ErrorCode.TooLarge, `EN10: longer than ${maxChars} characters`, { field: name })
  return text
}

/** What other programs left there in another form is given as the text that it is. */
export function readOpaque(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isShallow(value, MAX_DEPTH) ? value : text
  } catch {
    return text
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return true
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1))
}
