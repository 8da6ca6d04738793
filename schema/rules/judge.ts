/**
 * The one door to the rules: every register write of every update and of every REST command is judged here.
 * Serves docs/behaviour.md, JG1-JG5. Pure.
 */
import { channelDocument, type DocumentRef, type VolumeRef } from '../documents.ts'
import { ErrorCode } from '../errors.ts'
import { isPlainJson, type Json } from '../json.ts'
import { REGISTERS } from '../registers/index.ts'
import type { Actor, World } from '../views.ts'
import { judgeAccount } from './account.ts'
import { canRead, channelOf, newestVolume } from './channel.ts'
import { ALLOW, refuse, type Decision, type Entry } from './decision.ts'
import { judgeMember } from './members.ts'
import { judgeMessage } from './messages.ts'
import { judgeFounding, judgeMeta } from './meta.ts'
import { noAccess } from './no-access.ts'
import { judgePin } from './pins.ts'
import { judgeReaction } from './reactions.ts'
import { settle } from './settle.ts'
import { overlayWorld, type OverlayWorld } from './overlay.ts'

export type { VolumeRef }

/** A judged entry. `decided` is what the register holds afterwards; `superseded` tells that settle overruled the write. */
export interface Verdict {
  readonly entry: Entry
  readonly decision: Decision
  readonly decided: Json | undefined
  readonly superseded: boolean
}

/**
 * Judges the entries of one update in order, each seeing the ones before it.
 *
 * @param entries  what the update would do to `document`; nothing of it is in `world` yet
 * @returns a verdict for each entry, in order; the update may be merged only when every decision allows
 */
export function judgeUpdate(actor: Actor, document: DocumentRef, entries: readonly Entry[], world: World): Verdict[] {
  const overlay = overlayWorld(world, document)
  const founds = document.kind === 'channel' && channelOf(world, document.channelId) === null
  if (founds) {
    const shapes = entries.map((entry) => {
      const shape = judgeShape(document, entry)
      return shape.allowed && entry.value === undefined
        ? refuse(ErrorCode.Invalid, 'FD6: nothing to remove yet')
        : shape
    })
    const sound = shapes.every((shape) => shape.allowed)
    const decisions = sound ? judgeFounding(actor, document.channelId, entries, world) : shapes
    return entries.map((entry, i) => verdict(entry, decisions[i] as Decision))
  }
  return entries.map((original) => {
    // An earlier entry of this update may have changed what this one meets.
    const before = overlay.registers(document.name).get(original.root, original.key)
    const entry = { ...original, before }
    const shape = judgeShape(document, entry)
    const judged = verdict(entry, shape.allowed ? judgeEntry(actor, document, entry, overlay) : shape)
    if (judged.decision.allowed) overlay.set(entry.root, entry.key, judged.decided)
    return judged
  })
}

/** JG5: an allowed stale write is settled; one that a person must decide again is refused. */
function verdict(entry: Entry, decision: Decision): Verdict {
  if (!decision.allowed) return { entry, decision, decided: entry.before, superseded: false }
  const outcome = entry.causal ? 'incoming' : settle(entry.root, entry.before, entry.value)
  if (outcome === 'stale') {
    const reason = 'ST4: changed meanwhile'
    return {
      entry,
      decision: refuse(ErrorCode.Stale, reason, entry.before ?? null),
      decided: entry.before,
      superseded: false,
    }
  }
  const superseded = outcome === 'before'
  return { entry, decision, decided: superseded ? entry.before : entry.value, superseded }
}

/** JG1-JG4: the root exists, people write it, the key and the value have its form, and it may be removed if it is. */
function judgeShape(document: DocumentRef, entry: Entry): Decision {
  const register = REGISTERS[document.kind].get(entry.root)
  if (!register) return refuse(ErrorCode.Invalid, 'JG1: unknown root')
  if (register.writtenBy === 'server') return refuse(ErrorCode.Forbidden, 'JG2: the server writes this')
  if (register.parseKey(entry.key) === null) return refuse(ErrorCode.Invalid, 'JG3: malformed key')
  if (entry.value === undefined) {
    const removesNothing = entry.erased === true && entry.before === undefined
    if (register.removable || removesNothing) return ALLOW
    return refuse(ErrorCode.Invalid, 'JG4: replaced, never removed')
  }
  const schema = register.valueSchema(entry.key)
  if (!isPlainJson(entry.value) || !schema?.safeParse(entry.value).success) {
    return refuse(ErrorCode.Invalid, 'JG3: malformed value')
  }
  return ALLOW
}

function judgeEntry(actor: Actor, document: DocumentRef, entry: Entry, world: OverlayWorld): Decision {
  if (document.kind === 'directory') return refuse(ErrorCode.Forbidden, 'JG2: the server writes this')
  if (document.kind === 'account') return judgeAccount(actor, document.userId, entry, world)
  const channel = channelOf(world, document.channelId)
  if (!channel || !canRead(world, actor.userId, document)) return noAccess(world, actor.userId, document)
  const newest = document.kind === 'volume' ? newestVolume(world, document.channelId) : 0
  if (document.kind === 'volume' && document.volume > newest) return refuse(ErrorCode.Invalid, 'MS8: no such volume')
  const isRemoval = entry.root === 'pins' || entry.root === 'reactions'
  if (entry.value === undefined && !isRemoval)
    return channel.role(actor.userId) === 'none' ? refuse(ErrorCode.Forbidden, 'MB3: not a member') : ALLOW
  if (document.kind === 'channel') {
    if (entry.root === 'meta') return judgeMeta(actor, entry, channel, world)
    if (entry.root === 'members') return judgeMember(actor, entry, channel, world)
    return judgePin(actor, entry, channel, world)
  }
  return entry.root === 'messages'
    ? judgeMessage(actor, entry, channel, document, newest, world)
    : judgeReaction(actor, entry, channel, document, world)
}

/** The root document of the channel that `document` belongs to. */
export function rootOf(document: Extract<DocumentRef, { kind: 'channel' | 'volume' }>): string {
  return channelDocument(document.channelId)
}
