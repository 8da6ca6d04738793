/** Why somebody may not write where they do not read (docs/behaviour.md, MB3, MT7). Pure. */
import { channelDocument, type DocumentRef } from '../documents.ts'
import { ErrorCode } from '../errors.ts'
import type { UserId } from '../ids.ts'
import type { MemberValue } from '../registers/members.ts'
import type { World } from '../views.ts'
import { channelOf, type Channel } from './channel.ts'
import { refuse, type Refusal } from './decision.ts'

/** `gone` for who was in a channel when it was deleted; all others learn nothing of it. */
export function noAccess(world: World, userId: UserId, document: DocumentRef): Refusal {
  const channel = 'channelId' in document ? channelOf(world, document.channelId) : null
  return channel?.isDeleted && wasIn(world, userId, channel)
    ? refuse(ErrorCode.Gone, 'MT7: the channel is deleted')
    : refuse(ErrorCode.Forbidden, 'MB3: not a document one reads')
}

/** Of a public channel that is everybody. */
function wasIn(world: World, userId: UserId, { id, kind }: Channel): boolean {
  const written = world.registers(channelDocument(id)).get('members', String(userId)) as MemberValue | undefined
  return kind === 'public' || (written?.role ?? 'none') !== 'none'
}
