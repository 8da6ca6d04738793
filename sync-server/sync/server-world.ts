/** The rules' world on the server: every document, and the projection's index of messages. */
import type { FoundMessage, Settings, World } from '../../schema/views.ts'
import { parseDocumentName } from '../../schema/documents.ts'
import { NO_REGISTERS, type Registers } from '../../schema/views.ts'
import type { ChannelTables } from '../storage/channel-tables.ts'
import type { Rooms } from './rooms.ts'

export function serverWorld(rooms: Rooms, tables: ChannelTables, settings: () => Settings, nowMs: number): World {
  return {
    nowMs,
    get settings() {
      return settings()
    },
    registers: (name): Registers => rooms.peek(name) ?? (parseDocumentName(name) ? rooms.get(name) : NO_REGISTERS),
    findMessage: (channelId, messageId): FoundMessage | null => tables.messages.find(channelId, messageId),
    ownsFile: (userId, file) => tables.messages.ownsFile(userId, file),
  }
}
