/** Which channels this account reads, as its own documents tell: memberships, and every public channel. */
import {
  accountDocument,
  channelDocument,
  DIRECTORY,
  parseDocumentName,
  volumeDocument,
} from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { DirectoryChannel } from '../../schema/registers/directory.ts'
import type { Registers } from '../../schema/views.ts'

export interface Access {
  channels(): Set<ChannelId>
  reads(channelId: ChannelId): boolean
  /** Whether the server sends its live updates without being asked. */
  isPushed(doc: string, newestVolume: (channelId: ChannelId) => number): boolean
}

/** @param registers of a loaded document, or none when it is not loaded */
export function accessOf(userId: UserId, registers: (doc: string) => Registers | undefined): Access {
  const account = () => registers(accountDocument(userId))
  const isPublic = (value: unknown) => (value as DirectoryChannel | undefined)?.kind === 'public'

  function reads(channelId: ChannelId): boolean {
    if (account()?.get('memberships', channelId) !== undefined) return true
    return isPublic(registers(DIRECTORY)?.get('channels', channelId))
  }

  return {
    reads,
    channels() {
      const found = new Set<ChannelId>()
      for (const [key] of account()?.entries('memberships') ?? []) found.add(key as ChannelId)
      for (const [key, value] of registers(DIRECTORY)?.entries('channels') ?? []) {
        if (isPublic(value)) found.add(key as ChannelId)
      }
      return found
    },
    isPushed(doc, newestVolume) {
      const ref = parseDocumentName(doc)
      if (ref === null || ref.kind === 'directory') return ref !== null
      if (ref.kind === 'account') return ref.userId === userId
      if (!reads(ref.channelId)) return false
      return ref.kind === 'channel' || ref.volume === newestVolume(ref.channelId)
    },
  }
}

/** The documents of a channel that every device keeps. */
export function keptOf(channelId: ChannelId, newestVolume: number): readonly [string, string] {
  return [channelDocument(channelId), volumeDocument(channelId, newestVolume)]
}
