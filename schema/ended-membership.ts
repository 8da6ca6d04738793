/**
 * Who ended a membership, and when (docs/behaviour.md, SY900): the root that tells it is not read any more by who is out, so
 * the server notes it in the `prefs` of their account, as it does with new devices, until they are in again.
 */
import { parseUserId, type ChannelId, type UserId } from './ids.ts'
import type { Registers } from './views.ts'

export interface EndedMembership {
  /** 0 = the server. */
  readonly by: UserId | 0
  /** Milliseconds since 1970. */
  readonly at: number
}

export function endedPref(channelId: ChannelId): string {
  return `ended.${channelId}`
}

export function endedValue({ by, at }: EndedMembership): string {
  return `${at} ${by}`
}

/** Total: what does not fit is none. */
export function endedMembership(account: Pick<Registers, 'get'>, channelId: ChannelId): EndedMembership | null {
  const value = account.get('prefs', endedPref(channelId))
  const [, at, by = ''] = /^(\d{1,15}) (\d{1,15})$/.exec(typeof value === 'string' ? value : '') ?? []
  const userId = by === '0' ? 0 : parseUserId(by)
  return at === undefined || userId === null ? null : { by: userId, at: Number(at) }
}
