/** Keeps a setting of one's own, on all one's devices (docs/behaviour.md, ED15). Pure. */
import { accountDocument } from '../documents.ts'
import type { UserId } from '../ids.ts'
import type { World } from '../views.ts'
import { wellFormed, type RegisterWrite } from './register-write.ts'

export interface SetPreferenceInput {
  /** 1-64 letters, digits, `_`, `.`, `-`. */
  readonly name: string
  /** null = back to the default. */
  readonly value: boolean | number | string | null
}

/** @returns nothing where it is that already */
export function setPreference(world: World, me: UserId, input: SetPreferenceInput): RegisterWrite[] {
  const { name } = input
  const value = wellFormed(input.value)
  const doc = accountDocument(me)
  const before = world.registers(doc).get('prefs', name) ?? null
  return before === value ? [] : [{ doc, root: 'prefs', key: name, value }]
}
