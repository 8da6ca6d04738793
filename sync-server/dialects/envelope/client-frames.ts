/** What a client says over `/ws` becomes a command, and its outcome the fields of an `ok` (seed 004; docs/behaviour.md, EN7-EN16). */
import type { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { MessageType } from '../../../schema/registers/messages.ts'
import { findMessage } from '../../access/find-message.ts'
import { deleteMessage } from '../../commands/delete-message.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { editMessage } from '../../commands/edit-message.ts'
import { forwardMessage } from '../../commands/forward-message.ts'
import { postMessage } from '../../commands/post-message.ts'
import { setTyping } from '../../commands/set-typing.ts'
import { FieldError } from '../../http/field-error.ts'
import type { MediaDeps } from '../../media/deps.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import { ownChat } from './own-chat.ts'
import { presentOne } from './present-message.ts'
import { namedFiles, readContent } from './read-content.ts'
import * as frames from './schemas/frames.ts'

export interface FrameDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
}

/** @returns the fields of the `ok`; throws what a route would throw */
type Handle = (deps: FrameDeps, userId: UserId, fields: unknown) => Promise<object> | object

function frame<S extends z.ZodType>(
  schema: S,
  work: (deps: FrameDeps, userId: UserId, fields: z.output<S>) => Promise<object> | object,
): Handle {
  return (deps, userId, fields) => {
    const parsed = schema.safeParse(fields)
    if (parsed.success) return work(deps, userId, parsed.data)
    const faults = parsed.error.issues.map(({ path, message }) => ({
      loc: ['data', ...path.map(String)],
      msg: message,
    }))
    throw new FieldError(faults)
  }
}

const send = (usual: MessageType) =>
  frame(frames.sendMessage, async ({ domain, media }, userId, sent) => {
    const channel = ownChat(domain, userId, sent.chat_id)
    const message = await postMessage(domain, userId, {
      ...{ ...readContent(sent, usual), channelId: channel.id, files: namedFiles(media, userId, sent.metadata) },
      replyToId: sent.reply_to_message_id ?? undefined,
      clientMessageId: sent.client_message_id ?? undefined,
    })
    return told(domain, userId, message)
  })

/** By the frame's type; `init` is the socket's own affair. */
export const CLIENT_FRAMES: ReadonlyMap<string, Handle> = new Map<string, Handle>([
  // Events of a chat come to all its members, joined or not: this only tells whether it is one's own.
  ['join_chat', frame(frames.joinChat, ({ domain }, userId, { chat_id }) => joined(domain, userId, chat_id))],
  ['leave_chat', frame(frames.joinChat, (_deps, _userId, { chat_id }) => ({ chat_id }))],
  ['send_message', send('text')],
  ['voice_message', send('voice')],
  ['video_message', send('video')],
  [
    'edit_message',
    frame(frames.editMessage, async ({ domain }, userId, sent) => {
      const { sealed } = messageIn(domain, userId, sent.chat_id, sent.message_id)
      const content = readContent({ ...sent, message_type: sealed ? 'encrypted' : 'text' })
      // Whoever only encrypts anew under the same keys need not send them again.
      const kept = content.sealed && { envelopes: sealed?.envelopes, ...content.sealed }
      const input = { id: sent.message_id, text: content.text, sealed: kept, metadata: content.metadata }
      return told(domain, userId, await editMessage(domain, userId, input))
    }),
  ],
  [
    'delete_message',
    frame(frames.deleteMessage, async ({ domain }, userId, { chat_id, message_id }) => {
      messageIn(domain, userId, chat_id, message_id)
      await deleteMessage(domain, userId, { id: message_id, forAll: true })
      return { chat_id, message_id }
    }),
  ],
  [
    'forward_message',
    frame(frames.forwardMessage, async ({ domain }, userId, sent) => {
      messageIn(domain, userId, sent.from_chat_id, sent.message_id)
      const target = ownChat(domain, userId, sent.to_chat_id).id
      const says = (sent.message ?? '') !== '' || (sent.envelopes ?? null) !== null
      const { text, sealed, metadata } = readContent(sent)
      const content = says ? { text, sealed, metadata } : undefined
      const [message] = await forwardMessage(domain, userId, { id: sent.message_id, targets: [target], content })
      return told(domain, userId, message as StoredMessage)
    }),
  ],
  [
    'typing',
    frame(frames.typing, ({ domain }, userId, { chat_id, is_typing }) => {
      setTyping(domain, userId, { channel: ownChat(domain, userId, chat_id), isTyping: is_typing })
      return { chat_id }
    }),
  ],
])

function told(domain: CommandDeps, userId: UserId, message: StoredMessage): object {
  const presented = presentOne(domain, userId, message)
  return { chat_id: presented.chat_id, message_id: presented.id, message: presented }
}

function joined(domain: CommandDeps, userId: UserId, chatId: number): object {
  ownChat(domain, userId, chatId)
  return { chat_id: chatId }
}

/** @throws not_found: also a message of another chat */
function messageIn(domain: CommandDeps, userId: UserId, chatId: number, messageId: number): StoredMessage {
  const channel = ownChat(domain, userId, chatId)
  const { message } = findMessage(domain.world(), domain.messages, userId, messageId)
  if (message.channelId === channel.id) return message
  throw new CairnError(ErrorCode.NotFound, 'There is no such message in this chat.')
}
