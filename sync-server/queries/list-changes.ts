/** What changed in a channel since a time, for programs that ask again and again (docs/behaviour.md, CQ20). */
import { channelDocument } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import type { Channel } from '../../schema/rules/channel.ts'
import { isPutAway } from '../access/find-message.ts'
import { ownChannels } from '../access/own-channels.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'

export interface ListChangesInput {
  readonly channel: Channel
  /** Milliseconds since 1970; null = everything there is. */
  readonly sinceMs: number | null
  /** Where a door tells finer times: whether the message changed after the one it was asked for. */
  readonly isChanged?: (message: StoredMessage) => boolean
}

/** Read at once; between two pieces others have their turn. */
const PAGE = 500

/**
 * New, edited, reacted to and deleted messages, those of the server too; neither hidden nor cleared ones.
 *
 * @returns pieces in the order of arrival, each read when it is asked for: from the channel as it was at the first. A message
 *   that changes meanwhile tells no later time, so that who asks again from the latest time told misses nothing.
 */
export function* listChanges(
  deps: QueryDeps,
  userId: UserId,
  { channel, sinceMs, isChanged = () => true }: ListChangesInput,
): Generator<StoredMessage[]> {
  const { last_seq: lastSeq = 0, last_mod: untilMs = 0 } = deps.channels.channel(channel.id) ?? {}
  const seen = (messages: StoredMessage[]) => {
    const world = deps.world()
    return messages.filter((message) => !isPutAway(world, userId, message)).map((one) => asOf(one, untilMs))
  }
  let afterSeq = ownChannels(deps.world(), userId).get(channel.id) ?? 0
  if (sinceMs !== null) {
    const firstNew = deps.messages.seqSince(channel.id, sinceMs)
    yield seen(changedBefore(deps, channel, { sinceMs, firstNew, isChanged }))
    afterSeq = Math.max(afterSeq, firstNew - 1)
  }
  while (afterSeq < lastSeq) {
    const messages = deps.messages.page(channel.id, { afterSeq, uptoSeq: lastSeq, limit: PAGE })
    if (messages.length === 0) return
    afterSeq = messages.at(-1)?.seq ?? lastSeq
    yield seen(messages.filter(isChanged))
  }
}

interface Since extends Required<Pick<ListChangesInput, 'isChanged'>> {
  readonly sinceMs: number
  /** `seq` of the first message that arrived since. */
  readonly firstNew: number
}

function changedBefore(deps: QueryDeps, { id }: Channel, { sinceMs, firstNew, isChanged }: Since): StoredMessage[] {
  const changed = deps.messages.changedSince(id, sinceMs, firstNew - 1).filter(isChanged)
  const due = dueIn(deps, id).filter(({ seq }) => seq < firstNew)
  const found = new Map([...changed, ...due].map((message) => [message.messageId, message]))
  return [...found.values()].sort((a, b) => a.seq - b.seq)
}

/** SM5: reactions that changed and will be told of within a second; till then nothing of their time is known. */
function dueIn({ channels, messages }: QueryDeps, id: Channel['id']): StoredMessage[] {
  const volumes = `${channelDocument(id)}/`
  const due = channels.dueStamps().filter(({ doc }) => doc.startsWith(volumes))
  return due.flatMap(({ message_id: messageId }) => messages.find(id, messageId) ?? [])
}

function asOf(message: StoredMessage, untilMs: number): StoredMessage {
  if (message.changedAt <= untilMs) return message
  const bound = (at: number | null) => at && Math.min(at, untilMs)
  return {
    ...message,
    modifiedAt: bound(message.modifiedAt),
    reactedAt: bound(message.reactedAt),
    changedAt: untilMs,
  }
}
