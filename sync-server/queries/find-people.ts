/** Everyone else who has an account, or those whose name or username holds a text, page by page (docs/behaviour.md, US23). */
import { DIRECTORY } from '../../schema/documents.ts'
import { fold } from '../../schema/fold.ts'
import { parseUserId, type UserId } from '../../schema/ids.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { QueryDeps } from './deps.ts'
import { viewPerson, type PersonView } from './person-view.ts'

export interface FindPeopleInput {
  /** Any part of a name or username, whatever the case and accents; '' = everyone. */
  readonly search: string
  readonly limit: number
  readonly offset: number
}

export interface FoundPeople {
  /** By username. */
  readonly people: readonly PersonView[]
  /** Of all that fit. */
  readonly total: number
}

/** Without the caller and deleted accounts. */
export function findPeople(deps: QueryDeps, userId: UserId, { search, limit, offset }: FindPeopleInput): FoundPeople {
  const wanted = fold(search.trim())
  const world = soundWorld(deps.world())
  const found: { userId: UserId; username: string }[] = []
  for (const [key] of world.registers(DIRECTORY).entries('users')) {
    const candidate = parseUserId(key)
    if (candidate === null || candidate === userId) continue
    const person = projectPerson(world, candidate)
    const username = fold(person.username)
    if (person.isDeleted || !(username.includes(wanted) || fold(person.name).includes(wanted))) continue
    found.push({ userId: candidate, username })
  }
  found.sort((a, b) => (a.username === b.username ? a.userId - b.userId : a.username < b.username ? -1 : 1))
  const page = found.slice(offset, offset + limit)
  return { people: page.flatMap((one) => viewPerson(deps, userId, one.userId, world) ?? []), total: found.length }
}
