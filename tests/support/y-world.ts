/** A world over real Y.Docs, and plain text of what is projected from it, for comparing replicas. */
import * as Y from 'yjs'
import { DEFAULT_REACTIONS } from '../../schema/default-reactions.ts'
import { parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { canonicalJson, type Json } from '../../schema/json.ts'
import { projectChannel } from '../../schema/projection/project-channel.ts'
import { projectChats } from '../../schema/projection/project-chats.ts'
import { projectMembers } from '../../schema/projection/project-members.ts'
import { projectPins } from '../../schema/projection/project-pins.ts'
import { projectThread } from '../../schema/projection/project-thread.ts'
import { projectTimeline } from '../../schema/projection/project-timeline.ts'
import { projectUnread } from '../../schema/projection/project-unread.ts'
import type { FoundMessage, Registers, World } from '../../schema/views.ts'
import { messageId, NOW } from './a-world.ts'

export class YWorld implements World {
  nowMs = NOW
  settings = {
    reactions: DEFAULT_REACTIONS,
    adminsDeleteMessages: false,
    volumeMessages: 1024,
    defaultChannels: ['general'],
  }
  readonly documents = new Map<string, Y.Doc>()

  doc(name: string): Y.Doc {
    let doc = this.documents.get(name)
    if (!doc) this.documents.set(name, (doc = new Y.Doc()))
    return doc
  }

  registers(name: string): Registers {
    const doc = this.doc(name)
    return {
      get: (root, key) => doc.getMap<Json>(root).get(key),
      entries: (root) => doc.getMap<Json>(root).entries(),
    }
  }

  findMessage(channelId: ChannelId, id: string): FoundMessage | null {
    for (const name of [...this.documents.keys()].sort()) {
      const ref = parseDocumentName(name)
      if (ref?.kind !== 'volume' || ref.channelId !== channelId) continue
      const value = this.registers(name).get('messages', id) as { by?: number; deletedAt?: number } | null | undefined
      if (value) return { volume: ref.volume, by: value.by ?? 0, seq: 0, deleted: value.deletedAt !== undefined }
    }
    return null
  }

  ownsFile(): boolean {
    return true
  }
}

/** Everything a person sees of a channel, as canonical text. */
export function projectAll(world: World, channelId: ChannelId, me: UserId, volumes: readonly number[]): string {
  const input = { world, channelId, me, volumes }
  return canonicalJson({
    timeline: projectTimeline(input),
    window: projectTimeline({ ...input, window: { fromSeq: 2, toSeq: 4 } }),
    thread: projectThread(input, messageId(1)),
    unread: projectUnread(world, channelId, me, volumes),
    channel: projectChannel(world, channelId, me),
    members: projectMembers(world, channelId),
    pins: projectPins(world, channelId, volumes),
    chats: projectChats(world, me, { begun: [channelId], volumes: () => volumes }),
  })
}
