/** Opens what the export's door works with, and watches over what it sends. */
import type { World } from '../../schema/views.ts'
import type { ChannelTables } from '../storage/channel-tables.ts'
import type { Database } from '../storage/database.ts'
import { ExportReader } from '../storage/export-reader.ts'
import type { MessageIndex } from '../storage/message-index.ts'
import type { ExportDeps } from './deps.ts'
import { CHECK_MS, RunningExports } from './running.ts'

export interface Exports {
  readonly exports: ExportDeps
  readonly running: RunningExports
  /** Unlike any other start's: versions of documents begin anew. */
  readonly startedAs: string
  /** Ends what is being sent. */
  readonly stop: () => void
}

export function openExports(deps: {
  db: Database
  domain: { world: () => World; channels: ChannelTables; messages: MessageIndex }
  randomBytes: (size: number) => Buffer
}): Exports {
  const { world, channels, messages } = deps.domain
  const running = new RunningExports()
  const checking = setInterval(() => running.check(), CHECK_MS).unref()
  const stop = () => {
    clearInterval(checking)
    running.stop()
  }
  const startedAs = deps.randomBytes(12).toString('base64url')
  return { exports: { world, channels, messages, reader: new ExportReader(deps.db) }, running, startedAs, stop }
}
