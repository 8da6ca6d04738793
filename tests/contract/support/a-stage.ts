/** A server whose three doors to the documents are open at once: a device's socket, REST, and the commit behind REST. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { RegisterWrite } from '../../../schema/edits/register-write.ts'
import { CairnError } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { createSyncServer } from '../../../sync-server/sync/sync-server.ts'
import type { CommitTransaction, SyncServer } from '../../../sync-server/sync/sync-server-port.ts'
import { newFolder, removeFolders } from '../../sync-server/support/a-server.ts'
import { aCrew, type ACrew, type FoundChat, type Member } from './a-crew.ts'
import { aDevice, type ADevice, type DeviceWrite } from './a-device.ts'

const UNLIMITED = {
  ...{ MESSAGE_RATE_LIMIT_PER_MINUTE: '1000000', DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0', LOG_LEVEL: 'warn' },
}

export interface Stage extends ACrew {
  /** Each person's device. */
  device(of: Member): ADevice
  channelId(chat: FoundChat): ChannelId
  /** Reads of what is stored. */
  readonly db: SqliteDatabase.Database
  /** Register writes as a command makes them. @returns `ok`, or the refusal's code */
  command(by: Member, doc: string, writes: readonly DeviceWrite[]): Promise<string>
  commit<T>(work: (tx: CommitTransaction) => T): Promise<T>
  stop(): Promise<void>
}

export async function aStage(settings: Record<string, unknown> = {}): Promise<Stage> {
  const folder = newFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  const opened: SyncServer[] = []
  const crew = await aCrew({
    ...{ folder, env: UNLIMITED },
    createSyncServer(deps) {
      opened.push(createSyncServer(deps))
      return opened[0] as SyncServer
    },
  })
  const { runInCommit } = opened[0] as SyncServer
  const devices = new Map<Member, ADevice>()
  for (const member of [crew.ada, crew.bo, crew.cy, crew.dee])
    devices.set(member, await aDevice(crew.api.url, member.token))
  const db = new SqliteDatabase(join(folder, 'cairn.sqlite'), { readonly: true })
  const channel = db.prepare<[number], { channel: string }>('SELECT channel FROM channels WHERE num = ?')
  return {
    ...{ ...crew, db, commit: runInCommit },
    device: (of) => devices.get(of) as ADevice,
    channelId: ({ id }) => channel.get(id)?.channel as ChannelId,
    async command(by, doc, writes) {
      const asWrites = writes.map(([root, key, value]): RegisterWrite => ({ doc, root, key, value }))
      try {
        await runInCommit((tx) => tx.write({ userId: by.id as UserId }, asWrites))
        return 'ok'
      } catch (error) {
        if (error instanceof CairnError) return error.code
        throw error
      }
    },
    async stop() {
      for (const device of devices.values()) device.close()
      db.close()
      await crew.api.stop()
      removeFolders()
    },
  }
}
