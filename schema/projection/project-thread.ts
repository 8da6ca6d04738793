/** A thread: a message and everything that answers it, level by level (docs/behaviour.md, PJ10). Pure and total. */
import type { MessageId } from '../ids.ts'
import type { MessageView } from './message-view.ts'
import { readTimeline, type TimelineInput } from './project-timeline.ts'

export interface ThreadView {
  /** null: hidden, cleared, or not in the volumes read. */
  readonly root: MessageView | null
  /** Breadth first; within a level those that answer the same message stand together, in timeline order. */
  readonly replies: readonly MessageView[]
}

/** @param input volumes: those to look through; a reply in another one is not seen, nor what answers it */
export function projectThread(input: Omit<TimelineInput, 'window'>, rootId: MessageId): ThreadView {
  const timeline = readTimeline(input)
  const answers = new Map<string, string[]>()
  for (const { id, value } of timeline.messages) {
    if (value.replyTo === undefined) continue
    const siblings = answers.get(value.replyTo.id)
    if (siblings) siblings.push(id)
    else answers.set(value.replyTo.id, [id])
  }
  // A set keeps the order of arrival and ends rings of messages that answer each other.
  const reached = new Set<string>([rootId])
  for (const id of reached) for (const answer of answers.get(id) ?? []) reached.add(answer)
  const views = new Map(timeline.view(({ id }) => reached.has(id)).map((view) => [view.id as string, view]))
  reached.delete(rootId)
  const replies = [...reached].flatMap((id) => views.get(id) ?? [])
  return { root: views.get(rootId) ?? null, replies }
}
