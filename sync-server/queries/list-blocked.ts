/** The people one has blocked (docs/behaviour.md, US9). */
import type { UserId } from '../../schema/ids.ts'
import type { QueryDeps } from './deps.ts'
import { listFlagged } from './list-flagged.ts'
import type { PersonView } from './person-view.ts'

export function listBlocked(deps: QueryDeps, userId: UserId): PersonView[] {
  return listFlagged(deps, userId, 'blocks')
}
