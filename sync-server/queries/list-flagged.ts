/** The people whom one's account names in `contacts` or `blocks` (docs/behaviour.md, US9). */
import { accountDocument } from '../../schema/documents.ts'
import { fold } from '../../schema/fold.ts'
import { parseUserId, type UserId } from '../../schema/ids.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { QueryDeps } from './deps.ts'
import { viewPerson, type PersonView } from './person-view.ts'

/** @returns by name, those of one name by id; without deleted accounts */
export function listFlagged(deps: QueryDeps, userId: UserId, root: 'contacts' | 'blocks'): PersonView[] {
  const world = soundWorld(deps.world())
  const people = [...world.registers(accountDocument(userId)).entries(root)].flatMap(([key]) => {
    const person = parseUserId(key)
    const view = person && viewPerson(deps, userId, person, world)
    return view && !view.isDeleted ? [{ view, name: fold(view.name) }] : []
  })
  people.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.view.userId - b.view.userId))
  return people.map(({ view }) => view)
}
