/** What an export reads from. The server's own stores serve, and so does a database that is only read. */
import type { World } from '../../schema/views.ts'
import type { ChannelTables } from '../storage/channel-tables.ts'
import type { ExportReader } from '../storage/export-reader.ts'
import type { MessageIndex } from '../storage/message-index.ts'

export interface ExportDeps {
  /** As accepted so far. Asked anew for each piece. */
  readonly world: () => World
  readonly reader: ExportReader
  readonly channels: Pick<ChannelTables, 'channel' | 'channelByNum' | 'grantsSince'>
  readonly messages: Pick<MessageIndex, 'reactions'>
}
