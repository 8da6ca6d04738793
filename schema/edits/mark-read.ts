/** Moves one's read mark in a channel (docs/behaviour.md, ED6). Pure. */
import { accountDocument } from '../documents.ts'
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import type { ReadValue } from '../registers/account.ts'
import type { World } from '../views.ts'
import { plain, type RegisterWrite } from './register-write.ts'

export interface MarkReadInput {
  readonly channelId: ChannelId
  /** Everything up to here is read; 0 = nothing. */
  readonly seq: number
  /** The message at `seq`; left out only at 0. */
  readonly messageId?: MessageId
  /** Marking as unread: the mark may also go back. */
  readonly mayGoBack?: boolean
}

/** @returns nothing where the mark would stay, or would go back unasked */
export function markRead(world: World, me: UserId, input: MarkReadInput): RegisterWrite[] {
  const doc = accountDocument(me)
  const before = world.registers(doc).get('read', input.channelId) as ReadValue | undefined
  const seqBefore = before?.seq ?? 0
  if (input.seq === seqBefore || (input.seq < seqBefore && input.mayGoBack !== true)) return []
  const messageId = input.seq === 0 ? undefined : input.messageId
  return [{ doc, root: 'read', key: input.channelId, value: plain({ seq: input.seq, messageId }) }]
}
