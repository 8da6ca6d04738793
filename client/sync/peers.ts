/**
 * The other people (docs/behaviour.md, RS27-RS29): who types, who is there, how far they have read; and what of this
 * person is told. Awareness is for the channel on screen only; every tab may have one, the last to say so counts.
 */
import * as encoding from 'lib0/encoding'
import { channelDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Downstream, Presence } from '../../schema/protocol/downstream.ts'
import { encodeFrame } from '../../schema/protocol/frames.ts'
import type { Upstream } from '../../schema/protocol/upstream.ts'
import type { Marks } from './device.ts'

export interface PeerState {
  readonly typing: Readonly<Record<string, readonly number[]>>
  readonly presence: Readonly<Record<string, Presence>>
  readonly marks: Readonly<Record<string, Marks>>
  /** Chats that other devices of this person show, in windows that they are in. */
  readonly elsewhere: readonly string[]
}

export const NO_PEERS: PeerState = { typing: {}, presence: {}, marks: {}, elsewhere: [] }

export type PeerMessage = Extract<Downstream, { t: 'marks' | 'typing' | 'presence' | 'elsewhere' }>

/** Presence and typing are of this moment: without a connection only the read positions stay. */
export function withoutPresence(state: PeerState): PeerState {
  return { ...NO_PEERS, marks: state.marks }
}

export function peersAfter(state: PeerState, message: PeerMessage): PeerState {
  if (message.t === 'typing') return { ...state, typing: { ...state.typing, [message.channel]: message.users } }
  if (message.t === 'presence') return { ...state, presence: { ...state.presence, ...message.states } }
  if (message.t === 'elsewhere') return { ...state, elsewhere: message.channels }
  return withMarks(state, { [message.channel]: message })
}

/** The highest mark of each counts: what was read once was read, whatever is told later. */
export function withMarks(state: PeerState, told: Readonly<Record<string, Marks>>): PeerState {
  const marks = { ...state.marks }
  for (const [channel, { read, delivered }] of Object.entries(told)) {
    const before = marks[channel]
    marks[channel] = { read: highest(before?.read, read), delivered: highest(before?.delivered, delivered) }
  }
  return { ...state, marks }
}

function highest(before: Marks['read'] = {}, told: Marks['read']): Marks['read'] {
  const after: Record<string, number> = { ...before }
  for (const [user, seq] of Object.entries(told)) after[user] = Math.max(after[user] ?? 0, seq)
  return after
}

export function isTyping(state: PeerState, channelId: ChannelId): readonly UserId[] {
  return (state.typing[channelId] ?? []) as readonly UserId[]
}

export interface Activity {
  readonly typing: boolean
  readonly active: 'active' | 'idle'
}

export interface OwnAwareness {
  /** What is on screen and done there. @returns whether it is another channel than before */
  show(channelId: ChannelId | null, activity: Activity): boolean
  /** After a connection, and before others forget us: they do after 30 s. */
  renew(): void
}

interface Deps {
  random(): number
  send(frame: Uint8Array): void
  control(message: Upstream): void
}

/** Tells the channel on screen what this person does, under a client id that nothing else uses. */
export function createOwnAwareness(deps: Deps): OwnAwareness {
  const client = Math.floor(deps.random() * 2 ** 32)
  let clock = 0
  let channelId: ChannelId | null = null
  let activity: Activity = { typing: false, active: 'idle' }

  function tell(state: object | null): void {
    if (channelId === null) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ++clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
    const payload = encoding.toUint8Array(encoder)
    deps.send(encodeFrame({ kind: 'awareness', doc: channelDocument(channelId), row: 0, payload }))
  }
  const tellState = () => tell({ ...(activity.typing ? { typing: true } : {}), active: activity.active })

  return {
    show(next, doing) {
      const isOther = next !== channelId
      const isNews = isOther || doing.typing !== activity.typing || doing.active !== activity.active
      if (isOther) {
        tell(null)
        channelId = next
        deps.control({ t: 'watch', channel: next })
      }
      activity = doing
      if (isNews) tellState()
      return isOther
    },
    renew() {
      if (channelId === null) return
      deps.control({ t: 'watch', channel: channelId })
      tellState()
    },
  }
}
