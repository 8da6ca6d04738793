/** A person's own settings, as their devices and programs kept them (docs/behaviour.md, CM13). */
import { accountDocument } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { QueryDeps } from './deps.ts'

/** @returns undefined where nothing was kept under that name */
export function readPreferences(deps: QueryDeps, userId: UserId): (name: string) => Json | undefined {
  const account = deps.world().registers(accountDocument(userId))
  return (name) => account.get('prefs', name)
}
