/** Plain JSON values: what a register may hold. Serves the value schemas and the digest. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Deepest nesting a register value may have; an honest value has at most 4. */
export const MAX_JSON_DEPTH = 8

/**
 * Whether `value` is plain JSON: own string keys on `Object.prototype`, dense arrays, finite numbers.
 * A decoded `__proto__` key changes the prototype of the object that carries it, so the prototype is what is asked.
 */
export function isPlainJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth >= MAX_JSON_DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => isPlainJson(item, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  return Object.values(value).every((item) => isPlainJson(item, depth + 1))
}

/** JSON text with object keys in code-unit order: equal values give equal text on every replica. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const record = value as Record<string, unknown>
  let members = ''
  for (const key of Object.keys(record).sort()) {
    if (record[key] === undefined) continue
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(record[key])}`
  }
  return `{${members}}`
}

/** Whether two register values are the same; absent equals only absent, and a member that is undefined is none. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, i) => sameJson(item, b[i]))
  }
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key of Object.keys(one)) if (!sameJson(one[key], other[key])) return false
  return Object.keys(other).every((key) => other[key] === undefined || one[key] !== undefined)
}
