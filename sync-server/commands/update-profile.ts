/** Changes what one tells of oneself, and to whom, all or nothing (docs/behaviour.md, US12-US16). */
import { setProfile, type SetProfileInput } from '../../schema/edits/set-profile.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { judgeUsername } from '../accounts/names.ts'
import type { MediaDeps } from '../media/deps.ts'
import { viewPerson, type PersonView } from '../queries/person-view.ts'
import type { CommitTransaction } from '../sync/sync-server-port.ts'
import type { CommandDeps } from './deps.ts'
import { takeAvatar } from './take-avatar.ts'

/** What is not named stays. */
export interface UpdateProfileInput extends SetProfileInput {
  readonly username?: string
  /** As `takeAvatar` takes it. */
  readonly avatarUrl?: string | null
}

const USERNAME_FAULTS = {
  username_invalid: 'A username has 1 to 32 letters, digits, hyphens or underscores.',
  username_reserved: 'This username is reserved.',
} as const

/**
 * @returns the person as they see themselves
 * @throws CairnError conflict for a name that is taken; invalid, with the field; what is wrong with the picture
 */
export async function updateProfile(
  deps: CommandDeps,
  media: MediaDeps,
  userId: UserId,
  input: UpdateProfileInput,
): Promise<PersonView> {
  const { username, avatarUrl, ...profile } = input
  const fault = username === undefined ? null : judgeUsername(username)
  if (fault) throw new CairnError(ErrorCode.Invalid, USERNAME_FAULTS[fault], { field: 'username' })
  const picture = avatarUrl === undefined ? null : await takeAvatar(media, userId, { user: userId }, avatarUrl)
  try {
    await deps.runInCommit((tx) => {
      // Everything that can be refused comes before the directory is changed.
      const isRenamed = username !== undefined && takeUsername(deps, userId, username, tx.nowMs)
      picture?.count()
      if (picture) tx.putAvatar(userId, picture.avatar)
      tx.write({ userId }, setProfile(tx.world, userId, profile))
      if (isRenamed) announceName(deps, tx, userId)
    })
  } catch (error) {
    await picture?.drop()
    throw error
  }
  const seen = viewPerson(deps, userId, userId)
  if (!seen) throw new CairnError(ErrorCode.Auth, 'not signed in')
  return seen
}

/** @returns false when one has it already */
function takeUsername({ accounts }: CommandDeps, userId: UserId, username: string, nowMs: number): boolean {
  if (accounts.find(userId)?.username === username) return false
  if (accounts.setUsername(userId, username, nowMs)) return true
  throw new CairnError(ErrorCode.Conflict, 'This username is taken.', { field: 'username' })
}

function announceName({ accounts }: CommandDeps, tx: CommitTransaction, userId: UserId): void {
  const account = accounts.find(userId)
  if (account) tx.renameUser({ userId, username: account.username, admin: account.admin })
}
