/** Sends a message on into other channels, all of them or none (docs/behaviour.md, CM8). */
import { postMessage, type PostMessageInput } from '../../schema/edits/post-message.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { findMessage } from '../access/find-message.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { CommandDeps } from './deps.ts'
import { quote } from './quote.ts'

export interface ForwardMessageCommand {
  /** Integer id. */
  readonly id: number
  /** Those that the person is in; each gets it once. */
  readonly targets: readonly ChannelId[]
  /** What is said in place of the original, as what is encrypted has to be for other readers; its files go along. */
  readonly content?: Pick<PostMessageInput, 'text' | 'sealed' | 'metadata'>
}

/**
 * @returns the new messages, in the order of `targets`; of one that is named twice the same message
 * @throws CairnError not_found, or the code of the first rule broken in any of the channels
 */
export async function forwardMessage(
  deps: CommandDeps,
  userId: UserId,
  input: ForwardMessageCommand,
): Promise<StoredMessage[]> {
  const placed = await deps.runInCommit((tx) => {
    const { message } = findMessage(tx.world, deps.messages, userId, input.id)
    const { text, type, files, links, by, channelId } = message
    const [sealed, metadata] = [message.sealed ?? undefined, message.metadata ?? undefined]
    // Who says something else in its place does not want the original's words beside it.
    const origin = input.content ? { id: message.messageId } : quote(message)
    const forwardedFrom = { ...origin, channel: channelId, by }
    const content = {
      ...(input.content ?? { text: text ?? '', sealed, metadata }),
      ...{ type, files: [...files], links: [...links], forwardedFrom, keepsDraft: true },
    }
    const ids = new Map(input.targets.map((target) => [target, tx.newId() as MessageId]))
    const writes = [...ids].flatMap(([target, messageId]) =>
      postMessage(tx.world, userId, { ...content, channelId: target, messageId }),
    )
    tx.write({ userId }, writes)
    return ids
  })
  return input.targets.map((target) => {
    const posted = deps.messages.find(target, placed.get(target) as MessageId)
    if (!posted) throw new CairnError(ErrorCode.Internal, 'a forwarded message is not in the projection')
    return posted
  })
}
