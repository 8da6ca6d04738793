/** Whether two people have their chat already, for doors that tell a new one from one that was there (docs/behaviour.md, CH11). */
import { channelDocument } from '../../schema/documents.ts'
import { directChannelId, type UserId } from '../../schema/ids.ts'
import type { QueryDeps } from './deps.ts'

export function hasDirect(deps: QueryDeps, userId: UserId, other: number): boolean {
  const root = channelDocument(directChannelId(userId, other as UserId))
  return deps.world().registers(root).get('meta', 'num') !== undefined
}
