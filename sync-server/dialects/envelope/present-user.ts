/** People in seed 004's words. */
import type { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import { accountOf } from '../../accounts/account-of.ts'
import type { AccountDeps } from '../../accounts/deps.ts'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { isoTime } from '../../http/schemas.ts'
import type { QueryDeps } from '../../queries/deps.ts'
import { viewPerson, type PersonView } from '../../queries/person-view.ts'
import type { foundUser, ownUser } from './schemas/users.ts'

export function presentUser({ userId, username, name, avatar }: PersonView): z.input<typeof foundUser> {
  return { id: userId, username, nickname: name, avatar }
}

/** What oneself is told. @throws auth when the account was deleted meanwhile */
export function presentOwnUser(account: AccountDeps, domain: QueryDeps, userId: UserId): z.input<typeof ownUser> {
  const { login, email, createdAtMs } = accountOf(account, { userId })
  const person = viewPerson(domain, userId, userId)
  if (!person) throw new CairnError(ErrorCode.Auth, 'not signed in')
  const keys = account.keys.find(userId)
  return {
    ...presentUser(person),
    login: login ?? person.username,
    pkebymk: keys?.pkebymk ?? null,
    pkebyrk: keys?.pkebyrk ?? null,
    pubk: keys?.pubk ?? null,
    salt: keys?.salt ?? null,
    identity_key: keys?.identityKey ?? null,
    signature: keys?.signature ?? null,
    signed_at: keys?.signedAt ?? null,
    key_version: keys?.version ?? null,
    email,
    created_at: isoTime(createdAtMs),
  }
}
