/** Sets or takes down a flag of one's account: what `hidden`, `contacts` and `blocks` hold (docs/behaviour.md, ED14). Pure. */
import { accountDocument } from '../documents.ts'
import type { UserId } from '../ids.ts'
import type { World } from '../views.ts'
import type { RegisterWrite } from './register-write.ts'

/** @returns nothing where it is as wanted already */
export function setFlag(
  world: World,
  me: UserId,
  root: 'hidden' | 'contacts' | 'blocks',
  key: string,
  isSet: boolean,
): RegisterWrite[] {
  const doc = accountDocument(me)
  if ((world.registers(doc).get(root, key) !== undefined) === isSet) return []
  return [{ doc, root, key, value: isSet ? 1 : null }]
}
