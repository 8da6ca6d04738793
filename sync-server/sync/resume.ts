/** What a device missed: only what changed, one merged update a document, newest first (docs/behaviour.md, RM1-RM5). */
import { accountDocument, DIRECTORY, parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Held, Upstream } from '../../schema/protocol/upstream.ts'
import type { DirectoryChannel } from '../../schema/registers/directory.ts'
import { answerHeld, answerSince, answerWhole, isOurPast, type Answer } from './answer.ts'
import type { CoreDeps } from './deps.ts'
import { liveDocuments } from './hub.ts'
import type { DeviceSession } from './session.ts'

export function resume(deps: CoreDeps, session: DeviceSession, message: Extract<Upstream, { t: 'resume' }>): void {
  const isNew = message.position === 0
  const isRestored = !isNew && !isOurPast(deps, message)
  const done = new Map((message.done ?? []).map((held) => [held.doc, held]))
  const granted = deps.tables.grantsSince(session.userId, message.position)
  const answers: [doc: string, answer: Answer | 'below-floor'][] = []
  for (const { doc, channelId } of wantedDocuments(deps, session)) {
    session.listen(doc)
    const answer = answerFor(doc, channelId)
    if (answer) answers.push([doc, answer])
  }
  if (answers.length > 0 || isRestored) session.tell({ t: 'resuming', documents: answers.length, restored: isRestored })
  for (const [doc, answer] of answers) {
    if (answer === 'below-floor') session.tell({ t: 'ask', doc, generation: deps.rooms.get(doc).generation })
    else session.answer(answer)
  }
  if (!isNew && !isRestored) noticeOthers(deps, session, message.position)
  session.tell({ t: 'resumed', ...deps.log.head() })

  function answerFor(doc: string, channelId: ChannelId | null): Answer | 'below-floor' | null {
    const held: Held | undefined = done.get(doc)
    if (isRestored || isNew || (channelId !== null && granted.has(channelId))) {
      const room = deps.rooms.get(doc)
      if (held && held.generation === room.generation && isOurPast(deps, held))
        return withoutEmpty(answerHeld(deps, room, held))
      return answerWhole(deps, room)
    }
    if (deps.log.headOf(doc) <= message.position) return null
    const room = deps.rooms.get(doc)
    return withoutEmpty(held ? answerHeld(deps, room, held) : answerSince(deps, room, message.position))
  }
}

/** A document answered before the cut, and unchanged since, needs no second answer. */
function withoutEmpty(answer: Answer | 'below-floor'): Answer | 'below-floor' | null {
  return answer !== 'below-floor' && answer.control.empty && answer.control.mode === 'since' ? null : answer
}

/** Directory, own account, then root and newest volume of each channel, the most recently active first. */
function wantedDocuments(deps: CoreDeps, session: DeviceSession): { doc: string; channelId: ChannelId | null }[] {
  const wanted: { doc: string; channelId: ChannelId | null }[] = [
    { doc: DIRECTORY, channelId: null },
    { doc: accountDocument(session.userId), channelId: null },
  ]
  const channels = new Set<string>()
  for (const [id] of deps.rooms.get(accountDocument(session.userId)).entries('memberships')) channels.add(id)
  for (const [id, value] of deps.rooms.get(DIRECTORY).entries('channels')) {
    if ((value as unknown as DirectoryChannel).kind === 'public') channels.add(id)
  }
  const order = new Map(deps.tables.channelsByActivity().map((id, index) => [id, index]))
  const sorted = [...channels].sort((a, b) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity))
  for (const id of sorted) {
    for (const doc of liveDocuments(deps, id as ChannelId)) wanted.push({ doc, channelId: id as ChannelId })
  }
  return wanted
}

/** One line for each older volume of one's channels that changed: whoever holds it opens it when it is looked at. */
function noticeOthers(deps: CoreDeps, session: DeviceSession, position: number): void {
  const listened = new Set(session.documents())
  for (const { name: doc, generation, head } of deps.log.changedSince(position)) {
    if (listened.has(doc) || parseDocumentName(doc)?.kind !== 'volume' || !session.mayRead(doc)) continue
    session.tell({ t: 'notice', doc, generation, position: head })
  }
}
