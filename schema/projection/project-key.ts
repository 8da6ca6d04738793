/** What is known of a person's public key (docs/behaviour.md, EN21). Pure and total. */
import { DIRECTORY } from '../documents.ts'
import type { UserId } from '../ids.ts'
import type { DirectoryKey } from '../registers/directory.ts'
import type { World } from '../views.ts'
import { soundWorld } from './sound-world.ts'

/** @returns null of who has none, and where the directory has not told of it */
export function projectKey(given: World, userId: UserId): DirectoryKey | null {
  const key = soundWorld(given).registers(DIRECTORY).get('keys', String(userId))
  return (key as DirectoryKey | undefined) ?? null
}
