/** What may stand as somebody's picture (docs/behaviour.md, US14). */
import { MAX_AVATAR_CHARS } from '../../schema/limits.ts'

export type AvatarFault = 'avatar_long' | 'avatar_invalid'

/** @param avatar  a path under `/avatars/`, or the http(s) address of a picture elsewhere, which nobody here fetches */
export function judgeAvatar(avatar: string): AvatarFault | null {
  if (avatar.length > MAX_AVATAR_CHARS) return 'avatar_long'
  if (/^\/avatars\/[\w-]+(\.[\w-]+)*$/.test(avatar)) return null
  return URL.canParse(avatar) && /^https?:\/\/\S+$/i.test(avatar) ? null : 'avatar_invalid'
}
