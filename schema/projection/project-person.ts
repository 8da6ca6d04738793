/** A person as others see them (docs/behaviour.md, PJ11). Pure and total. */
import { DIRECTORY } from '../documents.ts'
import type { UserId } from '../ids.ts'
import type { DirectoryProfile, DirectoryUser } from '../registers/directory.ts'
import type { World } from '../views.ts'
import { soundWorld } from './sound-world.ts'

export interface PersonView {
  readonly userId: UserId
  /** '' while the directory has not told it. */
  readonly username: string
  /** What to show: the chosen name, else the username, else `#` and the id. */
  readonly name: string
  readonly color: string | null
  readonly avatar: string | null
  readonly status: string
  readonly isAdministrator: boolean
  readonly isDeleted: boolean
}

export function projectPerson(given: World, userId: UserId): PersonView {
  const directory = soundWorld(given).registers(DIRECTORY)
  const user = directory.get('users', String(userId)) as DirectoryUser | undefined
  const isDeleted = user?.deletedAt !== undefined
  // What a deleted account told of itself is gone, whatever is left of it in the document.
  const profile = isDeleted ? undefined : (directory.get('profiles', String(userId)) as DirectoryProfile | undefined)
  const username = user?.username ?? ''
  return {
    userId,
    username,
    name: profile?.name?.trim() || username || `#${userId}`,
    color: profile?.color ?? null,
    avatar: profile?.avatar || null,
    status: profile?.status ?? '',
    isAdministrator: user?.admin === true && !isDeleted,
    isDeleted,
  }
}
