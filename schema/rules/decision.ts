/** What a rule answers, and what it is asked about. */
import type { ErrorCode } from '../errors.ts'
import type { Json } from '../json.ts'

/** One register write or delete, as `inspect` or a command names it. */
export interface Entry {
  readonly root: string
  readonly key: string
  /** The register's value before this entry; undefined = absent. */
  readonly before: Json | undefined
  /** The value it would get; undefined = removed. */
  readonly value: Json | undefined
  /** False when the writer did not know `before` (DESIGN.md, section 3, settle). */
  readonly causal: boolean
  /** Written and removed before it ever arrived: nothing was there, and nothing is. */
  readonly erased?: boolean
}

export type Decision = { readonly allowed: true } | Refusal

export interface Refusal {
  readonly allowed: false
  readonly code: ErrorCode
  readonly reason: string
  readonly detail?: Json
}

export const ALLOW: Decision = { allowed: true }

/** @param reason the rule's number in docs/behaviour.md, then what was wrong; never message text */
export function refuse(code: ErrorCode, reason: string, detail?: Json): Refusal {
  return detail === undefined ? { allowed: false, code, reason } : { allowed: false, code, reason, detail }
}
