/** Everyone who has an account, and which of them are there or were of late (docs/behaviour.md, US20, US21). */
import { DIRECTORY } from '../../schema/documents.ts'
import { parseUserId, type UserId } from '../../schema/ids.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import { userExists } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { QueryDeps } from './deps.ts'

export interface ListedPerson {
  readonly userId: UserId
  readonly username: string
  readonly color: string | null
}

/** @returns by username, in the order of code units; without deleted accounts */
export function listPeople(deps: QueryDeps): ListedPerson[] {
  const world = soundWorld(deps.world())
  const people: ListedPerson[] = []
  for (const [key] of world.registers(DIRECTORY).entries('users')) {
    const userId = parseUserId(key)
    if (userId === null || !userExists(world, userId)) continue
    const { username, color } = projectPerson(world, userId)
    people.push({ userId, username, color })
  }
  return people.sort((a, b) => (a.username < b.username ? -1 : 1))
}

/** Those with a picture of their own on this server that `viewer` may see; ascending. */
export function listPictured(deps: QueryDeps, viewer: UserId): UserId[] {
  const world = deps.world()
  const pictured = deps.people.pictured()
  return pictured.filter((userId) => userExists(world, userId) && mayKnow(world, viewer, userId, 'avatar'))
}

/** Somebody who was there within this time is one who was there of late. */
const RECENTLY_MS = 24 * 60 * 60_000

/** Those who are there or were of late, as far as `viewer` may know; ascending. */
export function listPresences(deps: QueryDeps, viewer: UserId): { userId: UserId; presence: Presence }[] {
  const world = deps.world()
  const recent = new Set([...deps.people.seenSince(deps.now() - RECENTLY_MS), ...deps.online().people])
  return [...recent]
    .filter((userId) => userExists(world, userId) && mayKnow(world, viewer, userId, 'lastSeen'))
    .sort((a, b) => a - b)
    .map((userId) => ({ userId, presence: deps.presenceOf(userId) }))
}
