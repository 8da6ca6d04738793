/** Whether a chat is muted: for good, or until a time that has not come. Pure. */
import type { ChannelPrefs } from '../registers/account.ts'

export function isMutedNow({ muted }: Pick<ChannelPrefs, 'muted'>, nowMs: number): boolean {
  return muted === true || (typeof muted === 'number' && muted > nowMs)
}
