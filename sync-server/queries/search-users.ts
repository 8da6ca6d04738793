/** Finds people by part of their name or username, or by their whole e-mail address (docs/behaviour.md, US7, US8). */
import { DIRECTORY } from '../../schema/documents.ts'
import { fold } from '../../schema/fold.ts'
import { parseUserId, type UserId } from '../../schema/ids.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { QueryDeps } from './deps.ts'
import { viewPerson, type PersonView } from './person-view.ts'

const MIN_QUERY_CHARS = 2

interface Found {
  readonly userId: UserId
  readonly username: string
  /** Smaller is nearer to what was asked for. */
  readonly fit: number
}

/** @returns the nearest first: a whole username, the beginning of one, the beginning of a name, a part of either */
export function searchUsers(deps: QueryDeps, userId: UserId, query: string, limit: number): PersonView[] {
  const text = query.trim().replace(/^@/, '').trim()
  if ([...text].length < MIN_QUERY_CHARS) return []
  const wanted = fold(text)
  const world = soundWorld(deps.world())
  const addressed = text.includes('@') ? deps.accounts.findByLogin(text)?.userId : undefined
  const found: Found[] = []
  for (const [key] of world.registers(DIRECTORY).entries('users')) {
    const candidate = parseUserId(key)
    if (candidate === null || candidate === userId) continue
    const person = projectPerson(world, candidate)
    if (person.isDeleted) continue
    const username = fold(person.username)
    const fit = candidate === addressed ? 0 : fitOf(username, fold(person.name), wanted)
    if (fit !== null) found.push({ userId: candidate, username, fit })
  }
  found.sort((a, b) => a.fit - b.fit || compare(a.username, b.username) || a.userId - b.userId)
  return found.slice(0, limit).flatMap(({ userId: person }) => viewPerson(deps, userId, person, world) ?? [])
}

function fitOf(username: string, name: string, wanted: string): number | null {
  if (username === wanted) return 0
  if (username.startsWith(wanted)) return 1
  if (name.startsWith(wanted)) return 2
  return username.includes(wanted) || name.includes(wanted) ? 3 : null
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
