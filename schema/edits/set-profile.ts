/** Changes what one tells of oneself, and to whom (docs/behaviour.md, ED13). Pure. */
import { accountDocument } from '../documents.ts'
import type { UserId } from '../ids.ts'
import { sameJson, type Json } from '../json.ts'
import type { PrivacyValue } from '../registers/account.ts'
import type { World } from '../views.ts'
import { plain, wellFormed, type RegisterWrite } from './register-write.ts'

export interface SetProfileInput {
  /** '' takes it back, here and below. */
  readonly name?: string
  /** `#rrggbb` */
  readonly color?: string
  readonly bio?: string
  readonly status?: string
  /** What changes; what is not named stays. */
  readonly privacy?: PrivacyValue
}

/** One register each, and only those that change. */
export function setProfile(world: World, me: UserId, input: SetProfileInput): RegisterWrite[] {
  const doc = accountDocument(me)
  const account = world.registers(doc)
  return Object.entries(input).flatMap(([key, wanted]: [string, string | PrivacyValue | undefined]) => {
    if (wanted === undefined) return []
    const before = account.get('profile', key) ?? null
    let value: Json | null = typeof wanted === 'string' ? wellFormed(wanted) : null
    if (wanted === '') value = null
    else if (typeof wanted === 'object') value = plain({ ...(before as PrivacyValue | null), ...wanted })
    return sameJson(before, value) ? [] : [{ doc, root: 'profile', key, value }]
  })
}
