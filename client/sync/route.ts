/**
 * Which document each pending intent goes to, and which have to wait (docs/behaviour.md, OB16-OB21). Pure.
 * Within a channel new messages and changes of its root keep their order: nothing overtakes.
 */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { MAX_FOUNDING_MEMBERS } from '../../schema/limits.ts'
import { channelOfDocument, foundingOf, isActive, isDeletion, isNewMessage, messageOf, type Intent } from './intent.ts'
import type { MessagePlace } from './message-index.ts'
import { inSendingOrder } from './send-first.ts'

export interface RouteFacts {
  readonly nowMs: number
  /** Intents of an update that waits for its answer. */
  readonly inFlight: ReadonlySet<number>
  /** null while the root has to be caught up with first. */
  newestVolume(channelId: ChannelId): number | null
  find(channelId: ChannelId, messageId: string): MessagePlace | null
  /** When a key that is sent at most every 10 s may go again; 0 = now. */
  notBefore(intent: Intent): number
}

export interface Routes {
  /** In the order of sending, by document. Those in flight are among them, so that their document is known to be taken. */
  readonly byDocument: ReadonlyMap<string, readonly Intent[]>
  /** When a waiting intent may go, or null. */
  readonly wakeAtMs: number | null
}

export function route(intents: readonly Intent[], facts: RouteFacts): Routes {
  const byDocument = new Map<string, Intent[]>()
  const channels = new Map<ChannelId, Lane>()
  let wakeAtMs: number | null = null

  function send(doc: string, intent: Intent): void {
    const list = byDocument.get(doc)
    if (list) list.push(intent)
    else byDocument.set(doc, [intent])
  }

  for (const intent of inSendingOrder(intents)) {
    if (!isActive(intent)) continue
    const channelId = channelOfDocument(intent.doc)
    let lane: Lane | undefined
    if (channelId !== null) {
      lane = channels.get(channelId)
      if (!lane) channels.set(channelId, (lane = newLane(intents, channelId)))
      if (lane.founding && !lane.founding.has(intent.n)) continue
    }
    const atMs = Math.max(intent.againAt ?? 0, facts.notBefore(intent))
    const isLate = atMs > facts.nowMs && !facts.inFlight.has(intent.n)
    // Its files are uploaded apart; what changes the outbox when they are there asks again.
    const waits = isLate || intent.awaits !== undefined
    if (isLate) wakeAtMs = Math.min(wakeAtMs ?? atMs, atMs)
    const target = channelId === null ? intent.doc : targetIn(channelId, intent, intents, facts)
    if (lane && isOrdered(intent)) {
      // The first one that cannot go now, or goes elsewhere, holds back all that were written after it.
      if (lane.isBlocked) continue
      lane.document ??= target
      if (waits || target === null || lane.document !== target) {
        lane.isBlocked = true
        continue
      }
    }
    if (!waits && target !== null) send(target, intent)
  }
  return { byDocument, wakeAtMs }
}

interface Lane {
  /** Where the first ordered intents go. */
  document: string | null
  isBlocked: boolean
  /** Numbers of a pending founding: nothing else of the channel goes before it. Empty when it was refused. */
  readonly founding: ReadonlySet<number> | null
}

function newLane(intents: readonly Intent[], channelId: ChannelId): Lane {
  const founding = foundingOf(intents, channelId)
  if (!founding) return { document: null, isBlocked: false, founding: null }
  let members = 0
  const first = founding.intents.filter((i) => i.root === 'meta' || ++members <= MAX_FOUNDING_MEMBERS)
  return { document: null, isBlocked: false, founding: new Set(founding.isRefused ? [] : first.map((i) => i.n)) }
}

/** Whether nothing of its channel may overtake it. */
export function isOrdered(intent: Intent): boolean {
  return intent.root === 'meta' || intent.root === 'members' || isNewMessage(intent)
}

/** The document, or null while it is not known. */
function targetIn(channelId: ChannelId, intent: Intent, intents: readonly Intent[], facts: RouteFacts): string | null {
  const messageId = messageOf(intent)
  const isInOutbox = () => intents.some((i) => i.root === 'messages' && i.key === messageId && isNewMessage(i))
  if (intent.root === 'messages') {
    // What is on its way to a volume that was sealed meanwhile may come back: later ones wait for its answer.
    if (facts.inFlight.has(intent.n) && intent.sentTo !== undefined) return volumeDocument(channelId, intent.sentTo)
    const volume = facts.find(channelId, messageId)?.volume ?? intent.volume
    if (volume !== undefined) return volumeDocument(channelId, volume)
    // A deletion that follows a message goes where that went, to see whether it arrived.
    if (isDeletion(intent.root, intent.value) && intent.sentTo !== undefined)
      return volumeDocument(channelId, intent.sentTo)
    // An edit of a message in no volume known here goes to the newest too: the server answers where it is (`known`).
    const newest = facts.newestVolume(channelId)
    return newest === null ? null : volumeDocument(channelId, newest)
  }
  if (intent.root === 'reactions') {
    const volume = facts.find(channelId, messageId)?.volume ?? intent.volume
    if (volume !== undefined) return volumeDocument(channelId, volume)
    if (isInOutbox()) return null
    // Another tab took the message back before it was ever sent: the server's answer (`gone`) ends the waiting.
    const newest = facts.newestVolume(channelId)
    return newest === null ? null : volumeDocument(channelId, newest)
  }
  if (intent.root === 'pins' && intent.value !== null && isInOutbox()) return null
  return channelDocument(channelId)
}
