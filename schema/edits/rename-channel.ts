/** Changes what a channel says of itself: title, topic, handle, avatar (docs/behaviour.md, ED10). Pure. */
import { channelDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { World } from '../views.ts'
import { wellFormed, type RegisterWrite } from './register-write.ts'

export interface RenameChannelInput {
  readonly channelId: ChannelId
  readonly title?: string
  readonly topic?: string
  /** '' = none. */
  readonly handle?: string
  readonly avatar?: string
}

const KEYS = ['title', 'topic', 'handle', 'avatar'] as const

/** One register each, and only those that change: what somebody else renames meanwhile stays theirs. */
export function renameChannel(world: World, _me: UserId, input: RenameChannelInput): RegisterWrite[] {
  const doc = channelDocument(input.channelId)
  const root = world.registers(doc)
  return KEYS.flatMap((key) => {
    const wanted = input[key]
    const value = wanted === undefined ? undefined : wellFormed(wanted)
    return value === undefined || value === (root.get('meta', key) ?? '') ? [] : [{ doc, root: 'meta', key, value }]
  })
}
