/** Keeps what is written in a channel's composer (docs/behaviour.md, ED7). Pure. */
import { accountDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { World } from '../views.ts'
import { wellFormed, type RegisterWrite } from './register-write.ts'

export interface SetDraftInput {
  readonly channelId: ChannelId
  /** Without anything but white space the draft goes. */
  readonly text: string
}

/** @returns nothing where the draft is that already */
export function setDraft(world: World, me: UserId, input: SetDraftInput): RegisterWrite[] {
  const doc = accountDocument(me)
  const value = input.text.trim() === '' ? null : wellFormed(input.text)
  const before = world.registers(doc).get('drafts', input.channelId) ?? null
  return before === value ? [] : [{ doc, root: 'drafts', key: input.channelId, value }]
}
