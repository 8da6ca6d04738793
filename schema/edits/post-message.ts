/** Posts a message (docs/behaviour.md, ED2). Pure. */
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import type { MessageValue } from '../registers/messages.ts'
import type { World } from '../views.ts'
import { messageWrite, type RegisterWrite } from './register-write.ts'
import { setDraft } from './set-draft.ts'

export interface PostMessageInput {
  readonly channelId: ChannelId
  /** A new ULID on the corrected clock. */
  readonly messageId: MessageId
  readonly text?: string
  readonly type?: MessageValue['type']
  readonly files?: MessageValue['files']
  readonly replyTo?: MessageValue['replyTo']
  readonly forwardedFrom?: MessageValue['forwardedFrom']
  readonly links?: MessageValue['links']
  /** In place of a text. */
  readonly sealed?: MessageValue['sealed']
  readonly metadata?: MessageValue['metadata']
  /** True where the text did not come from the channel's composer: a thread, a forward, a notification. */
  readonly keepsDraft?: boolean
}

/** The message, and the end of the draft that it was. */
export function postMessage(world: World, me: UserId, input: PostMessageInput): RegisterWrite[] {
  const { channelId, messageId, text, type, files, replyTo, forwardedFrom, keepsDraft = false } = input
  const { links, sealed, metadata } = input
  const message: MessageValue = {
    by: me,
    text: text === '' ? undefined : text,
    type: type === 'text' ? undefined : type,
    replyTo,
    forwardedFrom,
    files: files?.length === 0 ? undefined : files,
    links: links?.length === 0 ? undefined : links,
    sealed,
    metadata,
  }
  const write = messageWrite(channelId, messageId, message)
  return keepsDraft ? [write] : [write, ...setDraft(world, me, { channelId, text: '' })]
}
